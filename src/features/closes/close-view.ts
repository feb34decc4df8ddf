import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { countedAs, countedKeys } from '../../domain/rating/counted-as.ts'
import { field, initially, select } from '../../web/form.ts'
import { count, hundredths, instantText, monthInWords } from '../../web/format.ts'
import { unitField } from '../people/index.ts'
import { markNote, markText, markView, shortMark } from '../ratings/index.ts'
import { type CloseQuery, type ComparedRow, closePath, isFiltered } from './close-query.ts'
import type { ReasonsSince } from './close-reasons.ts'
import { closedWords, countsView, inClassOrder, shortHeadingsOf } from './close-words.ts'
import type { ClosePage, CloseView } from './read-close.ts'
import { waitingView } from './waiting-view.ts'

interface Found {
  /** `size`: rows of a page. */
  readonly page: ClosePage & { readonly size: number }
  readonly moved: ClosePage
}

/** One close in words: what it is, its counts, who moved and why, what waited, and everybody. */
export function closeView(
  actor: Actor,
  view: CloseView,
  query: CloseQuery,
  { page, moved }: Found,
  reasons: ReasonsSince,
) {
  const { header, ruleSet, before } = view
  const month = header._id
  return {
    title: `${monthInWords(month)}月结`,
    lead: `截至 ${header.day}，按 ${instantText(header.knownAt)} 之前所知、规则 ${ruleSet.id} 算出，不再改变。颜色是建议，未经研判。`,
    trail: [{ label: '月结', path: '/closes' }],
    about: aboutView(view),
    numbers: numbersView(view),
    columns: shortHeadingsOf(ruleSet),
    classes: view.unitId === null ? classRows(view) : [],
    units: unitRows(view),
    movedTitle: before === null ? '' : `比 ${before.close.day} 有变化的`,
    moved: moved.rows.map(row => ({ ...rowView(row, view, actor), because: becauseOf(row, view, reasons) })),
    movedCount: count(moved.count),
    rulesNote: rulesNote(view, reasons),
    movedPath: moved.count > moved.rows.length ? closePath(month, { ...noFilter, moved: true }) : null,
    waiting: view.waiting.map(row => waitingView(row, view.units)),
    passedOn: view.passedOn.map(row => waitingView(row, view.units)),
    passedFrom: before === null ? '' : monthInWords(before.close._id),
    rows: page.rows.map(row => {
      const shown = rowView(row, view, actor)
      return query.moved ? { ...shown, why: becauseOf(row, view, reasons) } : shown
    }),
    whyTitle: query.moved ? '变化原因' : '主要理由',
    parts: ruleSet.score.parts.map(({ label }) => `${label} 均分`),
    counted: `共 ${count(page.count)} 人`,
    action: `/closes/${month}#people`,
    filters: filtersOf(view, query),
    chips: chipsOf(view, query),
    clear: closePath(month, noFilter),
    isFiltered: isFiltered(query),
    sorted: { score: query.sort === 'score', unit: query.sort === 'unit' },
    sortPaths: { score: closePath(month, query, { sort: 'score' }), unit: closePath(month, query, { sort: 'unit' }) },
    pageSummary: `第 ${query.page} 页，本页 ${page.rows.length} 人`,
    previous: query.page > 1 ? closePath(month, query, { page: query.page - 1 }) : null,
    next: query.page * page.size < page.count ? closePath(month, query, { page: query.page + 1 }) : null,
    exportPath: can(actor, 'exports.download') ? `/exports/closes/${month}.xlsx` : null,
  }
}

export const noFilter: CloseQuery = {
  text: '',
  colour: '',
  classCode: '',
  unitId: '',
  moved: false,
  sort: 'score',
  page: 1,
}

function aboutView({ header, ruleSet, unitId }: CloseView): { readonly label: string; readonly value: string }[] {
  const rows = [
    ['截至', header.day],
    ['所知到', `${instantText(header.knownAt)}，账本第 ${header.position} 号`],
    ['规则', `${ruleSet.id}（${header.ruleHash.slice(0, 16)}）`],
    ['月结', closedWords(header)],
    ['理由', header.reason || '—'],
    ['范围', unitId === null ? '全部干部' : '本单位干部'],
  ]
  return rows.map(([label = '', value = '']) => ({ label, value }))
}

/** The lists, and all; the other keys stand in the tables. */
function numbersView({ header, ruleSet, tally, before }: CloseView): object[] {
  const rest = ruleSet.colours.filter(({ match }) => match === 'default').map(({ code }) => code)
  const keys = countedKeys(ruleSet).filter(key => ![...rest, 'insufficient', 'indeterminate'].includes(key))
  return countsView(keys, tally, before?.close.tally).map(({ n, change }, i) => ({
    label: i < keys.length ? markText(markView(ruleSet, keys[i] ?? '')) : '参加评定',
    value: n,
    unit: '人',
    change: before === null ? '' : `比 ${before.close.day} ${change || '持平'}`,
    path: closePath(header._id, noFilter, i < keys.length ? { colour: keys[i] ?? '' } : {}),
  }))
}

function classRows({ header, ruleSet, before }: CloseView) {
  return inClassOrder(header.tallies, ruleSet).map(tally => ({
    label: ruleSet.classes.find(({ code }) => code === tally.code)?.label ?? tally.code,
    path: closePath(header._id, noFilter, { classCode: tally.code }),
    counts: countsView(
      countedKeys(ruleSet),
      tally,
      before?.header.tallies.byClass.find(({ code }) => code === tally.code),
    ),
  }))
}

function unitRows({ header, ruleSet, before, units, unitId }: CloseView) {
  return header.tallies.byUnit
    .filter(({ code }) => unitId === null || code === unitId)
    .map(tally => ({
      label: units.get(tally.code)?.name ?? tally.code,
      path: closePath(header._id, noFilter, { unitId: tally.code }),
      counts: countsView(
        countedKeys(ruleSet),
        tally,
        before?.header.tallies.byUnit.find(({ code }) => code === tally.code),
      ),
    }))
}

function rowView({ row, before }: ComparedRow, view: CloseView, actor: Actor) {
  const { ruleSet, units } = view
  const key = countedAs({ colour: row.suggested, mark: row.mark })
  return {
    name: row.name,
    path: scopeOf(actor, 'files.read') === null ? null : `/files/${row.cadreId}`,
    unit: units.get(row.unitId)?.shortName ?? row.unitId,
    title: row.title,
    classLabel: ruleSet.classes.find(({ code }) => code === row.classCode)?.label ?? row.classCode,
    mark: markView(ruleSet, row.suggested, row.mark),
    notes: [
      markNote(row.mark),
      row.provisional && row.score !== null ? '暂定分' : '',
      typeof before === 'string' && before !== key ? `上月 ${shortMark(markView(ruleSet, before))}` : '',
    ].filter(said => said !== ''),
    score: row.score === null ? '—' : hundredths(row.score),
    rank: row.rank === null ? '—' : String(row.rank),
    parts: row.parts.map(({ mean }) => (mean === null ? '—' : hundredths(mean))),
    coverage: `${Math.floor(row.coverage / 100)}%`,
    placed: row.placed === null ? '' : shortMark(markView(ruleSet, row.placed)),
    from: typeof before === 'string' ? markView(ruleSet, before) : null,
    why: row.why,
  }
}

/** Why it is another one than at the close before. */
export function becauseOf(
  { row, before }: ComparedRow,
  { header, before: earlier }: CloseView,
  reasons: ReasonsSince,
): string {
  if (earlier === null || before === undefined) return ''
  const key = countedAs({ colour: row.suggested, mark: row.mark })
  if (before === key) return ''
  const turned = reasons.turned(row.cadreId)
  const said = [
    before === null ? '新参加评定' : '',
    reasons.byRules(row.cadreId) ? `规则由 ${earlier.header.ruleSet} 改为 ${header.ruleSet}` : '',
    ...(turned.length > 0 ? turned : [row.why || markNote(row.mark)]),
  ]
  return said.filter(text => text !== '').join('；')
}

/** Said once where it is not told of each who moved; '' otherwise. */
export const rulesNote = ({ header, before }: CloseView, { isUndecided }: ReasonsSince): string =>
  before === null || !isUndecided
    ? ''
    : `规则由 ${before.header.ruleSet} 改为 ${header.ruleSet}：因此变动的，在各人原因前写明；按 ${before.header.ruleSet} 也可能取得名额的，要连同所有人计算，不逐人写明。`

function filtersOf({ ruleSet, units, unitId, header }: CloseView, query: CloseQuery) {
  const typed = initially({
    q: query.text,
    colour: query.colour,
    class: query.classCode,
    unit: query.unitId,
    moved: query.moved ? 'yes' : '',
  })
  const keys = countedKeys(ruleSet).map(key => ({ value: key, label: markText(markView(ruleSet, key)) }))
  const classes = ruleSet.classes.map(({ code, label }) => ({ value: code, label }))
  const shown = header.tallies.byUnit.filter(({ code }) => unitId === null || code === unitId)
  const rated = shown.flatMap(({ code }) => units.get(code) ?? [])
  return {
    q: field('q', '姓名', typed, {}),
    colour: select('colour', '建议', keys, typed, {}),
    class: select('class', '类别', classes, typed, {}),
    unit: unitField('unit', '单位', rated, typed),
    moved: select('moved', '与上月相比', [{ value: 'yes', label: '有变化' }], typed, {}),
    sort: query.sort,
  }
}

const cleared = { q: 'text', colour: 'colour', class: 'classCode', unit: 'unitId' } as const

function chipsOf(view: CloseView, query: CloseQuery) {
  const { sort, moved, ...rest } = filtersOf(view, query)
  const month = view.header._id
  const chips = Object.entries(rest).map(([name, shown]) => ({
    label: shown.label,
    value: 'options' in shown ? (shown.options.find(({ selected }) => selected)?.label ?? shown.value) : shown.value,
    without: closePath(month, query, { [cleared[name as keyof typeof cleared]]: '' }),
  }))
  const change = {
    label: moved.label,
    value: query.moved ? '有变化' : '',
    without: closePath(month, query, { moved: false }),
  }
  return [...chips, change].filter(({ value }) => value !== '')
}
