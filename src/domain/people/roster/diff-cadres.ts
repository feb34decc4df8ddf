import type { Day } from '../../time/days.ts'
import type { Cadre } from '../cadre.ts'
import { readIdNumber } from '../id-number.ts'
import { comparable } from './comparable.ts'
import { type Desk, fieldChanges, refuse, refuseTwice, warn } from './desk.ts'
import type { UnitsByName } from './diff-units.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { type CadreChange, newRef, type Ref, type RosterDays } from './plan.ts'

type Row = RosterRow<Key<'A01'>>

/** Everybody the file may speak of, by id number. */
export type PeopleById = ReadonlyMap<string, { readonly ref: Ref; readonly name: string; readonly isNew: boolean }>

/** Compares sheet A01 with the cadres held, by id number. */
export function diffCadres(
  desk: Desk,
  rows: readonly Row[],
  cadres: readonly Cadre[],
  units: UnitsByName,
  days: RosterDays,
) {
  const byId = new Map(cadres.map(cadre => [cadre.idNumber, cadre]))
  const once = refuseTwice(
    desk,
    rows.filter(row => row.sound),
    'idNumber',
    row => row.values.idNumber,
  )
  const namesakes = new Set(cadres.map(cadre => `${cadre.name} ${cadre.birthMonth}`))
  const changes: CadreChange[] = []
  for (const row of once) {
    checkCadre(desk, row, units, days)
    const before = byId.get(row.values.idNumber)
    warnOfIdentity(desk, row, before, namesakes)
    const fields = before === undefined ? [] : fieldChanges(row, valuesOfCadre(before))
    const outcome = before === undefined ? 'new' : fields.length > 0 ? 'changed' : 'unchanged'
    const { name, fullTitle } = row.values
    desk.lines.push({
      sheet: 'A01',
      row: row.number,
      who: name,
      what: fullTitle,
      outcome,
      changes: fields,
      effects: [],
    })
    const ref = before?.id ?? newRef(row.values.idNumber)
    if (outcome !== 'unchanged') changes.push({ ref, cadre: cadreFrom(row, before) })
  }
  return { changes, people: peopleOf(rows, cadres) }
}

function peopleOf(rows: readonly Row[], cadres: readonly Cadre[]): PeopleById {
  const people = new Map(
    rows
      .filter(row => row.values.idNumber !== '')
      .map(({ values: { idNumber, name } }) => [idNumber, { ref: newRef(idNumber), name, isNew: true }]),
  )
  for (const { id, idNumber, name } of cadres)
    people.set(idNumber, { ref: id, name: people.get(idNumber)?.name || name, isNew: false })
  return people
}

function warnOfIdentity(desk: Desk, row: Row, before: Cadre | undefined, namesakes: ReadonlySet<string>): void {
  const { name, birthMonth } = row.values
  if (before === undefined && namesakes.has(`${name} ${birthMonth}`)) {
    warn(desk, row, 'idNumber', '在册已有同名且出生年月相同的人，身份证号不同；如是同一人更正号码，请先核对。')
  }
  if (before !== undefined && before.name !== name) {
    warn(desk, row, 'name', `此身份证号在册姓名为“${before.name}”，将改为“${name}”。`)
  }
}

function checkCadre(desk: Desk, row: Row, units: UnitsByName, { today }: RosterDays): void {
  const { partySince, politics, registry } = row.values
  checkAgainstId(desk, row, today)
  checkMonths(desk, row, today)
  if (partySince === '' && !withoutParty.has(politics)) refuse(desk, row, 'partySince', '必填，不能为空。')
  if (!units.has(comparable(registry))) refuse(desk, row, 'registry', unknownUnit(registry))
}

function checkAgainstId(desk: Desk, row: Row, today: Day): void {
  const id = readIdNumber(row.values.idNumber)
  if ('complaint' in id) return
  const { sex, birthDay, knownArea } = id
  if (sex !== row.values.sex) refuse(desk, row, 'sex', `与身份证号不符：第17位表示${sex}。`)
  if (birthDay.slice(0, 7) !== row.values.birthMonth) {
    refuse(
      desk,
      row,
      'birthMonth',
      `与身份证号不符：号码中是${birthDay.slice(0, 4)}年${Number(birthDay.slice(5, 7))}月。`,
    )
  }
  if (birthDay > today) refuse(desk, row, 'idNumber', '身份证号中的出生日期在今天之后。')
  if (!knownArea) warn(desk, row, 'idNumber', '前两位不是已知的省级代码，请核对。')
}

function checkMonths(desk: Desk, row: Row, today: Day): void {
  const { birthMonth, workSince, levelSince, gradeSince, partySince } = row.values
  const since = { workSince, levelSince, gradeSince, ...(/^\d{4}-\d{2}$/.test(partySince) && { partySince }) }
  for (const [key, month] of Object.entries({ birthMonth, ...since })) {
    if (month > today.slice(0, 7)) refuse(desk, row, key, `${month} 在今天之后，请核对。`)
    else if (month < birthMonth) refuse(desk, row, key, `${month} 早于出生年月，请核对。`)
  }
}

const withoutParty = new Set(['群众', '无党派人士', '共青团员'])

export const unknownUnit = (name: string): string => `没有“${name}”这个单位：在册和本文件 B01单位 中都没有。`

/** A cadre in the words of sheet A01. */
export function valuesOfCadre(cadre: Cadre): Record<Key<'A01'>, string> {
  const { titles } = cadre
  return { ...cadre, fullTitle: titles?.full ?? '', shortTitle: titles?.short ?? '', registry: titles?.registry ?? '' }
}

function cadreFrom(row: Row, before: Cadre | undefined): Cadre {
  const held: Partial<Record<string, string>> = before === undefined ? {} : valuesOfCadre(before)
  const value = (key: Key<'A01'>): string => row.values[key] || (held[key] ?? '')
  const { fullTitle: _full, shortTitle: _short, registry: _registry, sex, ...plain } = row.values
  const texts = Object.fromEntries(
    Object.keys(plain).map(key => [key, value(key as keyof typeof plain)]),
  ) as typeof plain
  return {
    ...texts,
    sex: sex === '女' ? '女' : '男',
    id: before?.id ?? '',
    pinyin: before?.pinyin ?? '',
    initials: before?.initials ?? '',
    titles: { full: value('fullTitle'), short: value('shortTitle'), registry: value('registry') },
    post: before?.post ?? null,
    version: before?.version ?? 0,
  }
}
