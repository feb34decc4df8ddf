import type { Rating } from '../rating/rating.ts'
import { effectiveWeight } from '../rules/effective-weights.ts'
import { addDays, addMonths, type Day } from '../time/days.ts'
import type { Change } from './change.ts'
import type { Ground } from './hypothesis.ts'
import { positiveCodes, unusedChannel } from './one-more-fact.ts'
import type { Oracle } from './out.ts'
import type { Relevance } from './relevance.ts'

/** A change in its strengths, weakest first. Strength does not order days: each is a candidate of its own. */
export interface Candidate {
  readonly kind: Change['kind']
  /** Candidates with the same target exclude each other: two findings on one fact. */
  readonly target: string
  readonly strongest: Change
  /** Weaker forms of it, weakest first; numbers between 0 and 100 points are bisected instead. */
  readonly weaker: readonly Change[]
}

const FACTS = 3
const FAULTS = 4
const CELLS = 3
const GROUPS = 2
const DAYS = 8
const MONTHS = 12

/** The changes worth trying, the likelier first: what the cadre can do, then what time does, then what others decide. */
export function candidatesFor(rating: Rating, ground: Ground, oracle: Oracle, relevance: Relevance): Candidate[] {
  const all = [
    ...closings(rating, ground),
    ...facts(ground),
    ...days(rating, ground, oracle, relevance),
    single({ kind: 'again' }, 'again'),
    ...cells(ground),
    ...ballots(ground),
    ...corrections(rating, ground, relevance),
  ]
  return all.filter(({ kind }) => relevance.kinds.has(kind))
}

/** Notices that nobody has ended yet. */
function closings(rating: Rating, { entries, cadreId }: Ground): Candidate[] {
  const ended = new Set(entries.flatMap(entry => (entry.kind === 'end' ? [entry.data.of] : [])))
  return entries
    .filter(entry => entry.kind === 'notice' && entry.subjects.includes(cadreId) && !ended.has(entry.id))
    .filter(entry => entry.effectiveOn <= rating.asOf)
    .slice(0, FACTS)
    .map(({ id }) => single({ kind: 'close', of: id }, `close ${id}`))
}

const single = (strongest: Change, target: string): Candidate => ({
  kind: strongest.kind,
  target,
  strongest,
  weaker: [],
})

/** Up to three facts, each of any positive kind and by a channel of its own. */
function facts(ground: Ground): Candidate[] {
  const codes = positiveCodes(ground.ruleSet)
  const strongest = codes.at(-1)
  if (strongest === undefined) return []
  return Array.from({ length: FACTS }, (_, nth) => {
    const channel = unusedChannel(ground, nth)
    const of = (code: string): Change => ({ kind: 'fact', code, channel })
    return { kind: 'fact', target: `fact ${nth}`, strongest: of(strongest), weaker: codes.slice(0, -1).map(of) }
  })
}

/** Days within a year on which a record leaves a window that matters, or time alone changes the score or a verdict. */
function days(rating: Rating, ground: Ground, oracle: Oracle, relevance: Relevance): Candidate[] {
  const last = addMonths(ground.today, MONTHS)
  const found = new Set(closingDays(ground, relevance).filter(day => day > ground.today && day <= last))
  let before = shape(rating)
  for (let day: Day = rating.nextChangeOn, n = 0; day <= last && n < DAYS; n += 1) {
    const later = oracle.ratingAfter([{ kind: 'time', until: day }])
    if (later === null) break
    if (shape(later) !== before) found.add(day)
    before = shape(later)
    day = later.nextChangeOn
  }
  const ordered = [...found].sort().slice(0, 2 * DAYS)
  return ordered.map(until => single({ kind: 'time', until }, 'time'))
}

/** When the windows close over their records, counted from the record's day and from its end. */
function closingDays({ entries }: Ground, { windows, entryIds }: Relevance): Day[] {
  const ends = new Map(
    entries.flatMap(entry => (entry.kind === 'end' ? [[entry.data.of, entry.effectiveOn] as const] : [])),
  )
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  const terms = [...entryIds].flatMap(id => {
    const entry = byId.get(id)
    const lastDay = entry !== undefined && 'lastDay' in entry.data ? entry.data.lastDay : null
    return lastDay === null ? [] : [addDays(lastDay, 1)]
  })
  const closing = windows.flatMap(({ entryId, months }) => {
    const begun = byId.get(entryId)?.effectiveOn
    const ended = ends.get(entryId)
    return [begun, ended].flatMap(day => (day === undefined ? [] : [addMonths(day, months)]))
  })
  return [...terms, ...closing]
}

const shape = ({ score, coverage, conditions }: Rating): string =>
  `${score} ${coverage} ${conditions.map(({ verdict }) => verdict).join()}`

/** The cells that weigh most in the score. */
function cells({ ruleSet }: Ground): Candidate[] {
  return [...ruleSet.indicators.cells]
    .sort((a, b) => effectiveWeight(ruleSet, [b]) - effectiveWeight(ruleSet, [a]))
    .slice(0, CELLS)
    .map(({ id }) => single({ kind: 'cell', cell: id, score: WHOLE }, `cell ${id}`))
}

/** 100.00 points. */
export const WHOLE = 10_000

const ballots = ({ ruleSet }: Ground): Candidate[] =>
  [...ruleSet.evaluation]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, GROUPS)
    .map(({ code }) => single({ kind: 'ballots', group: code, mean: WHOLE }, `ballots ${code}`))

/** The negative facts that weigh most: in the score, or in what bars the way. */
function corrections(rating: Rating, { entries }: Ground, { entryIds }: Relevance): Candidate[] {
  const facts = new Set(entries.flatMap(entry => (entry.kind === 'fact' ? [entry.id] : [])))
  const lines = rating.lines.flatMap(line =>
    line.kind === 'fact' && line.points < 0 ? [{ id: line.entryIds[0] ?? 0, points: line.points }] : [],
  )
  const heaviest = [
    ...[...entryIds].filter(id => facts.has(id)).map(id => ({ id, points: Number.NEGATIVE_INFINITY })),
    ...lines,
  ].sort((a, b) => a.points - b.points)
  const ids = [...new Set(heaviest.map(({ id }) => id))].slice(0, FAULTS)
  return ids.flatMap((of): Candidate[] => [
    {
      kind: 'finding',
      target: `fault ${of}`,
      strongest: { kind: 'finding', of, finding: 'false' },
      weaker: [{ kind: 'finding', of, finding: 'partly' }],
    },
    single({ kind: 'tolerance', of }, `fault ${of}`),
  ])
}
