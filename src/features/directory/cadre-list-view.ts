import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { field, initially, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { mayOpenFiles, noRoster, unitField } from '../people/index.ts'
import { dayPairs, type PastDay, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import type { CadreList, CadreQuery } from './directory-service.ts'

/** The list of cadres: filters, one page, and where else to go. */
export function cadreListView(actor: Actor, query: CadreQuery, list: CadreList, today: string) {
  const { view, cadres, total, units, classes, levels } = list
  const { past } = view
  const start = { after: '', before: '' }
  const typed = initially({ ...query })
  const none = {}
  const chips = chipsOf(query, list)
  return {
    title: `干部${pastSuffix(past)}`,
    lead:
      past === null ? '名册中的干部，点姓名看执行力档案。' : `${past.day} 在名册中的干部，单位和职务按当日的任职记录。`,
    ...standpoint({ ...view, preparing: null }, today, at => cadresPath({ ...query, ...start }, at)),
    clear: cadresPath(nothing, past),
    filters: {
      q: field('q', '姓名', typed, none),
      unit: unitField('unit', '单位', units, typed),
      class: select(
        'class',
        '类别',
        classes.map(({ code, label }) => ({ value: code, label })),
        typed,
        none,
      ),
      level: select(
        'level',
        '职务层次',
        levels.map(value => ({ value, label: value })),
        typed,
        none,
      ),
    },
    mayImport: past === null && can(actor, 'roster.import'),
    mayRecord: past === null && can(actor, 'evidence.import'),
    chips,
    rows: cadres.map(cadre => cadreRow(cadre, units, mayOpenFiles(actor), past)),
    counted: `共 ${count(total)} 人，按姓名拼音排序`,
    pageSummary: `本页 ${count(cadres.length)} 人`,
    previous: list.hasPrevious ? cadresPath({ ...query, after: '', before: cadres[0]?.id ?? '' }, past) : null,
    next: list.hasNext ? cadresPath({ ...query, before: '', after: cadres.at(-1)?.id ?? '' }, past) : null,
    ...emptiness(actor, chips.length > 0, past),
  }
}

const nothing: CadreQuery = { q: '', unit: '', class: '', level: '', after: '', before: '' }

function emptiness(actor: Actor, isFiltered: boolean, past: PastDay | null) {
  if (isFiltered)
    return { emptySentence: '没有符合这些条件的干部。', emptyPath: cadresPath(nothing, past), emptyVerb: '清除筛选' }
  if (past !== null) return { emptySentence: `${past.day} 名册里没有干部。`, emptyPath: '', emptyVerb: '' }
  const { sentence, path, verb } = noRoster(actor)
  return { emptySentence: sentence, emptyPath: path, emptyVerb: verb }
}

/** A cadre in one row of a table. */
export function cadreRow(cadre: Cadre, units: readonly Unit[], opensFile: boolean, past: PastDay | null = null) {
  const unit = units.find(({ id }) => id === cadre.post?.unitId)
  return {
    name: cadre.name,
    path: opensFile ? pathAt(past, `/files/${cadre.id}`) : null,
    unit: unit?.name ?? '—',
    unitPath: unit === undefined ? null : pathAt(past, `/units/${unit.id}`),
    title: cadre.post?.title ?? '没有在任的主职务',
    level: cadre.level || '—',
    grade: cadre.grade || '—',
    since: cadre.post?.since ?? '—',
    status: cadre.status,
    leavePath: `/cadres/${cadre.id}/leave`,
    gradesPath: `/cadres/${cadre.id}/grades`,
  }
}

function chipsOf(query: CadreQuery, { view, units, classes }: CadreList) {
  const chips = [
    { key: 'q', label: '姓名', value: query.q },
    { key: 'unit', label: '单位', value: units.find(({ id }) => id === query.unit)?.name ?? query.unit },
    { key: 'class', label: '类别', value: classes.find(({ code }) => code === query.class)?.label ?? query.class },
    { key: 'level', label: '职务层次', value: query.level },
  ]
  return chips
    .filter(({ value }) => value !== '')
    .map(({ key, label, value }) => ({
      label,
      value,
      without: cadresPath({ ...query, [key]: '', after: '', before: '' }, view.past),
    }))
}

/** The list's address, seen from a day. */
function cadresPath(query: CadreQuery, past: PastDay | null): string {
  const set = [...Object.entries(query).filter(([, value]) => value !== ''), ...dayPairs(past)]
  return set.length === 0 ? '/cadres' : `/cadres?${new URLSearchParams(set)}`
}
