import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { field, initially, select } from '../../web/form.ts'
import { count as spelled } from '../../web/format.ts'
import { noRoster, unitField } from '../people/index.ts'
import { listColours, markView } from '../ratings/index.ts'
import { pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { type ListQuery, listPath } from './list-query.ts'
import type { ListPage } from './list-service.ts'

const listNames = { suggested: '建议名单（未经研判）', placed: '在册名单' } as const

/** The page of a list, in words. */
export function listView(query: ListQuery, list: ListPage, actor: Actor, today: string) {
  const { view } = list
  const { ruleSet } = view.version
  const start = { after: null, before: null }
  const first = list.rows[0]
  const last = list.rows.at(-1)
  const mayOpen = scopeOf(actor, 'files.read') !== null
  return {
    title: `${listTitle(query, ruleSet)}${pastSuffix(query.past)}`,
    ...standpoint(view, today, past => listPath(query, { past, ...start })),
    lead:
      query.list === 'suggested'
        ? `系统按规则 ${ruleSet.id} 算出的建议，截至 ${view.day}；是否列入由集体研究决定。`
        : `已经研究决定、在册的名单，截至 ${view.day}。`,
    kinds: (['suggested', 'placed'] as const).map(kind => ({
      label: listNames[kind],
      path: listPath(query, { list: kind, ...start }),
      current: kind === query.list,
      count: '',
    })),
    colours: colourTabs(query, list),
    action: `/lists/${query.colour}`,
    filters: filtersOf(query, list),
    chips: chipsOf(query, list),
    clear: unfiltered(query),
    placedTab: query.list === 'placed',
    rows: list.rows.map(row => ({ row, path: mayOpen ? pathAt(query.past, `/files/${row.id}`) : null })),
    counted: list.isMore ? `${spelled(list.count)} 人以上` : `共 ${spelled(list.count)} 人`,
    pageSummary: `本页 ${list.rows.length} 人`,
    previous: list.earlier && first !== undefined ? listPath(query, { before: first.place, after: null }) : null,
    next: list.later && last !== undefined ? listPath(query, { after: last.place, before: null }) : null,
    sortPaths: {
      score: listPath(query, { sort: 'score', ...start }),
      name: listPath(query, { sort: 'name', ...start }),
      unit: listPath(query, { sort: 'unit', ...start }),
    },
    sorted: { score: query.sort === 'score', name: query.sort === 'name', unit: query.sort === 'unit' },
    mayExport: scopeOf(actor, 'exports.download') !== null,
    exportPath: listPath(query, start, `/exports/lists/${query.colour}.xlsx`),
    exportAllPath: listPath({ ...query, colour: 'all' }, start, '/exports/lists.xlsx'),
    nothing: nothingOn(query, list, actor),
  }
}

/** What a list is called on page, sheet and file. */
export function listTitle(query: ListQuery, ruleSet: RuleSet): string {
  if (query.colour === 'all') return query.list === 'placed' ? '全部在册名单' : '全部干部'
  return markView(ruleSet, query.colour).label
}

function colourTabs(query: ListQuery, { view, counts }: ListPage): object[] {
  const { ruleSet } = view.version
  const codes = query.list === 'suggested' ? countedKeys(ruleSet) : listColours(ruleSet)
  return [...codes, 'all'].map(code => {
    const mark = code === 'all' ? null : markView(ruleSet, code)
    const label = mark === null ? '全部' : `${mark.shape}${mark.letter} ${mark.label}`
    return {
      label,
      path: listPath(query, { colour: code, after: null, before: null }),
      current: code === query.colour,
      count: String(counts[code] ?? 0),
    }
  })
}

function filtersOf(query: ListQuery, { view, units, levels }: ListPage): object {
  const typed = initially({
    q: query.text,
    class: query.classCode ?? '',
    unit: query.unitId ?? '',
    level: query.level ?? '',
    sort: query.sort,
    list: query.list,
  })
  return {
    q: field('q', '姓名、拼音或首字母', typed, {}),
    class: select(
      'class',
      '类别',
      view.version.ruleSet.classes.map(({ code, label }) => ({ value: code, label })),
      typed,
      {},
    ),
    unit: unitField('unit', '单位', units, typed),
    level: select(
      'level',
      '职务层次',
      levels.map(level => ({ value: level, label: level })),
      typed,
      {},
    ),
    list: query.list,
    sort: query.sort,
  }
}

function chipsOf(query: ListQuery, { view, units }: ListPage): object[] {
  const start = { after: null, before: null }
  const chips: { label: string; value: string | undefined; without: Partial<ListQuery> }[] = [
    { label: '姓名', value: query.text === '' ? undefined : query.text, without: { text: '' } },
    {
      label: '类别',
      value: view.version.ruleSet.classes.find(({ code }) => code === query.classCode)?.label,
      without: { classCode: null },
    },
    {
      label: '单位',
      value: query.unitId === null ? undefined : (units.find(({ id }) => id === query.unitId)?.name ?? query.unitId),
      without: { unitId: null },
    },
    { label: '职务层次', value: query.level ?? undefined, without: { level: null } },
  ]
  return chips
    .filter(({ value }) => value !== undefined)
    .map(({ label, value, without }) => ({ label, value, without: listPath(query, { ...without, ...start }) }))
}

const isFiltered = (query: ListQuery): boolean =>
  query.text !== '' || query.classCode !== null || query.unitId !== null || query.level !== null

/** Why a list is empty, and what to do next. */
function nothingOn(query: ListQuery, { view, counts }: ListPage, actor: Actor) {
  if (isFiltered(query)) return { sentence: '没有符合这些条件的干部。', path: unfiltered(query), verb: '清除筛选' }
  if (query.list === 'suggested' && view.past === null && (counts.all ?? 0) === 0) return noRoster(actor)
  const imports = query.list === 'placed' && view.past === null && can(actor, 'evidence.import')
  if (imports)
    return {
      sentence: `${view.day} 没有人在册。列入名单须经研究决定；以前定下的名单随依据导入。`,
      path: '/evidence/import',
      verb: '导入依据',
    }
  const sentence =
    query.list === 'placed'
      ? `${view.day} 没有人在册。列入名单须经研究决定。`
      : `按规则 ${view.version.ruleSet.id}，${view.day} 没有人在这个名单上。`
  return { sentence, path: '', verb: '' }
}

const unfiltered = (query: ListQuery): string =>
  listPath({ ...query, text: '', classCode: null, unitId: null, level: null, after: null, before: null })
