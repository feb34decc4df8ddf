import type { Day } from '../../time/days.ts'
import { comparable } from './comparable.ts'
import { type Desk, refuse } from './desk.ts'
import { type PeopleById, unknownUnit } from './diff-cadres.ts'
import type { UnitsByName, UnitTarget } from './diff-units.ts'
import type { RosterRow } from './issues.ts'
import type { Ref } from './plan.ts'

type PersonRow = RosterRow<'name' | 'idNumber'>

/** The cadre a row speaks of: by id number, and by the same name. Refuses the row and answers null otherwise. */
export function personOf(desk: Desk, row: PersonRow, people: PeopleById): Ref | null {
  const person = people.get(row.values.idNumber)
  if (person === undefined)
    refuse(desk, row, 'idNumber', '此人不在册，本文件 A01人员 中也没有，请先在 A01人员 中填写。')
  else if (person.name !== row.values.name) refuse(desk, row, 'name', `与身份证号不符：此号码是“${person.name}”。`)
  else return person.ref
  return null
}

/** The unit a row names, or null after refusing it. */
export function unitOf(desk: Desk, row: RosterRow<'unit'>, units: UnitsByName): UnitTarget | null {
  const unit = units.get(comparable(row.values.unit))
  if (unit === undefined) refuse(desk, row, 'unit', unknownUnit(row.values.unit))
  return unit ?? null
}

/** Refuses a term that lies after today or ends before it begins. `end`: the first day it no longer holds. */
export function termIsSound(
  desk: Desk,
  row: RosterRow,
  from: Day,
  end: Day | null,
  endKey: string,
  today: Day,
): boolean {
  const isFuture = from > today
  if (isFuture) refuse(desk, row, 'from', `${from} 在今天（${today}）之后，不能提前导入。`)
  const isBackwards = end !== null && end <= from
  if (isBackwards) refuse(desk, row, endKey, '结束早于开始，请核对。')
  const endsLater = end !== null && !isBackwards && end > today && endKey === 'until'
  if (endsLater) refuse(desk, row, endKey, `${end} 在今天（${today}）之后，不能提前导入。`)
  return !isFuture && !isBackwards && !endsLater
}
