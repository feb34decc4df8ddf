import { Invalid } from '../../domain/errors.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { addDays, addMonths, type Day, earliest, endOfMonth } from '../../domain/time/days.ts'
import { optionalChoice, optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import { apartFromDay, dayPairs, type PastDay } from '../viewpoints/index.ts'
import { type Dimension, dimensionNames, isPrivate } from './dimensions.ts'

/** With whom an assessor is compared: others who rated the same class, or the same cadre. */
export const bases = { class: '同类别的其他考察', cadre: '同一干部的其他考察' } as const
type Basis = keyof typeof bases

/** The day that is looked at, and how; null: it is today. */
interface Standpoint {
  readonly day: Day
  readonly past: PastDay | null
}

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

/**
 * Reads the query; the window is the last twelve months unless it says otherwise, and ends by the day that is looked at.
 * Throws Invalid, too, for private groups of a past day within a month: one day beside the next would tell of single people.
 */
export function fairnessQuery(input: Input, ruleSet: RuleSet, { day, past }: Standpoint): FairnessQuery {
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
    apartFromDay(input),
  )
  const to = earliest(day, typed.to ?? day)
  const from = typed.from ?? usualFrom(to)
  if (from > to) throw new Invalid({ from: '考察截止日起：不能晚于“止”。' })
  if (past !== null && isHiddenOn(day, typed.by ?? 'class'))
    throw new Invalid({ by: '分组：按性别、年龄只看今天和过去各月末，逐日相比会看出是谁。' })
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

/** Whether a grouping is private and the past day is no month's end. */
const isHiddenOn = (day: Day, by: Dimension): boolean => isPrivate(by) && day !== endOfMonth(day.slice(0, 7))

const usualFrom = (to: Day): Day => addDays(addMonths(to, -12), 1)

/** The address of the same question asked on another day: a window that ends on the one day ends on the other. */
export function fairnessPathAt(path: string, query: FairnessQuery, day: Day, other: Standpoint): string {
  const to = query.to === day ? other.day : query.to
  const from = query.from === usualFrom(query.to) ? usualFrom(to) : query.from
  const by = other.past !== null && isHiddenOn(other.day, query.by) ? 'class' : query.by
  return fairnessPath(path, { ...query, from, to, by, after: null, before: null }, {}, other)
}

/** The address of a page with its query; what is as usual is left out. */
export function fairnessPath(
  path: string,
  query: FairnessQuery,
  change: Partial<FairnessQuery>,
  { day, past }: Standpoint,
): string {
  const next = { ...query, ...change }
  const pairs: [string, string | null][] = [
    ['by', next.by === 'class' ? null : next.by],
    ['list', next.list === 'suggested' ? null : next.list],
    ['class', next.classCode],
    ['unit', next.unitId],
    ['level', next.level],
    ['from', next.from === usualFrom(next.to) ? null : next.from],
    ['to', next.to === day ? null : next.to],
    ['basis', next.basis === 'class' ? null : next.basis],
    ['earlier', orNull(next.earlier)],
    ['later', orNull(next.later)],
    ['after', next.after],
    ['before', next.before],
    ...dayPairs(past),
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()
  return search === '' ? path : `${path}?${search}`
}
