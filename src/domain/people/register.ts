import type { Day, Instant } from '../time/days.ts'
import type { Cadre } from './cadre.ts'
import type { Unit } from './unit.ts'

/** How what a roster says otherwise is meant. 变更: so from a day on; 更正: it was written down wrongly before. */
export type Amendment = 'change' | 'correction'

/** One state of something registered, and how it came to replace the one before. */
export interface RegisteredState<T> {
  readonly value: T
  /** '' of the first one, when it was not noted. */
  readonly recordedAt: Instant
  /** 变更: the day from which it holds; null: 更正, what was there before was wrong all along. */
  readonly from: Day | null
}

/** Fields that change together. `since` names the field that says from which month (`YYYY-MM`) they hold. */
export interface Facet<T> {
  readonly fields: readonly (keyof T & string)[]
  readonly since?: keyof T & string
  /** What cannot change, only have been written down wrongly. */
  readonly isInborn?: true
}

const alone = <T>(...fields: (keyof T & string)[]): Facet<T>[] => fields.map(field => ({ fields: [field] }))
const inborn = <T>(...fields: (keyof T & string)[]): Facet<T>[] =>
  fields.map(field => ({ fields: [field], isInborn: true }))

/** Posts are not among them: the ledger says when they were held. */
export const cadreFacets: readonly Facet<Cadre>[] = [
  { fields: ['name', 'pinyin', 'initials'] },
  { fields: ['level', 'levelSince'], since: 'levelSince' },
  { fields: ['grade', 'gradeSince'], since: 'gradeSince' },
  ...inborn<Cadre>('idNumber', 'sex', 'birthMonth', 'ethnicity', 'nativePlace', 'birthPlace', 'workSince'),
  { fields: ['politics', 'partySince'] },
  ...alone<Cadre>('health', 'category', 'status', 'management', 'resume', 'honours', 'annualSummary', 'note', 'titles'),
]

/** The first and last day of a unit say themselves from when they hold. */
export const unitFacets: readonly Facet<Unit>[] = [
  { fields: ['name', 'shortName'] },
  { fields: ['code', 'parentId'] },
  ...alone<Unit>('kind', 'detail'),
  ...inborn<Unit>('from', 'until'),
]

/** Whether two states differ in anything that is registered. */
export const differ = <T>(facets: readonly Facet<T>[], a: T, b: T): boolean =>
  facets.some(({ fields }) => !isSame(fields, a, b))

/**
 * What is registered for a day, as known at a moment; null when nothing was yet. Each facet goes its own way: a change
 * holds from its day on, a correction puts right what it replaces for as long as that was said to hold.
 * `states` in the order in which they were recorded.
 */
export function registeredOn<T>(
  states: readonly RegisteredState<T>[],
  facets: readonly Facet<T>[],
  day: Day,
  knownAt: Instant,
): T | null {
  const known = states.filter(({ recordedAt }) => recordedAt <= knownAt)
  const last = known.at(-1)
  if (last === undefined) return null
  const parts = facets.map(facet => partOn(known, facet, day))
  return Object.assign({}, last.value, ...parts)
}

/** A value of a facet and the first day it holds; '' for ever before. */
interface Span<T> {
  readonly from: Day
  readonly value: T
}

function partOn<T>(states: readonly RegisteredState<T>[], facet: Facet<T>, day: Day): Partial<T> {
  let spans: Span<T>[] = []
  for (const { value, from } of states) {
    const last = spans.at(-1)
    if (last === undefined) spans = [{ from: '', value }]
    else if (isSame(facet.fields, last.value, value)) continue
    else if (from === null || facet.isInborn) spans = [...spans.slice(0, -1), { from: last.from, value }]
    else {
      const begins = beginningOf(facet, last.value, value, from)
      spans = [...spans.filter(span => span.from < begins), { from: begins, value }]
    }
  }
  const held = spans.findLast(span => span.from <= day)?.value
  return Object.fromEntries(facet.fields.map(field => [field, held?.[field]])) as Partial<T>
}

/** The first of the month that the facet names anew, if that is earlier than the day of the change. */
function beginningOf<T>({ since }: Facet<T>, before: T, after: T, from: Day): Day {
  const month = since === undefined ? '' : String(after[since])
  if (since === undefined || before[since] === after[since] || !/^\d{4}-\d{2}$/.test(month)) return from
  return `${month}-01` < from ? `${month}-01` : from
}

const isSame = <T>(fields: Facet<T>['fields'], a: T, b: T): boolean =>
  fields.every(field => JSON.stringify(a[field] ?? null) === JSON.stringify(b[field] ?? null))
