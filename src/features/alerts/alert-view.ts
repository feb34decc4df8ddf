import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import { field, initially, select } from '../../web/form.ts'
import { count as spelled } from '../../web/format.ts'
import { noRoster, unitField } from '../people/index.ts'
import { comingWords, type PastDay, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { type AlertQuery, alertPath, allAlerts } from './alert-query.ts'
import type { AlertCounts, AlertPage } from './alert-service.ts'
import { enteredName, kindNames, nearOrder } from './alert-words.ts'

/** The row of numbers on the home page, each a link that looks from the same day. */
export const alertNumbers = ({ kinds, overdue }: AlertCounts, past: PastDay | null): object[] => [
  ...alertKinds
    .filter(kind => kind !== 'other' || kinds.other > 0)
    .map(kind => number(kindNames[kind], kinds[kind], '人', pathAt(past, alertPath({ ...allAlerts, kind })))),
  number('核实逾期', overdue, '条', pathAt(past, OVERDUE_FACTS)),
]

const number = (label: string, value: number, unit: string, path: string) => ({
  label,
  value: spelled(value),
  unit,
  change: '',
  path,
})

const OVERDUE_FACTS = '/facts?state=waiting&order=oldest'

const leads: Readonly<Record<AlertKind, string>> = {
  down: `再差一点就会转差的干部，提醒在先，不等列入名单。${nearOrder}`,
  up: `再好一点就会转好的干部；举例经规则引擎逐一试过。${nearOrder}`,
  fell: '得分在短期内大幅下降的干部，降得最多的在前。此前的得分按现在的规则重算，规则变动不算下降。',
  idle: '长期没有考察、测评和核实事实的干部：没有记录不等于没有问题，须安排考察。',
  term: '名单期限将满或已满而未处理的干部；期满不自动转出，须研究决定。',
  other: '规则中其他只提示、不列入名单的情形。',
}

const empties: Readonly<Record<AlertKind, string>> = {
  down: '没有人临近转差。',
  up: '没有人临近转好。',
  fell: '没有人得分骤降。',
  idle: '没有人长期未见记录。',
  term: '没有即将到期或到期待处理的名单。',
  other: '没有其他提示。',
}

const entered = `“${enteredName}”是开始列在这一类的日期，其间情形可能有变。`

/** The page of alerts, in words. */
export function alertView(query: AlertQuery, found: AlertPage, actor: Actor, today: string) {
  const { view } = found
  const { past, day } = view
  const start = { after: null, before: null }
  const first = found.rows[0]
  const last = found.rows.at(-1)
  const mayOpen = scopeOf(actor, 'files.read') !== null
  const mayExport = scopeOf(actor, 'exports.download') !== null
  return {
    title: `提示${pastSuffix(past)}`,
    ...standpoint(view, today, at => alertPath(query, { past: at, ...start })),
    isToday: past === null,
    digest: { path: pathAt(past, '/alerts/digest'), label: past === null ? '本周简报' : '一周简报' },
    lead: `截至 ${day}，规则 ${view.version.ruleSet.id}。${leads[query.kind]}${past === null ? entered : ''}`,
    coming: comingWords(view),
    begun: found.begun,
    tabs: tabsOf(query, found, actor),
    filters: filtersOf(query, found),
    kind: query.kind,
    chips: chipsOf(query, found),
    clear: unfiltered(query),
    name: kindNames[query.kind],
    entered: enteredName,
    rows: found.rows.map(row => ({ ...row, path: mayOpen ? pathAt(past, `/files/${row.id}`) : null })),
    counted: `共 ${spelled(found.counts[query.kind])} 人`,
    pageSummary: `本页 ${found.rows.length} 人`,
    previous: found.earlier && first !== undefined ? alertPath(query, { before: first.id, after: null }) : null,
    next: found.later && last !== undefined ? alertPath(query, { after: last.id, before: null }) : null,
    exportPath: mayExport ? alertPath(query, start, '/exports/alerts.xlsx') : null,
    nothing: nothingOf(query, found, actor),
  }
}

const unfiltered = (query: AlertQuery): string =>
  alertPath({ ...query, classCode: null, unitId: null, since: null, after: null, before: null })

/** Why nobody is shown, and what to do next. */
function nothingOf(query: AlertQuery, { view, units }: AlertPage, actor: Actor) {
  const isFiltered = query.classCode !== null || query.unitId !== null || query.since !== null
  if (isFiltered) return { sentence: '没有符合这些条件的干部。', path: unfiltered(query), verb: '清除筛选' }
  if (units.length === 0 && view.past === null) return noRoster(actor)
  return { sentence: `${view.past === null ? '目前' : view.day}${empties[query.kind]}`, path: '', verb: '' }
}

function tabsOf(query: AlertQuery, { counts, overdue }: AlertPage, actor: Actor): object[] {
  const shown = alertKinds.filter(kind => kind !== 'other' || counts.other > 0 || query.kind === 'other')
  const tabs = shown.map(kind => ({
    label: kindNames[kind],
    path: alertPath(query, { kind, after: null, before: null }),
    current: kind === query.kind,
    count: String(counts[kind]),
  }))
  if (scopeOf(actor, 'facts.read') === null) return tabs
  return [
    ...tabs,
    { label: '核实逾期', path: pathAt(query.past, OVERDUE_FACTS), current: false, count: String(overdue) },
  ]
}

function filtersOf(query: AlertQuery, { view, units }: AlertPage): object {
  const { ruleSet } = view.version
  const typed = initially({ class: query.classCode ?? '', unit: query.unitId ?? '', since: query.since ?? '' })
  const classes = ruleSet.classes.map(({ code, label }) => ({ value: code, label }))
  return {
    class: select('class', '类别', classes, typed, {}),
    unit: unitField('unit', '单位', units, typed),
    since: view.past === null ? field('since', `${enteredName}不早于`, typed, {}) : null,
  }
}

function chipsOf(query: AlertQuery, { view, units }: AlertPage): object[] {
  const { ruleSet } = view.version
  const start = { after: null, before: null }
  const chips: { label: string; value: string | undefined; without: Partial<AlertQuery> }[] = [
    {
      label: '类别',
      value: ruleSet.classes.find(({ code }) => code === query.classCode)?.label,
      without: { classCode: null },
    },
    {
      label: '单位',
      value: query.unitId === null ? undefined : (units.find(({ id }) => id === query.unitId)?.name ?? query.unitId),
      without: { unitId: null },
    },
    { label: `${enteredName}不早于`, value: query.since ?? undefined, without: { since: null } },
  ]
  return chips
    .filter(({ value }) => value !== undefined)
    .map(({ label, value, without }) => ({ label, value, without: alertPath(query, { ...without, ...start }) }))
}
