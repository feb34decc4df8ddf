import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import { assessmentTypes } from '../../domain/assessments/content.ts'
import { cellParts, partMean } from '../../domain/assessments/grid.ts'
import { isEditable, mayVerify, stateNames } from '../../domain/assessments/transitions.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Day } from '../../domain/time/days.ts'
import { field, initially, select } from '../../web/form.ts'
import { count, hundredths, instantText } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { unitField } from '../people/index.ts'
import { type Moment, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import type { AssessmentPage } from './assessments-store.ts'
import { addressOf, cursorText, type Sort } from './list-query.ts'

export interface ListParts {
  readonly actor: Actor
  readonly list: AssessmentPage
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
  /** How many wait for this account. */
  readonly waiting: number
  /** How many there were then in a version that was not kept. */
  readonly lost: number
  readonly units: readonly Unit[]
  readonly cadres: ReadonlyMap<string, Cadre>
  readonly query: Input
  readonly moment: Moment
  readonly today: Day
  readonly sort: Sort
}

/** The list of 考察: tabs by state, filters, rows. */
export function listView(parts: ListParts) {
  const { actor, list, total, query, sort, moment, today } = parts
  const { past } = moment
  const verifies = past === null && scopeOf(actor, 'assessments.verify') !== null
  const chips = chipsOf(parts)
  const isNarrowed = chips.length > 0 || first(query, 'state') !== ''
  const [newest, last] = [list.items[0], list.items.at(-1)]
  return {
    title: `考察${pastSuffix(past)}`,
    ...standpoint(moment, today, at => addressOf(query, { asOf: at?.day ?? '', known: at?.known ?? '' })),
    clear: pathAt(past, '/assessments'),
    lead: leadOf(parts, verifies),
    mayEnter: past === null && scopeOf(actor, 'assessments.write') !== null,
    tabs: tabsOf(parts, verifies),
    state: first(query, 'state'),
    mine: first(query, 'mine'),
    filters: filtersOf(parts),
    chips,
    parts: cellParts(moment.version.ruleSet).map(({ label }) => label),
    rows: list.items.map(item => rowOf(item, parts)),
    counted: `共 ${count(total)} 份`,
    sorts: { endsOn: sortOf(query, sort, 'endsOn'), updatedAt: sortOf(query, sort, 'updatedAt') },
    paging: {
      summary: `本页 ${list.items.length} 份`,
      previous: list.hasPrevious && newest ? addressOf(query, { before: cursorText(newest, sort) }) : null,
      next: list.hasNext && last ? addressOf(query, { after: cursorText(last, sort) }) : null,
    },
    ...emptiness(isNarrowed, scopeOf(actor, 'assessments.write') !== null, moment),
  }
}

function leadOf({ waiting, lost, moment: { past } }: ListParts, verifies: boolean): string {
  if (lost > 0) return `另有 ${count(lost)} 份当时已经建立，其当时的内容在保存历次版本以前已被修改，未能列出。`
  if (past?.known === 'now') return `考察期在 ${past.day} 以前结束的考察，按现在的内容和状态。`
  if (past !== null) return `${past.day} 当日终了时的内容和状态。`
  return verifies && waiting > 0 ? `待我核实 ${count(waiting)} 份。` : '由一人录入，另一人核实后计入评价。'
}

function emptiness(isNarrowed: boolean, mayEnter: boolean, { past }: Moment) {
  if (isNarrowed)
    return { empty: '没有符合这些条件的考察。', emptyPath: pathAt(past, '/assessments'), emptyVerb: '清除筛选' }
  if (past === null && mayEnter)
    return { empty: '还没有录入考察。', emptyPath: '/assessments/new', emptyVerb: '录入第一份考察' }
  if (past === null)
    return { empty: '还没有录入考察。录入后列在这里，由另一人核实才计入。', emptyPath: '', emptyVerb: '' }
  const empty = past.known === 'then' ? `到 ${past.day} 还没有录入考察。` : `没有考察期在 ${past.day} 以前结束的考察。`
  return { empty, emptyPath: '', emptyVerb: '' }
}

function tabsOf({ counts, query, waiting }: ListParts, verifies: boolean) {
  const state = first(query, 'state')
  const isMine = first(query, 'mine') !== ''
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const tabs = [
    {
      label: '全部',
      path: addressOf(query, { state: '', mine: '' }),
      current: state === '' && !isMine,
      count: count(all),
    },
    ...Object.entries(stateNames).map(([value, label]) => ({
      label,
      path: addressOf(query, { state: value, mine: '' }),
      current: state === value && !isMine,
      count: count(counts.get(value) ?? 0),
    })),
  ]
  const mine = { label: '待我核实', path: '/assessments?mine=1', current: isMine, count: count(waiting) }
  return verifies ? [...tabs, mine] : tabs
}

function filtersOf({ query, units }: ListParts) {
  const typed = initially(query)
  const types = assessmentTypes.map(value => ({ value, label: value }))
  return {
    person: field('person', '干部', typed, {}, { placeholder: '姓名或拼音' }),
    unit: unitField('unit', '单位', units, typed),
    type: select('type', '类型', types, typed, {}, { blank: '全部' }),
    from: field('from', '考察期起', typed, {}),
    to: field('to', '考察期止', typed, {}),
  }
}

const chipLabels = { person: '干部', unit: '单位', type: '类型', from: '考察期起', to: '考察期止' } as const

function chipsOf({ query, units }: ListParts) {
  const names = new Map(units.map(unit => [unit.id, unit.shortName || unit.name]))
  const narrowed = Object.entries(chipLabels).flatMap(([name, label]) => {
    const value = first(query, name)
    const shown = name === 'unit' ? (names.get(value) ?? value) : value
    return value === '' ? [] : [{ label, value: shown, without: addressOf(query, { [name]: '' }) }]
  })
  const mine = { label: '核实', value: '待我核实', without: addressOf(query, { mine: '' }) }
  return first(query, 'mine') === '' ? narrowed : [...narrowed, mine]
}

function sortOf(query: Input, sort: Sort, name: 'endsOn' | 'updatedAt') {
  const isDown = sort === `-${name}`
  return {
    path: addressOf(query, { sort: isDown ? name : `-${name}` }),
    sorted: isDown ? 'descending' : sort === name ? 'ascending' : null,
  }
}

function rowOf(item: Assessment, { actor, cadres, units, moment: { past, version } }: ListParts) {
  const { id, content, unitId, stage, author } = item
  const path = `/assessments/${id}`
  const unit = units.find(one => one.id === unitId)
  const subject = { cadreId: content.cadreId, unitId }
  const verifies = past === null && can(actor, 'assessments.verify', subject) && mayVerify(item, actor.userId)
  const edits = past === null && can(actor, 'assessments.write', subject) && isEditable(item)
  return {
    name: cadres.get(content.cadreId)?.name ?? content.cadreId,
    path: pathAt(past, path),
    unit: unit?.shortName || unit?.name || unitId,
    type: content.type ?? '—',
    period: content.from === null && content.to === null ? ['—'] : [content.from ?? '…', `至 ${content.to ?? '…'}`],
    means: cellParts(version.ruleSet).map(part => {
      const mean = partMean(part, content.cells)
      return mean === null ? '—' : hundredths(mean)
    }),
    state: stateNames[stage.state],
    isOpen: stage.state !== 'counted' && stage.state !== 'reversed',
    author: author.name,
    updated: instantText(item.updatedAt).split(' '),
    verbPath: verifies ? `${path}/verification` : pathAt(past, path),
    verb: verifies ? '核实' : edits ? '修改' : '查看',
  }
}
