import type { Day } from '../../domain/time/days.ts'
import type { Known, PastDay } from '../../domain/time/past-day.ts'
import { without } from '../../web/input.ts'
import { optionalChoice, optionalDay, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'

export type { Known, PastDay }

/** How the two views are called on every page, sheet and file. */
export const knownName = (known: Known): string => (known === 'then' ? '当时所知' : '现在所知')

/** The part of a query that says from when it looks. */
const fields = { asOf: optionalDay('截至日期'), known: optionalChoice('所知', ['then', 'now']) }
/** What a query calls them. */
export const dayNames: readonly string[] = Object.keys(fields)

/** The day and view a query names; the day is not checked against the records. Throws Invalid. */
export function askedDay(query: Input): { readonly day: Day | null; readonly known: Known } {
  const asked = Object.fromEntries(dayNames.flatMap(name => (query[name] === undefined ? [] : [[name, query[name]]])))
  const { asOf, known } = parseInput(fields, asked)
  return { day: asOf, known: known ?? 'then' }
}

/** The day a page with this query looks from: today when it names no day of the past. */
export function shownDay(query: Input, today: Day): Day {
  const asked = fields.asOf.safeParse(query.asOf)
  return asked.success && asked.data !== null && asked.data < today ? asked.data : today
}

/** What else a query asks. */
export const apartFromDay = (query: Input): Input => without(query, dayNames)

/** The pairs that keep a link at this day; none for today. */
export const dayPairs = (past: PastDay | null): [string, string][] =>
  past === null
    ? []
    : [
        ['asOf', past.day],
        ['known', past.known],
      ]

/** A path of this site that looks from this day; its own query, and its fragment, are kept. */
export function pathAt(past: PastDay | null, path: string): string {
  const pairs = dayPairs(past)
  if (pairs.length === 0) return path
  const [before = '', fragment] = path.split('#')
  const query = new URLSearchParams(pairs).toString()
  return `${before}${before.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`
}
