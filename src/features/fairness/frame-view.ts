import { field, initially, select } from '../../web/form.ts'
import { unitField } from '../people/index.ts'
import { type Moment, pastSuffix, pathAt, standpoint } from '../viewpoints/index.ts'
import { type Dimension, dimensionNames, dimensions, isPrivate } from './dimensions.ts'
import { bases, type FairnessQuery, fairnessPath, fairnessPathAt } from './fairness-query.ts'
import type { FairnessFrame } from './fairness-service.ts'

/** The pages of 公平性. */
const tabs = {
  '/fairness': '得分与颜色分布',
  '/fairness/assessors': '考察组宽严',
  '/fairness/calibration': '校准对照',
  '/fairness/changes': '前后变化',
} as const
export type TabPath = keyof typeof tabs

/** What the tab of the browser says. */
export const titleOf = (path: TabPath, { past }: Pick<Moment, 'past'>): string =>
  `${tabs[path]} · 公平性${pastSuffix(past)}`

/** What each page lets one filter by. */
const used: Readonly<Record<TabPath, readonly (keyof FairnessQuery)[]>> = {
  '/fairness': ['by', 'list', 'classCode', 'unitId', 'level', 'from', 'to'],
  '/fairness/assessors': ['classCode', 'unitId', 'level', 'from', 'to', 'basis'],
  '/fairness/calibration': ['classCode', 'unitId', 'level', 'from', 'to', 'basis'],
  '/fairness/changes': ['by', 'classCode', 'unitId', 'level', 'earlier', 'later'],
}

/** Tabs, filters and chips of a page; every filter a page does not use is left out of its address. */
export function frameView(path: TabPath, query: FairnessQuery, frame: FairnessFrame) {
  const { moment, today } = frame
  const start = { after: null, before: null }
  const to = (target: string, change: Partial<FairnessQuery> = {}): string =>
    fairnessPath(target, query, { ...start, ...change }, moment)
  return {
    ...standpoint(moment, today, past => fairnessPathAt(path, query, moment.day, { day: past?.day ?? today, past })),
    title: `公平性${pastSuffix(moment.past)}`,
    action: path,
    tabs: Object.entries(tabs).map(([target, label]) => ({
      label,
      path: to(target),
      current: target === path,
      count: '',
    })),
    filters: filtersOf(path, query, frame),
    chips: chipsOf(query, frame).map(({ label, value, without }) => ({ label, value, without: to(path, without) })),
    clear: pathAt(moment.past, path),
    withQuery: to,
  }
}

function filtersOf(path: TabPath, query: FairnessQuery, { ruleSet, units, levels }: FairnessFrame) {
  const typed = initially({
    by: query.by,
    list: query.list,
    class: query.classCode,
    unit: query.unitId,
    level: query.level,
    from: query.from,
    to: query.to,
    basis: query.basis,
  })
  const uses = (name: keyof FairnessQuery): boolean => used[path].includes(name)
  const narrows = !(uses('by') && isPrivate(query.by))
  const choices = (values: readonly string[]) => values.map(value => ({ value, label: value }))
  const byChoices = dimensionNames
    .filter((name: Dimension) => name !== 'team' || path === '/fairness')
    .map(value => ({ value, label: dimensions[value] }))
  const lists = [
    { value: 'suggested', label: '建议（未经研判）' },
    { value: 'placed', label: '在册' },
  ]
  const classes = ruleSet.classes.map(({ code, label }) => ({ value: code, label }))
  const compared = Object.entries(bases).map(([value, label]) => ({ value, label }))
  return {
    by: uses('by') ? select('by', '分组', byChoices, typed, {}) : null,
    list: uses('list') ? select('list', '名单', lists, typed, {}) : null,
    class: narrows ? select('class', '类别', classes, typed, {}, { blank: '全部' }) : null,
    unit: narrows ? unitField('unit', '单位', units, typed) : null,
    level: narrows ? select('level', '职务层次', choices(levels), typed, {}, { blank: '全部' }) : null,
    from: uses('from') ? field('from', '考察截止日起', typed, {}) : null,
    to: uses('to') ? field('to', '考察截止日止', typed, {}) : null,
    basis: uses('basis') ? select('basis', '对照', compared, typed, {}) : null,
  }
}

function chipsOf(query: FairnessQuery, { ruleSet, units }: FairnessFrame) {
  const chips: { label: string; value: string | undefined; without: Partial<FairnessQuery> }[] = [
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
    { label: '职务层次', value: query.level ?? undefined, without: { level: null } },
  ]
  return chips.filter(({ value }) => value !== undefined)
}
