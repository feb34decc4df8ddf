import { attribute, fieldsInCharge, type HeldDuty, inChargeSentence, isUnheld } from '../people/attribution.ts'
import type { Unit } from '../people/unit.ts'
import type { Day } from '../time/days.ts'
import { type Faults, notAfter } from './checks.ts'
import type { EntryOf, NewEntry } from './entries.ts'

/** A 督办通知 as served. */
export interface NoticeInput {
  readonly number: string
  readonly title: string
  /** Day it was served. */
  readonly on: Day
  readonly deadline: Day
  readonly unitId: string
  /** Field of work: who held 分管 of it that day answers for it. */
  readonly field: string
  /** Cadres named in it. */
  readonly persons?: readonly string[]
}

/** What a notice is held against. `served`: the standing notice of the same number, if any; `duties`: those of the unit. */
interface NoticeContext {
  readonly today: Day
  readonly unit: Unit | null
  readonly served: EntryOf<'notice'> | null
  readonly duties: readonly HeldDuty[]
}

export function noticeFaults(input: NoticeInput, { today, unit, served, duties }: NoticeContext): Faults {
  const { number, title, on, deadline } = input
  return {
    ...(unit !== null && fieldFaults(input, unit, duties)),
    ...(number.trim() === '' && { number: '请填写通知文号。' }),
    ...(title.trim() === '' && { title: '请填写督办事项。' }),
    ...(unit === null && { unitId: '没有这个单位。' }),
    ...(deadline < on && { deadline: `办理期限 ${deadline} 早于送达日期 ${on}。` }),
    ...notAfter(today, on),
    ...(served !== null && { number: `文号 ${number} 的通知已于 ${served.effectiveOn} 送达；如有误，请先冲正。` }),
  }
}

/** The notice with everybody it falls to by the duties held on its day. */
export function noticeEntry(
  { number, title, on, deadline, unitId, field, persons = [] }: NoticeInput,
  duties: readonly HeldDuty[],
): NewEntry {
  const attributions = attribute({ unitId, field, day: on, persons }, duties)
  const subjects = [...new Set(attributions.map(({ subject }) => subject.id))]
  return {
    kind: 'notice',
    subjects,
    effectiveOn: on,
    data: { number, title, deadline, unitId, attributions },
  }
}

/** Of a field that nobody is in charge of a notice would fall to no leader in charge, and nothing would say so. */
function fieldFaults({ field, on }: NoticeInput, unit: Unit, duties: readonly HeldDuty[]): Faults {
  const known = fieldsInCharge(duties, unit.id, on)
  if (!isUnheld(field, known)) return {}
  const sentence = `当日${unit.name}没有人分管“${field}”，请与名册分工里的领域写得一样；没有人分管的请留空。`
  return { field: sentence + inChargeSentence(known) }
}
