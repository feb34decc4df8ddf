import type { Entry, EntryOf } from '../evidence/entries.ts'
import { knownEntries } from '../rating/known.ts'
import type { Rating } from '../rating/rating.ts'
import { effectiveWeight } from '../rules/effective-weights.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { endOfDay, shiftMonth } from '../time/days.ts'
import type { Change } from './change.ts'
import { everyRuleSet } from './coming-rules.ts'
import { annualGradeFor, quarterGradeFor } from './grade-supposed.ts'
import type { Ground } from './hypothesis.ts'
import { positiveCodes, strongestCodes, unusedChannel } from './one-more-fact.ts'
import { kindsOf, type Towards, turning } from './relevance.ts'

/** A change in its strengths. Strength does not order days: each is a candidate of its own. */
export interface Candidate {
  /** Candidates with the same target exclude each other: two findings on one fact, two new assessments. */
  readonly target: string
  readonly strongest: Change
  /** Weaker forms of it, weakest first; numbers between 0 and 100 points are bisected instead. */
  readonly weaker: readonly Change[]
  /** Other changes that can do no more than it: one cell of a new assessment, 容错 instead of 不实. */
  readonly lesser: readonly Change[]
}

const FACTS = 3
const CLOSINGS = 3
const FAULTS = 5

/** 100.00 points. */
export const WHOLE = 10_000

/** The changes worth trying but for time: what the cadre can do, what the next period brings, what others decide. */
export function candidatesFor(rating: Rating, ground: Ground, towards: Towards): Candidate[] {
  const { ruleSet } = ground
  const kinds = new Set(everyRuleSet(ground).flatMap(rules => [...kindsOf(rules, towards)]))
  const leaves = turning(rating, ruleSet, towards)
  const read = new Set(leaves.flatMap(({ reading }) => reading.entryIds))
  const standing = knownEntries(ground.entries, endOfDay(ground.today))
  const all = [
    ...closings(rating, ground, standing),
    ...facts(ground),
    change({ kind: 'assess', score: WHOLE }, 'assess', [], [{ kind: 'again' }, ...cells(ruleSet)]),
    change({ kind: 'poll', mean: WHOLE }, 'poll', [], groups(ruleSet)),
    ...periods(ground, standing, read),
    ...corrections(rating, ground, read),
    ...decisions(leaves, standing),
  ]
  return all.filter(({ strongest }) => kinds.has(strongest.kind))
}

const change = (
  strongest: Change,
  target: string,
  weaker: readonly Change[] = [],
  lesser: readonly Change[] = [],
): Candidate => ({ target, strongest, weaker, lesser })

const ofKind = <K extends Entry['kind']>(entries: readonly Entry[], kind: K): EntryOf<K>[] =>
  entries.filter((entry): entry is EntryOf<K> => entry.kind === kind)

/** Notices that nobody has ended yet. */
function closings(rating: Rating, { cadreId }: Ground, standing: readonly Entry[]): Candidate[] {
  const ended = new Set(ofKind(standing, 'end').map(({ data }) => data.of))
  return ofKind(standing, 'notice')
    .filter(
      ({ id, subjects, effectiveOn }) => subjects.includes(cadreId) && !ended.has(id) && effectiveOn <= rating.asOf,
    )
    .slice(0, CLOSINGS)
    .map(({ id }) => change({ kind: 'close', of: id }, `close ${id}`))
}

/** Up to three facts of each kind that is not outdone by another, each by a channel of its own. */
function facts(ground: Ground): Candidate[] {
  const codes = positiveCodes(ground.ruleSet)
  return strongestCodes(ground.ruleSet).flatMap((code, kind, all) =>
    Array.from({ length: FACTS }, (_, nth) => {
      const channel = unusedChannel(ground, kind * FACTS + nth)
      const of = (one: string): Change => ({ kind: 'fact', code: one, channel })
      // Where one kind outdoes all others, they are its weaker forms.
      const weaker = all.length === 1 ? codes.filter(one => one !== code).map(of) : []
      return change(of(code), `fact ${code} ${nth}`, weaker)
    }),
  )
}

/** The cells, those that weigh most in the score first. */
const cells = (ruleSet: RuleSet): Change[] =>
  [...ruleSet.indicators.cells]
    .sort((a, b) => effectiveWeight(ruleSet, [b]) - effectiveWeight(ruleSet, [a]))
    .map(({ id }) => ({ kind: 'cell', cell: id, score: WHOLE }))

const groups = ({ evaluation }: RuleSet): Change[] =>
  [...evaluation].sort((a, b) => b.weight - a.weight).map(({ code }) => ({ kind: 'ballots', group: code, mean: WHOLE }))

/** What the next month, quarter or year may bring instead of what was read. */
function periods(
  { ruleSet, today, cadreId }: Ground,
  standing: readonly Entry[],
  read: ReadonlySet<number>,
): Candidate[] {
  const rankings = new Map(
    ofKind(standing, 'ranking')
      .filter(({ id }) => read.has(id))
      .map(({ data }) => [data.group, data.month]),
  )
  const next = [...rankings].map(([group, month]): Change => ({ kind: 'ranking', group, month: shiftMonth(month, 1) }))
  const own = standing.filter(({ subjects }) => subjects.includes(cadreId))
  const quarters = ofKind(own, 'quarterGrade').map(({ data }) => data.quarter)
  const years = ofKind(own, 'annualGrade').map(({ data }) => data.year + 1)
  const year = Math.max(Number(today.slice(0, 4)) - 1, ...years)
  const graded: Change[] = [
    ...quarters.slice(-1).map((): Change => {
      const last = quarters.reduce((a, b) => (b > a ? b : a))
      return { kind: 'quarterGrade', quarter: quarterAfter(last), grade: quarterGradeFor(ruleSet) }
    }),
    { kind: 'annualGrade', year, grade: annualGradeFor(ruleSet) },
  ]
  return [...next.map(one => change(one, JSON.stringify(one))), ...graded.map(one => change(one, one.kind))]
}

const quarterAfter = (quarter: string): string => {
  const [year, nth] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))]
  return nth === 4 ? `${year + 1}Q1` : `${year}Q${nth + 1}`
}

/** The negative facts that weigh most: first those read by what stands in the way, then those in the score. */
function corrections(rating: Rating, { entries, ruleSet }: Ground, read: ReadonlySet<number>): Candidate[] {
  const negative = new Set(ruleSet.evidence.flatMap(({ code, positive }) => (positive ? [] : [code])))
  const codeOf = new Map(ofKind(entries, 'fact').map(({ id, data }) => [id, data.code]))
  const isNegative = (id: number): boolean => negative.has(codeOf.get(id) ?? '')
  const points = new Map(
    rating.lines.flatMap(line => (line.kind === 'fact' ? [[line.entryIds[0] ?? 0, line.points] as const] : [])),
  )
  const heaviest = (ids: Iterable<number>): number[] =>
    [...ids].filter(isNegative).sort((a, b) => (points.get(a) ?? 0) - (points.get(b) ?? 0))
  const ids = [...new Set([...heaviest(read), ...heaviest(points.keys())])].slice(0, FAULTS)
  return ids.map(of =>
    change(
      { kind: 'finding', of, finding: 'false' },
      `fault ${of}`,
      [{ kind: 'finding', of, finding: 'partly' }],
      [{ kind: 'tolerance', of }],
    ),
  )
}

/** Restrictions that no day ends, and placements whose rectification failed, where they stand in the way. */
function decisions(leaves: ReturnType<typeof turning>, standing: readonly Entry[]): Candidate[] {
  const endless = new Set(
    ofKind(standing, 'restriction').flatMap(({ id, data }) => (data.lastDay === null ? [id] : [])),
  )
  return leaves.flatMap(({ leaf, reading: { entryIds } }) => {
    if (!('count' in leaf)) return []
    const { count } = leaf
    if (count.of === 'failedRectifications') return entryIds.map(of => change({ kind: 'rectify', of }, `rectify ${of}`))
    if (count.of !== 'restrictions' || count.months !== null) return []
    return entryIds.filter(id => endless.has(id)).map(of => change({ kind: 'lift', of }, `lift ${of}`))
  })
}
