import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { field, initially, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import type { CadreList, CadreQuery } from './people-pages-service.ts'
import { mayOpenFiles } from './visible.ts'

/** The list of cadres: filters, one page, and where else to go. */
export function cadreListView(actor: Actor, query: CadreQuery, list: CadreList) {
  const { cadres, total, units, classes, levels } = list
  const typed = initially({ ...query })
  const none = {}
  const chips = chipsOf(query, list)
  return {
    filters: {
      q: field('q', '姓名', typed, none),
      unit: select(
        'unit',
        '单位',
        units.map(({ id, name }) => ({ value: id, label: name })),
        typed,
        none,
      ),
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
    mayImport: can(actor, 'roster.import'),
    mayRecord: can(actor, 'evidence.import'),
    chips,
    rows: cadres.map(cadre => cadreRow(cadre, units, mayOpenFiles(actor))),
    counted: `共 ${count(total)} 人，按姓名拼音排序`,
    pageSummary: `本页 ${count(cadres.length)} 人`,
    previous: list.hasPrevious ? pathOf({ ...query, after: '', before: cadres[0]?.id ?? '' }) : null,
    next: list.hasNext ? pathOf({ ...query, before: '', after: cadres.at(-1)?.id ?? '' }) : null,
    ...emptiness(actor, chips.length > 0),
  }
}

function emptiness(actor: Actor, isFiltered: boolean) {
  if (isFiltered) return { emptySentence: '没有符合这些条件的干部。', emptyPath: '/cadres', emptyVerb: '清除筛选' }
  if (actor.role !== 'section')
    return { emptySentence: '名册里还没有干部，请等干部科导入名册。', emptyPath: '', emptyVerb: '' }
  return { emptySentence: '名册里还没有干部。先导入名册。', emptyPath: '/roster/import', emptyVerb: '导入名册' }
}

/** A cadre in one row of a table. */
export function cadreRow(cadre: Cadre, units: readonly Unit[], opensFile: boolean) {
  const unit = units.find(({ id }) => id === cadre.post?.unitId)
  return {
    name: cadre.name,
    path: opensFile ? `/files/${cadre.id}` : null,
    unit: unit?.name ?? '—',
    unitPath: unit === undefined ? null : `/units/${unit.id}`,
    title: cadre.post?.title ?? '没有在任的主职务',
    level: cadre.level || '—',
    grade: cadre.grade || '—',
    since: cadre.post?.since ?? '—',
    status: cadre.status,
    leavePath: `/cadres/${cadre.id}/leave`,
    gradesPath: `/cadres/${cadre.id}/grades`,
  }
}

function chipsOf(query: CadreQuery, { units, classes }: CadreList) {
  const chips = [
    { key: 'q', label: '姓名', value: query.q },
    { key: 'unit', label: '单位', value: units.find(({ id }) => id === query.unit)?.name ?? query.unit },
    { key: 'class', label: '类别', value: classes.find(({ code }) => code === query.class)?.label ?? query.class },
    { key: 'level', label: '职务层次', value: query.level },
  ]
  return chips
    .filter(({ value }) => value !== '')
    .map(({ key, label, value }) => ({ label, value, without: pathOf({ ...query, [key]: '', after: '', before: '' }) }))
}

function pathOf(query: CadreQuery): string {
  const set = Object.entries(query).filter(([, value]) => value !== '')
  return set.length === 0 ? '/cadres' : `/cadres?${new URLSearchParams(set)}`
}
