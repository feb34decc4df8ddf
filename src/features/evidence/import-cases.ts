import { restrictionGrounds } from '../../domain/evidence/checks.ts'
import type { RestrictionGround } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { comparable } from '../../domain/people/roster/comparable.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Desk } from './desk.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { ImportRow } from './read-import.ts'

/** Whom and what the names of a file mean. */
export interface Names {
  cadre(idNumber: string): Cadre | null
  units(name: string): readonly Unit[]
  readonly ruleSet: RuleSet
}

/** One piece of evidence of a file: the rows it stands in, and what it becomes. */
export interface ImportCase {
  readonly rows: readonly ImportRow[]
  /** What the rows say, in one line. */
  readonly what: string
  /** Cadres and units whose entries it is checked against. */
  readonly subjects: readonly string[]
  prepared(desk: Desk): Promise<Prepared>
  /** What ends it again, if the rows say so. */
  readonly end: { readonly on: Day; readonly reason: string } | null
}

/** Field of an input → the heading its fault belongs to. */
export type Fault = { readonly row: ImportRow; readonly key: string; readonly message: string }

/** The cases of a file; faults are names nobody bears. Rows of one month and group are one ranking. */
export function importCases(
  rows: readonly ImportRow[],
  names: Names,
): { readonly cases: readonly ImportCase[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const cases: ImportCase[] = []
  const months = new Map<string, ImportRow[]>()
  for (const row of rows) {
    if (row.code === 'ranking') {
      const key = `${row.values.month} ${row.values.group}`
      months.set(key, [...(months.get(key) ?? []), row])
    } else {
      const found = row.code === 'notice' ? noticeCase(row, names) : personCase(row, names)
      if ('key' in found) faults.push(found)
      else cases.push(found)
    }
  }
  for (const month of months.values()) rankingCase(month, names, cases, faults)
  return { cases, faults }
}

const fault = (row: ImportRow, key: string, message: string): Fault => ({ row, key, message })

function cadreOf(row: ImportRow, names: Names): Cadre | Fault {
  const { name = '', idNumber = '' } = row.values
  const cadre = names.cadre(idNumber)
  if (cadre === null) return fault(row, 'idNumber', '名册中没有这个身份证号的干部。')
  const isSame = comparable(cadre.name) === comparable(name)
  return isSame ? cadre : fault(row, 'name', `名册中这个身份证号的姓名是“${cadre.name}”，请核对。`)
}

function unitOf(row: ImportRow, names: Names): Unit | Fault {
  const typed = row.values.unit ?? ''
  const found = names.units(typed)
  if (found.length > 1) return fault(row, 'unit', `名册中有 ${found.length} 个“${typed}”，请填机构全称。`)
  return found[0] ?? fault(row, 'unit', `名册中没有单位“${typed}”。`)
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

function personCase(row: ImportRow, names: Names): ImportCase | Fault {
  const cadre = cadreOf(row, names)
  if ('key' in cadre) return cadre
  const { values } = row
  const text = (key: string): string => values[key] ?? ''
  const about = { cadreId: cadre.id, on: text('on') }
  const one = (what: string, prepared: ImportCase['prepared']): ImportCase => ({
    rows: [row],
    what: `${cadre.name}，${what}`,
    subjects: [cadre.id],
    prepared,
    end: text('endedOn') === '' ? null : { on: text('endedOn'), reason: text('endReason') || '解除' },
  })
  switch (row.code) {
    case 'annualGrade': {
      const input = { ...about, year: Number(text('year')), grade: text('grade') }
      return one(`${input.year} 年度考核 ${input.grade}`, desk => prepare.annualGrade(desk, input))
    }
    case 'quarterGrade': {
      const input = { ...about, quarter: text('quarter'), grade: text('grade') }
      return one(`${input.quarter} 平时考核 ${input.grade}`, desk => prepare.quarterGrade(desk, input))
    }
    case 'opinion': {
      const input = { ...about, office: text('office'), objection: text('objection') === '有异议', note: text('note') }
      return one(`${input.office}${text('objection')}`, desk => prepare.opinion(desk, input))
    }
    case 'restriction': {
      const ground = groundOf(text('ground'))
      const input = { ...about, ground, documentNo: orNull(values.documentNo), lastDay: orNull(values.lastDay) }
      return one(`${text('ground')}，${about.on}`, desk => prepare.restriction(desk, input))
    }
    default: {
      const colour = names.ruleSet.colours.find(({ label }) => label === text('colour'))?.code ?? text('colour')
      const term = text('lastDay') === '' ? {} : { lastDay: text('lastDay') }
      const decided = { decidedBy: text('decidedBy'), documentNo: text('documentNo') }
      const input = {
        cadreId: cadre.id,
        colour,
        from: text('from'),
        observation: text('observation') === '是',
        ...decided,
      }
      return one(`${text('colour')}，自 ${input.from}`, desk => prepare.placement(desk, { ...input, ...term }))
    }
  }
}

function groundOf(label: string): RestrictionGround {
  const found = Object.entries(restrictionGrounds).find(([, words]) => words === label)
  if (found === undefined) throw new Error(`Unknown ground ${label}`)
  return found[0] as RestrictionGround
}

function noticeCase(row: ImportRow, names: Names): ImportCase | Fault {
  const unit = unitOf(row, names)
  if ('key' in unit) return unit
  const { values } = row
  const text = (key: string): string => values[key] ?? ''
  const named = text('idNumber') === '' ? null : cadreOf(row, names)
  if (named !== null && 'key' in named) return named
  if (named === null && text('name') !== '') return fault(row, 'idNumber', '填了责任人姓名，请一并填写身份证号。')
  const persons = named === null ? [] : [named.id]
  const served = { number: text('number'), title: text('title'), on: text('on'), deadline: text('deadline') }
  return {
    rows: [row],
    what: `${unit.shortName || unit.name}，${served.number}`,
    subjects: [unit.id, ...persons],
    prepared: desk => prepare.notice(desk, { ...served, unitId: unit.id, field: text('field'), persons }),
    end: text('endedOn') === '' ? null : { on: text('endedOn'), reason: '办结' },
  }
}

function rankingCase(rows: readonly ImportRow[], names: Names, cases: ImportCase[], faults: Fault[]): void {
  const [first] = rows
  if (first === undefined) return
  const { month = '', group = '', on = '' } = first.values
  const found = rows.map(row => unitOf(row, names))
  const wrong = found.filter(one => 'key' in one)
  for (const row of rows) {
    if (row.values.on !== on)
      wrong.push(fault(row, 'on', `同一月同一组的公布日期应当相同（第${first.number}行是 ${on}）。`))
  }
  faults.push(...wrong)
  if (wrong.length > 0) return
  const positions = found.flatMap((unit, index) =>
    'key' in unit ? [] : [{ unitId: unit.id, position: Number(rows[index]?.values.position) }],
  )
  cases.push({
    rows,
    what: `${month} ${group}排名，${positions.length} 个单位`,
    subjects: positions.map(({ unitId }) => unitId),
    prepared: desk => prepare.ranking(desk, { month, group, on, positions }),
    end: null,
  })
}
