import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import { assessmentTypes } from '../../domain/assessments/content.ts'
import { cellParts, partMean } from '../../domain/assessments/grid.ts'
import { isEditable, mayVerify, stateNames } from '../../domain/assessments/transitions.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { field, initially, select } from '../../web/form.ts'
import { count, hundredths, instantText } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import type { AssessmentPage } from './assessments-store.ts'
import { addressOf, cursorText, type Sort } from './list-query.ts'

export interface ListParts {
  readonly actor: Actor
  readonly list: AssessmentPage
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
  /** How many wait for this account. */
  readonly waiting: number
  readonly units: readonly Unit[]
  readonly cadres: ReadonlyMap<string, Cadre>
  readonly ruleSet: RuleSet
  readonly query: Input
  readonly sort: Sort
}

/** The list of 考察: tabs by state, filters, rows. */
export function listView(parts: ListParts) {
  const { actor, list, total, waiting, query, sort } = parts
  const verifies = scopeOf(actor, 'assessments.verify') !== null
  const chips = chipsOf(parts)
  const isNarrowed = chips.length > 0 || first(query, 'state') !== ''
  const [newest, last] = [list.items[0], list.items.at(-1)]
  return {
    lead: verifies && waiting > 0 ? `待我核实 ${count(waiting)} 份。` : '由一人录入，另一人核实后计入评价。',
    mayEnter: scopeOf(actor, 'assessments.write') !== null,
    tabs: tabsOf(parts, verifies),
    state: first(query, 'state'),
    mine: first(query, 'mine'),
    filters: filtersOf(parts),
    chips,
    parts: cellParts(parts.ruleSet).map(({ label }) => label),
    rows: list.items.map(item => rowOf(item, parts)),
    counted: `共 ${count(total)} 份`,
    sorts: { endsOn: sortOf(query, sort, 'endsOn'), updatedAt: sortOf(query, sort, 'updatedAt') },
    paging: {
      summary: `本页 ${list.items.length} 份`,
      previous: list.hasPrevious && newest ? addressOf(query, { before: cursorText(newest, sort) }) : null,
      next: list.hasNext && last ? addressOf(query, { after: cursorText(last, sort) }) : null,
    },
    empty: isNarrowed ? '没有符合这些条件的考察。' : '还没有录入考察。',
    emptyPath: isNarrowed ? '/assessments' : '/assessments/new',
    emptyVerb: isNarrowed ? '清除筛选' : '录入第一份考察',
  }
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
  const places = units.map(({ id, shortName, name }) => ({ value: id, label: shortName || name }))
  return {
    person: field('person', '干部', typed, {}, { placeholder: '姓名或拼音' }),
    unit: select('unit', '单位', places, typed, {}, { blank: '全部' }),
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

function rowOf(item: Assessment, { actor, cadres, units, ruleSet }: ListParts) {
  const { id, content, unitId, stage, author } = item
  const path = `/assessments/${id}`
  const unit = units.find(one => one.id === unitId)
  const subject = { cadreId: content.cadreId, unitId }
  const verifies = can(actor, 'assessments.verify', subject) && mayVerify(item, actor.userId)
  const edits = can(actor, 'assessments.write', subject) && isEditable(item)
  return {
    name: cadres.get(content.cadreId)?.name ?? content.cadreId,
    path,
    unit: unit?.shortName || unit?.name || unitId,
    type: content.type ?? '—',
    period: content.from === null && content.to === null ? '—' : `${content.from ?? '…'} 至 ${content.to ?? '…'}`,
    means: cellParts(ruleSet).map(part => {
      const mean = partMean(part, content.cells)
      return mean === null ? '—' : hundredths(mean)
    }),
    state: stateNames[stage.state],
    isOpen: stage.state !== 'counted' && stage.state !== 'reversed',
    author: author.name,
    updated: instantText(item.updatedAt),
    verbPath: verifies ? `${path}/verification` : path,
    verb: verifies ? '核实' : edits ? '修改' : '查看',
  }
}
