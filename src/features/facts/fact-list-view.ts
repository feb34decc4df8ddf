import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { channels } from '../../domain/facts/channels.ts'
import { factStates } from '../../domain/facts/fact-life.ts'
import { dayOf } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import { type Choice, field, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { unitField } from '../people/index.ts'
import { type Moment, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { plain } from './fact-form-view.ts'
import type { FactRow } from './fact-model.ts'
import { addressOf } from './fact-query.ts'
import { verificationClock } from './fact-words.ts'
import type { FactList } from './list-facts.ts'
import { mayVerify } from './may-verify.ts'

export interface FactListParts {
  readonly actor: Actor
  readonly list: FactList
  readonly query: Input
  readonly moment: Moment
  readonly today: string
  readonly calendar: WorkCalendar
  readonly isPrinted: boolean
}

/** The list of facts: tabs by state, filters, rows. */
export function factListView(parts: FactListParts) {
  const { actor, list, query, moment, today } = parts
  const { past } = moment
  const chips = chipsOf(parts)
  const tabs = tabsOf(parts)
  const newest = first(query, 'order') || 'newest'
  const isNarrowed = chips.length > 0 || tabs[0]?.current === false
  return {
    title: `事实${pastSuffix(past)}`,
    ...standpoint(moment, today, at => addressOf(query, { asOf: at?.day ?? '', known: at?.known ?? '' })),
    clear: pathAt(past, '/facts'),
    lead: leadOf(list),
    mayRecord: past === null && can(actor, 'facts.record', { unitId: actor.unitId }),
    exportPath: scopeOf(actor, 'exports.download') === null ? null : addressOf(query, {}, '/exports/facts.xlsx'),
    tabs,
    filters: filtersOf(parts),
    state: first(query, 'state'),
    mine: first(query, 'mine'),
    chips,
    counted: `共 ${tabs.find(({ current }) => current)?.count} 条`,
    bulk:
      !parts.isPrinted && past === null && can(actor, 'facts.verify') && list.rows.some(row => row.state === 'waiting'),
    rows: list.rows.map(row => rowView(row, parts)),
    sorts: {
      id: sortOf(query, newest, 'newest', 'oldest'),
      day: sortOf(query, newest, 'day', 'day-oldest'),
    },
    ...emptiness(isNarrowed, scopeOf(actor, 'facts.record') !== null, moment),
    paging: {
      summary: `本页 ${list.rows.length} 条`,
      previous: list.hasPrevious ? addressOf(query, { before: String(list.rows[0]?._id ?? '') }) : null,
      next: list.hasNext ? addressOf(query, { after: String(list.rows.at(-1)?._id ?? '') }) : null,
    },
  }
}

/** One for each state, and for who verifies what waits for them. */
function tabsOf({ list, query }: FactListParts) {
  const isMine = list.mine !== null && first(query, 'mine') !== ''
  const total = [...list.counts.values()].reduce((sum, n) => sum + n, 0)
  const tabs = [['', '全部'], ...Object.entries(factStates)].map(([value = '', label]) => ({
    label,
    path: addressOf(query, { state: value, mine: '' }),
    current: !isMine && first(query, 'state') === value,
    count: count(value === '' ? total : (list.counts.get(value as never) ?? 0)),
  }))
  if (list.mine === null) return tabs
  const mine = { label: '待我核实', path: addressOf(query, { state: '', mine: '1' }), current: isMine }
  return [...tabs, { ...mine, count: count(list.mine) }]
}

function emptiness(isNarrowed: boolean, mayEnter: boolean, { past }: Moment) {
  if (isNarrowed) return { empty: '没有符合这些条件的事实。', emptyPath: pathAt(past, '/facts'), emptyVerb: '清除筛选' }
  if (past === null && mayEnter)
    return { empty: '还没有录入事实。', emptyPath: '/facts/new', emptyVerb: '录入第一件事实' }
  if (past === null)
    return { empty: '还没有录入事实。录入后列在这里，由另一人核实才计入。', emptyPath: '', emptyVerb: '' }
  const empty = past.known === 'then' ? `到 ${past.day} 还没有录入事实。` : `没有发生在 ${past.day} 以前的事实。`
  return { empty, emptyPath: '', emptyVerb: '' }
}

function leadOf({ counts, overdue }: FactList): string {
  const waiting = counts.get('waiting') ?? 0
  if (waiting === 0) return '一事一评：录入后由另一人核实，核实前不计分。'
  const late = overdue === 0 ? '' : `，其中 ${count(overdue)} 件已超 5 个工作日`
  return `待核实 ${count(waiting)} 件${late}。核实前不计分。`
}

function filtersOf({ query, list, moment }: FactListParts) {
  const { ruleSet } = moment.version
  const codes: Choice[] = ruleSet.evidence.map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))
  const late: Choice[] = [
    { value: 'yes', label: '补录' },
    { value: 'no', label: '按时录入' },
  ]
  return {
    person: field('person', '干部', query, {}, { placeholder: '姓名、拼音或编号' }),
    unitId: unitField('unitId', '单位', list.units, query),
    code: select('code', '类别', codes, query, {}, { blank: '全部' }),
    channel: select('channel', '渠道', plain(channels), query, {}, { blank: '全部' }),
    from: field('from', '发生日期起', query, {}),
    to: field('to', '发生日期止', query, {}),
    late: select('late', '补录', late, query, {}, { blank: '全部' }),
  }
}

function chipsOf(parts: FactListParts) {
  const { query } = parts
  const filters = Object.values(filtersOf(parts))
  return filters.flatMap(filter => {
    if (filter.value === '') return []
    const chosen = 'options' in filter ? filter.options.find(option => option.selected)?.label : filter.value
    return { label: filter.label, value: chosen ?? filter.value, without: addressOf(query, { [filter.name]: '' }) }
  })
}

function sortOf(query: Input, current: string, down: string, up: string) {
  const sorted = current === down ? 'descending' : current === up ? 'ascending' : ''
  return { sorted, path: addressOf(query, { order: current === down ? up : down }) }
}

function rowView(row: FactRow, { actor, list, moment, calendar }: FactListParts) {
  const { past, day } = moment
  const rule = moment.version.ruleSet.evidence.find(line => line.code === row.code)
  const waiting = row.state === 'waiting'
  const verifies = past === null && mayVerify(actor, row)
  return {
    id: row._id,
    path: pathAt(past, `/facts/${row._id}`),
    day: row.day,
    code: row.code,
    codeLabel: rule?.label ?? row.code,
    title: row.title,
    unit: list.units.find(unit => unit.id === row.unitId)?.shortName ?? row.unitId,
    persons: row.persons.map((id, i) => `${list.cadres.get(id)?.name ?? id}${i < row.persons.length - 1 ? '、' : ''}`),
    channel: row.channel,
    state: factStates[row.state],
    // In what is known now of a past day, the clock of what was recorded afterwards had not begun.
    clock: waiting && dayOf(row.recordedAt) <= day ? verificationClock(row.recordedAt, day, calendar) : null,
    late: row.late,
    sameAs: row.root === row._id ? null : `同第 ${row.root} 号`,
    pickable: verifies,
    verification: verifies ? `/facts/${row._id}/verification` : null,
  }
}
