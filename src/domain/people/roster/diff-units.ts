import type { UnitKind } from '../../evidence/entries.ts'
import type { Day } from '../../time/days.ts'
import { type Unit, unitKinds } from '../unit.ts'
import { comparable } from './comparable.ts'
import { type Desk, fieldChanges, refuse, refuseTwice, warn } from './desk.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { newRef, type Ref, type UnitChange } from './plan.ts'

type Row = RosterRow<Key<'B01'>>

/** The units as they will be, found by name or short name. */
export interface UnitTarget {
  readonly ref: Ref
  readonly name: string
  readonly kind: UnitKind
}

export type UnitsByName = ReadonlyMap<string, UnitTarget>

/** Compares sheet B01 with the units held: by code, else by name. */
export function diffUnits(desk: Desk, rows: readonly Row[], units: readonly Unit[], since: Day) {
  const byCode = new Map(units.map(unit => [unit.code, unit]))
  const byName = new Map(units.map(unit => [comparable(unit.name), unit]))
  const sound = rows.filter(row => row.sound)
  const byNameOnce = refuseTwice(desk, sound, 'name', row => comparable(row.values.name))
  const once = refuseTwice(desk, byNameOnce, 'code', row => row.values.code)
  const changes: UnitChange[] = []
  const refs = new Map<Row, Ref>()
  for (const row of once) {
    const change = diffUnit(desk, row, byCode.get(row.values.code), byName.get(comparable(row.values.name)), since)
    if (change === null) continue
    refs.set(row, change.ref)
    if (change.isDifferent) changes.push({ ref: change.ref, parent: null, unit: change.unit })
  }
  const refOfCode = new Map([
    ...units.map(({ code, id }) => [code, id] as const),
    ...[...refs].map(([row, ref]) => [row.values.code, ref] as const),
  ])
  return {
    changes: changes.map(change => ({ ...change, parent: parentOf(change.unit.code, refOfCode) })),
    byName: targets(units, rows, refs),
  }
}

function diffUnit(desk: Desk, row: Row, sameCode: Unit | undefined, sameName: Unit | undefined, since: Day) {
  if (!/^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$/.test(row.values.code)) {
    refuse(desk, row, 'code', `“${row.values.code}”不是机构编码，请按 001.002 填写。`)
    return null
  }
  if (sameCode !== undefined && sameName !== undefined && sameCode.id !== sameName.id) {
    refuse(desk, row, 'code', `编码在册属于“${sameCode.name}”，名称在册属于编码${sameName.code}，请核对。`)
    return null
  }
  const before = sameCode ?? sameName
  const changes = fieldChanges(row, before === undefined ? {} : valuesOfUnit(before))
  const outcome = before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
  if (before !== undefined && changes.some(({ field }) => field === '机构类别')) {
    warn(desk, row, 'kind', '机构类别的变更只影响此后的任职，现任职务仍按原类别分组。')
  }
  const effects: string[] = []
  desk.lines.push({
    sheet: 'B01',
    row: row.number,
    who: row.values.name,
    what: row.values.code,
    outcome,
    changes: before === undefined ? [] : changes,
    effects,
  })
  return {
    ref: before?.id ?? newRef(row.values.code),
    unit: unitFrom(row, before, since),
    isDifferent: outcome !== 'unchanged',
  }
}

/** A unit in the words of sheet B01. */
export function valuesOfUnit(unit: Unit): Record<Key<'B01'>, string> {
  const { detail } = unit
  return {
    name: unit.name,
    shortName: unit.shortName,
    code: unit.code,
    region: detail?.region ?? '',
    affiliation: detail?.affiliation ?? '',
    level: detail?.level ?? '',
    kind: unitKinds[unit.kind],
    staff: numberText(detail?.staff),
    heads: numberText(detail?.heads),
    deputies: numberText(detail?.deputies),
    note: detail?.note ?? '',
  }
}

function unitFrom(row: Row, before: Unit | undefined, since: Day): Unit {
  const held = before === undefined ? null : valuesOfUnit(before)
  const value = (key: Key<'B01'>): string => row.values[key] || (held?.[key] ?? '')
  const number = (key: Key<'B01'>): number | null => (value(key) === '' ? null : Number(value(key)))
  return {
    id: before?.id ?? '',
    code: value('code'),
    name: value('name'),
    shortName: value('shortName'),
    kind: kindOf(value('kind')),
    parentId: null,
    from: before?.from ?? since,
    until: before?.until ?? null,
    detail: {
      region: value('region'),
      affiliation: value('affiliation'),
      level: value('level'),
      staff: number('staff'),
      heads: number('heads'),
      deputies: number('deputies'),
      note: value('note'),
    },
  }
}

const numberText = (value: number | null | undefined): string => (value == null ? '' : String(value))

function kindOf(label: string): UnitKind {
  const found = (Object.keys(unitKinds) as UnitKind[]).find(kind => unitKinds[kind] === label)
  return found ?? 'other'
}

function parentOf(code: string, refs: ReadonlyMap<string, Ref>): Ref | null {
  const end = code.lastIndexOf('.')
  return end < 0 ? null : (refs.get(code.slice(0, end)) ?? parentOf(code.slice(0, end), refs))
}

/** Old names go on meaning the same unit; a short name counts when it means one unit only. */
function targets(units: readonly Unit[], rows: readonly Row[], refs: ReadonlyMap<Row, Ref>): Map<string, UnitTarget> {
  const held = units.map(({ id, name, shortName, kind }) => ({ ref: id, name, shortName, kind }))
  const said = rows.map(row => ({
    ref: refs.get(row) ?? newRef(row.values.code),
    name: row.values.name,
    shortName: row.values.shortName,
    kind: kindOf(row.values.kind),
  }))
  const all = [...held, ...said]
  const map = new Map<string, UnitTarget>()
  const refsOfShort = new Map<string, Set<Ref>>()
  for (const { shortName, ref } of all) {
    const key = comparable(shortName)
    refsOfShort.set(key, (refsOfShort.get(key) ?? new Set()).add(ref))
  }
  for (const unit of all)
    if (refsOfShort.get(comparable(unit.shortName))?.size === 1) map.set(comparable(unit.shortName), unit)
  for (const unit of all) map.set(comparable(unit.name), unit)
  return map
}
