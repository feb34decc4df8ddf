import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { calendarRow } from '../../domain/cycles/calendar.ts'
import { type Cycle, cycleKinds, cycleStates, latePolicies } from '../../domain/cycles/cycle.ts'
import { isLate } from '../../domain/cycles/entry-faults.ts'
import {
  type MemberProgress,
  type MemberState,
  progressByUnit,
  type UnitProgress,
} from '../../domain/cycles/progress.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { initially, select } from '../../web/form.ts'
import { count, instantText, percent } from '../../web/format.ts'

const period = ({ from, to }: Cycle): string => `${from} 至 ${to}`
const window = ({ opensOn, closesOn }: Cycle): string => `${opensOn} 至 ${closesOn}`
const mayManage = (actor: Actor): boolean => scopeOf(actor, 'cycles.manage') !== null
const trail = [{ label: '考察周期', path: '/cycles' }]

/** Where today stands to the window, for who must enter. */
function due(cycle: Cycle, today: string): { readonly text: string; readonly isLate: boolean } {
  if (cycle.state !== 'open') return { text: cycleStates[cycle.state], isLate: false }
  if (today < cycle.opensOn) return { text: `${cycle.opensOn} 起录入`, isLate: false }
  if (!isLate(cycle, today)) return { text: `录入至 ${cycle.closesOn}`, isLate: false }
  return { text: cycle.late === 'refused' ? '已截止，不再受理' : '已截止，只收补录', isLate: true }
}

export interface ListParts {
  readonly actor: Actor
  readonly today: string
  readonly year: number
  readonly query: { readonly state: string | null; readonly kind: string | null }
  readonly page: { readonly cycles: readonly Cycle[]; readonly hasNext: boolean; readonly total: number }
  readonly ofYear: readonly Cycle[]
}

/** The list of cycles and the calendar of a year. */
export function listView({ actor, today, year, query, page, ofYear }: ListParts) {
  const typed = initially(query)
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  const last = page.cycles.at(-1)
  const address = (more: Readonly<Record<string, string | null>>): string => {
    const pairs = Object.entries({ ...query, ...more }).filter((pair): pair is [string, string] => pair[1] !== null)
    const search = new URLSearchParams(pairs).toString()
    return search === '' ? '/cycles' : `/cycles?${search}`
  }
  const isNarrowed = query.state !== null || query.kind !== null
  return {
    mayManage: mayManage(actor),
    filters: {
      state: select('state', '状态', options(cycleStates), typed, {}, { blank: '全部' }),
      kind: select('kind', '种类', options(cycleKinds), typed, {}, { blank: '全部' }),
    },
    counted: `共 ${count(page.total)} 个周期`,
    rows: page.cycles.map(cycle => ({
      title: cycle.title,
      path: `/cycles/${cycle.id}`,
      kind: cycleKinds[cycle.kind],
      period: period(cycle),
      window: window(cycle),
      state: cycleStates[cycle.state],
      due: due(cycle, today),
    })),
    paging: {
      summary: `本页 ${page.cycles.length} 个`,
      next: page.hasNext && last !== undefined ? address({ after: `${last.opensOn}~${last.id}` }) : null,
    },
    empty: isNarrowed ? '没有符合这些条件的周期。' : '还没有考察周期。没有周期时，考察按一事一评、平时考察录入。',
    isNarrowed,
    calendar: {
      year: String(year),
      previous: address({ year: String(year - 1) }),
      next: address({ year: String(year + 1) }),
      rows: ofYear.flatMap(cycle => {
        const cells = calendarRow(cycle, year)
        if (cells === null) return []
        const words = cells.map(({ isPeriod, isWindow }) =>
          [isPeriod ? '考' : '', isWindow ? '录' : ''].filter(word => word !== '').join('·'),
        )
        return [{ title: cycle.title, path: `/cycles/${cycle.id}`, state: cycleStates[cycle.state], cells: words }]
      }),
    },
  }
}

export interface ShowParts {
  readonly actor: Actor
  readonly today: string
  readonly cycle: Cycle
  readonly members: readonly MemberProgress[]
  readonly units: readonly Unit[]
  readonly ruleSet: RuleSet
}

/** One cycle: what it is, its frozen indicators, progress by unit. */
export function showView({ actor, today, cycle, members, units, ruleSet }: ShowParts) {
  const { snapshot, state } = cycle
  const names = new Map(units.map(unit => [unit.id, unit]))
  const label = (id: string): string => names.get(id)?.name ?? id
  const path = `/cycles/${cycle.id}`
  const rows = inOrder(progressByUnit(members), names)
  const classOf = (code: string): string => ruleSet.classes.find(one => one.code === code)?.label ?? code
  return {
    title: cycle.title,
    lead: `${cycleKinds[cycle.kind]}考察，${due(cycle, today).text}。`,
    trail,
    path,
    mayEdit: mayManage(actor) && state === 'planned',
    mayOpen: mayManage(actor) && state === 'planned',
    mayClose: mayManage(actor) && state === 'open',
    isPlanned: state === 'planned',
    exportPath: `${path}/progress.xlsx`,
    facts: [
      { label: '状态', value: cycleStates[state] },
      { label: '考察期', value: period(cycle) },
      { label: '录入期', value: window(cycle) },
      { label: '过期录入', value: latePolicies[cycle.late] },
      { label: '类别', value: cycle.classes.map(classOf).join('、') || '全部' },
      { label: '单位', value: cycle.units.map(label).join('、') || '全部' },
      ...(snapshot === null
        ? []
        : [
            { label: '指标版本', value: `${snapshot.ruleSetId}（${snapshot.ruleSetHash.slice(0, 16)}）` },
            { label: '冻结于', value: instantText(snapshot.frozenAt) },
          ]),
    ],
    indicators: snapshot === null ? null : indicatorsOf(snapshot),
    rows: rows.map(row => ({
      unit: label(row.unitId),
      path: `${path}/units/${row.unitId}`,
      ...shownCounts(row),
    })),
    total: { unit: '合计', ...shownCounts(totalOf(rows)) },
    counted: `${rows.length} 个单位，应考察 ${count(members.length)} 人`,
    moments: [...cycle.history].reverse().map(({ at, by, what }) => ({
      day: instantText(at),
      kind: what,
      sentence: by.name,
      detail: '',
      path: null,
      record: null,
      strong: false,
      mark: null,
    })),
  }
}

function indicatorsOf({ indicators, evaluation }: NonNullable<Cycle['snapshot']>) {
  const label = (list: readonly { readonly code: string; readonly label: string }[], code: string) =>
    list.find(one => one.code === code)?.label ?? code
  return {
    cells: indicators.cells.map(({ row, side, title, weight }) => ({
      place: `${label(indicators.rows, row)}·${label(indicators.sides, side)}`,
      title,
      weight: `${weight / 100}%`,
    })),
    groups: evaluation.map(group => ({
      label: group.label,
      weight: `${group.weight / 100}%`,
      minBallots: String(group.minBallots),
    })),
  }
}

/** Units by code. */
export const inOrder = (rows: readonly UnitProgress[], names: ReadonlyMap<string, Unit>): UnitProgress[] =>
  [...rows].sort((a, b) => ((names.get(a.unitId)?.code ?? a.unitId) < (names.get(b.unitId)?.code ?? b.unitId) ? -1 : 1))

export function totalOf(rows: readonly UnitProgress[]): UnitProgress {
  const sum = (of: (row: UnitProgress) => number): number => rows.reduce((all, row) => all + of(row), 0)
  return {
    unitId: '',
    all: sum(row => row.all),
    counted: sum(row => row.counted),
    submitted: sum(row => row.submitted),
    draft: sum(row => row.draft),
    none: sum(row => row.none),
  }
}

const shownCounts = ({ all, counted, submitted, draft, none }: UnitProgress) => ({
  all: count(all),
  counted: count(counted),
  submitted: count(submitted),
  draft: count(draft),
  none: count(none),
  done: percent(counted, all),
  isBehind: none > 0,
})

const memberStates: Readonly<Record<MemberState, string>> = {
  none: '未录入',
  draft: '草稿',
  submitted: '待核实',
  counted: '已计入',
}
const stateOrder: readonly MemberState[] = ['none', 'draft', 'submitted', 'counted']

/** The people of one unit in a cycle: who is missing first, with the link to record. */
export function unitView(
  { actor, cycle }: Pick<ShowParts, 'actor' | 'cycle'>,
  unit: Unit,
  members: readonly MemberProgress[],
  cadres: ReadonlyMap<string, Cadre>,
) {
  const ordered = [...members].sort(
    (a, b) =>
      stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
      ((cadres.get(a.cadreId)?.pinyin ?? '') < (cadres.get(b.cadreId)?.pinyin ?? '') ? -1 : 1),
  )
  const records = (id: string): boolean =>
    cycle.state === 'open' && can(actor, 'assessments.write', { cadreId: id, unitId: unit.id })
  return {
    title: `${cycle.title}：${unit.name}`,
    lead: `应考察 ${members.length} 人，未录入 ${members.filter(({ state }) => state === 'none').length} 人。`,
    trail: [...trail, { label: cycle.title, path: `/cycles/${cycle.id}` }],
    back: `/cycles/${cycle.id}`,
    rows: ordered.map(({ cadreId, state, assessmentId }) => ({
      name: cadres.get(cadreId)?.name ?? cadreId,
      post: cadres.get(cadreId)?.post?.title ?? '',
      state: memberStates[state],
      isMissing: state === 'none',
      path: assessmentId === null ? null : `/assessments/${assessmentId}`,
      record: assessmentId === null && records(cadreId) ? `/assessments/new?cadre=${cadreId}&cycle=${cycle.id}` : null,
    })),
  }
}
