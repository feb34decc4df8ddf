import { Invalid } from '../../domain/errors.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { addDays, addMonths, type Day } from '../../domain/time/days.ts'
import { optionalChoice, optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import { type Dimension, dimensionNames, isPrivate } from './dimensions.ts'

/** With whom an assessor is compared: others who rated the same class, or the same cadre. */
export const bases = { class: '同类别的其他考察', cadre: '同一干部的其他考察' } as const
type Basis = keyof typeof bases

/** What a page of 公平性 was asked for. */
export interface FairnessQuery {
  readonly by: Dimension
  readonly list: 'suggested' | 'placed'
  readonly classCode: string | null
  readonly unitId: string | null
  readonly level: string | null
  /** Days on which the assessments ended, both included. */
  readonly from: Day
  readonly to: Day
  readonly basis: Basis
  readonly after: string | null
  readonly before: string | null
  /** Month ends that are compared, `YYYY-MM`, or `now`; '' for the usual ones. */
  readonly earlier: string
  readonly later: string
}

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Reads the query; the window is the last twelve months unless it says otherwise. */
export function fairnessQuery(input: Input, ruleSet: RuleSet, today: Day): FairnessQuery {
  const codes = ruleSet.classes.map(({ code }) => code)
  const typed = parseInput(
    {
      by: optionalChoice('分组', dimensionNames),
      list: optionalChoice('名单', ['suggested', 'placed']),
      class: optionalChoice('类别', codes),
      unit: optionalText('单位', 40),
      level: optionalText('职务层次', 20),
      from: optionalDay('考察截止日起'),
      to: optionalDay('考察截止日止'),
      basis: optionalChoice('对照', ['class', 'cadre']),
      after: optionalText('页', 40),
      before: optionalText('页', 40),
      earlier: optionalText('前', 10),
      later: optionalText('后', 10),
    },
    input,
  )
  const to = typed.to ?? today
  const from = typed.from ?? addDays(addMonths(to, -12), 1)
  if (from > to) throw new Invalid({ from: '考察截止日起：不能晚于“止”。' })
  return {
    by: typed.by ?? 'class',
    list: typed.list ?? 'suggested',
    classCode: typed.class,
    unitId: orNull(typed.unit),
    level: orNull(typed.level),
    from,
    to,
    basis: typed.basis ?? 'class',
    after: orNull(typed.after),
    before: orNull(typed.before),
    earlier: typed.earlier,
    later: typed.later,
  }
}

/**
 * Groups that say something private are of everybody: two narrowed tables, one taken from the other, would tell of single
 * people.
 */
export const unlessPrivate = (query: FairnessQuery): FairnessQuery =>
  isPrivate(query.by) ? { ...query, classCode: null, unitId: null, level: null } : query

/** The address of a page with its query; what is as usual is left out. */
export function fairnessPath(path: string, query: FairnessQuery, change: Partial<FairnessQuery>, today: Day): string {
  const next = { ...query, ...change }
  const usualFrom = addDays(addMonths(next.to, -12), 1)
  const pairs: [string, string | null][] = [
    ['by', next.by === 'class' ? null : next.by],
    ['list', next.list === 'suggested' ? null : next.list],
    ['class', next.classCode],
    ['unit', next.unitId],
    ['level', next.level],
    ['from', next.from === usualFrom ? null : next.from],
    ['to', next.to === today ? null : next.to],
    ['basis', next.basis === 'class' ? null : next.basis],
    ['earlier', orNull(next.earlier)],
    ['later', orNull(next.later)],
    ['after', next.after],
    ['before', next.before],
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()
  return search === '' ? path : `${path}?${search}`
}
