import type { Entry, EntryKind } from '../evidence/entries.ts'
import type { ClassRule, RuleSet } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, dayOf, endOfDay, FOREVER, type Instant } from '../time/days.ts'
import { isAbsent } from './absence.ts'
import { type Compiled, type ConditionResult, compile } from './conditions.ts'
import { type Dossier, openDossier } from './dossier.ts'
import { type CountedFact, countedFacts, countsNothingYet } from './facts.ts'
import { mainPosting, read } from './measures.ts'
import { type Opinions, opinionsOf } from './opinions.ts'
import { type Mark, ownOutcome } from './own-outcome.ts'
import { type Placed, placedOf } from './placed.ts'
import type { Evidence, Reading } from './reading.ts'
import { type ScoreResult, scoreOf } from './score.ts'

export type { Mark } from './own-outcome.ts'

/**
 * What the ledger says of one cadre on a day, as far as it depends on that cadre alone. Ranks and quotas come after
 * (place.ts, suggest.ts). Everything shown of a rating reads this one value.
 */
export interface Rating extends ScoreResult {
  readonly cadreId: string
  readonly asOf: Day
  readonly ruleSet: string
  readonly unitId: string
  readonly classCode: string
  readonly head: boolean
  /** Has a score that counts: enough coverage, not 不定色, not locked. Only these are ranked and counted in n. */
  readonly scored: boolean
  /** Coverage is below the minimum: the score is shown as provisional and suggests nothing. */
  readonly provisional: boolean
  readonly conditions: readonly ConditionResult[]
  /** The strongest colour whose conditions hold without looking at others; the default colour otherwise. */
  readonly colour: string
  readonly mark: Mark | null
  /** Meets every condition of the quota's colour but the rank, which others decide. */
  readonly candidate: boolean
  /** The placement in force, decided by people: it never merges with what the rules suggest. */
  readonly placed: Placed | null
  readonly opinions: Opinions
  /** Ids of alert conditions that are true. */
  readonly alerts: readonly string[]
  /** The first day on which it may turn out otherwise by time alone: early at worst, never late. */
  readonly nextChangeOn: Day
}

/** Rates with one rule set, compiled once. */
export interface Rater {
  readonly ruleSet: RuleSet
  /** Null when the cadre holds no main posting on the day: not rated. */
  rate(cadreId: string, entries: readonly Entry[], asOf: Day, knownAt?: Instant): Rating | null
}

/** Compiles a rule set into a rater. Pure: the same entries, in any order, give the same rating. */
export function createRater(ruleSet: RuleSet): Rater {
  const compiled = compile(ruleSet)
  return {
    ruleSet,
    rate: (cadreId, entries, asOf, knownAt) =>
      rate(cadreId, entries, compiled, ruleSet, asOf, knownAt ?? endOfDay(asOf)),
  }
}

function rate(
  cadreId: string,
  entries: readonly Entry[],
  compiled: Compiled,
  ruleSet: RuleSet,
  asOf: Day,
  knownAt: Instant,
): Rating | null {
  const dossier = openDossier(cadreId, entries, asOf, knownAt)
  const posting = mainPosting(dossier)
  if (posting === null) return null
  const tally = tallyOf(dossier, compiled, ruleSet)
  const { score, locked } = tally
  const scoreChange = (months: number): number | null => {
    const past = scoreBefore(months, dossier, entries, compiled, ruleSet)
    return score.score === null || past === null ? null : score.score - past
  }
  const conditions = evaluate(compiled, evidenceOf(tally, ruleSet, scoreChange))
  const absent = isAbsent(dossier, ruleSet)
  const provisional = score.coverage < ruleSet.marks.minCoverage
  return {
    ...score,
    cadreId,
    asOf,
    ruleSet: ruleSet.id,
    unitId: posting.data.unitId,
    classCode: classOf(ruleSet.classes, posting.data.unitKind, posting.data.head),
    head: posting.data.head,
    scored: score.score !== null && !provisional && !absent,
    provisional,
    conditions,
    ...ownOutcome(conditions, ruleSet, { locked, absent, insufficient: provisional || score.score === null }),
    placed: placedOf(dossier, ruleSet),
    opinions: opinionsOf(dossier, ruleSet),
    alerts: ruleSet.conditions
      .filter((rule, i) => rule.effect === 'alert' && conditions[i]?.verdict === 'true')
      .map(rule => rule.id),
    nextChangeOn: dossier.horizon.next,
  }
}

/** The class of a post: the first whose unit kinds and 正职 / 副职 fit. */
function classOf(classes: readonly ClassRule[], unitKind: ClassRule['unitKinds'][number], head: boolean): string {
  const found = classes.find(rule => rule.unitKinds.includes(unitKind) && (rule.head === null || rule.head === head))
  return found?.code ?? classes.at(-1)?.code ?? ''
}

/** A dossier with what it adds up to; locked: 不计分, so no score and no lines. */
interface Tally {
  readonly dossier: Dossier
  readonly facts: readonly CountedFact[]
  readonly score: ScoreResult
  readonly locked: boolean
}

function tallyOf(dossier: Dossier, compiled: Compiled, ruleSet: RuleSet): Tally {
  const facts = countedFacts(dossier, ruleSet)
  const score = scoreOf(dossier, facts, ruleSet)
  const tally = { dossier, facts, score, locked: false }
  const locked = isLocked(compiled, evidenceOf(tally, ruleSet, noChange))
  return locked ? { dossier, facts, score: { ...score, score: null, lines: [] }, locked } : tally
}

/** A lock looks at no score, so at no change of one. */
const noChange = (): null => null

/** The evidence as conditions of a colour see it: what is settled depends on the colour. */
type EvidenceFor = (colour: string) => Evidence

function evidenceOf(
  { dossier, facts, score: { score, coverage } }: Tally,
  ruleSet: RuleSet,
  scoreChange: Evidence['scoreChange'],
): EvidenceFor {
  return colour => {
    const settlers = ruleSet.colours.find(rule => rule.code === colour)?.settledBy ?? []
    const isSettled = (id: number): boolean => settlers.some(settler => dossier.settledBy(id).has(settler))
    return { dossier, facts, score, coverage, scoreChange, isSettled }
  }
}

/** S of `months` ago as known at that day's end; what changes there changes here as many months later. */
function scoreBefore(
  months: number,
  dossier: Dossier,
  entries: readonly Entry[],
  compiled: Compiled,
  ruleSet: RuleSet,
): number | null {
  const day = addMonths(dossier.asOf, -months)
  const knownAt = endOfDay(day) < dossier.knownAt ? endOfDay(day) : dossier.knownAt
  const past = openDossier(dossier.cadreId, entries, day, knownAt)
  const score = mainPosting(past) === null ? null : tallyOf(past, compiled, ruleSet).score.score
  for (const entry of entries) {
    const learnedSince = entry.recordedAt > knownAt && entry.recordedAt <= dossier.knownAt
    if (learnedSince && !scoreless.has(entry.kind) && !countsNothingYet(entry))
      past.horizon.note(dayOf(entry.recordedAt))
  }
  if (past.horizon.next !== FOREVER) {
    // At a month's end several days have the same day `months` before; the change may still lie ahead of all of them.
    const change = addMonths(past.horizon.next, months)
    dossier.horizon.note(change > dossier.asOf ? change : addDays(dossier.asOf, 1))
  }
  return score
}

/** Kinds that a score never reads, so that learning of one moves none. */
const scoreless: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'ranking',
  'opinion',
  'annualGrade',
  'quarterGrade',
  'duty',
  'leave',
  'rectification',
  'notice',
])

/** Whether a condition with the effect 'lock' is true; only what these conditions read is read. */
function isLocked(compiled: Compiled, evidence: EvidenceFor): boolean {
  const locks = compiled.conditions.filter(({ rule }) => rule.effect === 'lock')
  return locks.some(({ explain, slots }) => {
    const readings: Reading[] = []
    for (const i of slots) {
      const slot = compiled.slots[i]
      if (slot !== undefined) readings[i] = read(slot.leaf, evidence(slot.colour))
    }
    return explain(readings).verdict === 'true'
  })
}

/** Every condition is evaluated: no short circuit, so that every reason is collected. */
function evaluate(compiled: Compiled, evidence: EvidenceFor): ConditionResult[] {
  const readings: Reading[] = compiled.slots.map(slot => read(slot.leaf, evidence(slot.colour)))
  return compiled.conditions.map(({ rule, explain }) => {
    const tree = explain(readings)
    return { id: rule.id, verdict: tree.verdict, tree }
  })
}
