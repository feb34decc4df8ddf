import type { Entry } from '../evidence/entries.ts'
import type { ClassRule, RuleSet } from '../rules/rule-set.ts'
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  daysBetween,
  earliest,
  endOfDay,
  FOREVER,
  type Instant,
} from '../time/days.ts'
import { type Compiled, type ConditionResult, compile, type Verdict, withRank } from './conditions.ts'
import { type Dossier, openDossier } from './dossier.ts'
import { countedFacts } from './facts.ts'
import { mainPosting, read } from './measures.ts'
import { type Placed, placedOf } from './placed.ts'
import { type Evidence, type Reading, reading } from './reading.ts'
import { type ScoreResult, scoreOf } from './score.ts'

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
  /** 'locked' 按规定处理, 'indeterminate' 不定色, 'insufficient' 依据不足. */
  readonly mark: Mark | null
  /** Meets every condition of the quota's colour but the rank, which others decide. */
  readonly candidate: boolean
  /** The placement in force, decided by people: it never merges with what the rules suggest. */
  readonly placed: Placed | null
  /** Opinions of 纪委监委 and 信访 for deciding: all fresh and clear, a fresh objection, or still to be asked. */
  readonly opinions: 'clear' | 'objected' | 'pending'
  /** Ids of alert conditions that are true. */
  readonly alerts: readonly string[]
  /** The first day on which it may turn out otherwise by time alone: early at worst, never late. */
  readonly nextChangeOn: Day
}

export type Mark = 'locked' | 'indeterminate' | 'insufficient'

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
  const facts = countedFacts(dossier, ruleSet)
  const raw = scoreOf(dossier, facts, ruleSet)
  const locked = isLocked(compiled, evidenceOf(dossier, facts, raw, ruleSet, entries))
  const score = locked ? { ...raw, score: null, lines: [] } : raw
  const evidence = evidenceOf(dossier, facts, score, ruleSet, entries)
  const conditions = evaluate(compiled, evidence)
  const absent = isAbsent(dossier, ruleSet)
  const provisional = score.coverage < ruleSet.marks.minCoverage
  const outcome = outcomeOf(conditions, ruleSet, {
    locked,
    absent,
    insufficient: !locked && (provisional || score.score === null),
  })
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
    ...outcome,
    placed: placedOf(dossier, ruleSet),
    opinions: opinionsOf(dossier, ruleSet),
    alerts: ruleSet.conditions
      .filter((rule, i) => rule.effect === 'alert' && conditions[i]?.verdict === 'true')
      .map(rule => rule.id),
    nextChangeOn: dossier.horizon.next,
  }
}

/** The class of a post: the first whose unit kinds and 正职 / 副职 fit. */
export function classOf(
  classes: readonly ClassRule[],
  unitKind: ClassRule['unitKinds'][number],
  head: boolean,
): string {
  const found = classes.find(rule => rule.unitKinds.includes(unitKind) && (rule.head === null || rule.head === head))
  return found?.code ?? classes.at(-1)?.code ?? ''
}

type EvidenceFor = (colour: string) => Evidence

function evidenceOf(
  dossier: Dossier,
  facts: Evidence['facts'],
  score: ScoreResult,
  ruleSet: RuleSet,
  entries: readonly Entry[],
): EvidenceFor {
  const scoreChange = (months: number): number | null => {
    const past = scoreBefore(months, dossier, ruleSet, entries)
    return score.score === null || past === null ? null : score.score - past
  }
  return colour => {
    const settlers = ruleSet.colours.find(rule => rule.code === colour)?.settledBy ?? []
    return {
      dossier,
      facts,
      score: score.score,
      coverage: score.coverage,
      scoreChange,
      isSettled: id => settlers.some(settler => dossier.settledBy(id).has(settler)),
    }
  }
}

/** S of `months` ago as known at that day's end; what changes there changes here as many months later. */
function scoreBefore(months: number, dossier: Dossier, ruleSet: RuleSet, entries: readonly Entry[]): number | null {
  const day = addMonths(dossier.asOf, -months)
  const knownAt = endOfDay(day) < dossier.knownAt ? endOfDay(day) : dossier.knownAt
  const past = openDossier(dossier.cadreId, entries, day, knownAt)
  const score = mainPosting(past) === null ? null : scoreOf(past, countedFacts(past, ruleSet), ruleSet).score
  for (const entry of entries) {
    if (entry.recordedAt > knownAt && entry.recordedAt <= dossier.knownAt) past.horizon.note(dayOf(entry.recordedAt))
  }
  if (past.horizon.next !== FOREVER) dossier.horizon.note(addMonths(past.horizon.next, months))
  return score
}

function isLocked(compiled: Compiled, evidence: EvidenceFor): boolean {
  return compiled.conditions.some(({ rule, explain }) => {
    if (rule.effect !== 'lock') return false
    return (
      explain(
        compiled.slots.map(slot =>
          slot.colour === rule.colour ? read(slot.leaf, evidence(slot.colour)) : reading(null),
        ),
      ).verdict === 'true'
    )
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

function outcomeOf(
  conditions: readonly ConditionResult[],
  ruleSet: RuleSet,
  state: { readonly locked: boolean; readonly absent: boolean; readonly insufficient: boolean },
): { readonly colour: string; readonly mark: Mark | null; readonly candidate: boolean } {
  const fallback = ruleSet.colours.find(colour => colour.match === 'default')?.code ?? 'none'
  const fired = firedColour(conditions, ruleSet, () => true)
  const vetoed = firedColour(conditions, ruleSet, effect => effect === 'veto' || effect === 'lock')
  if (state.locked) return { colour: vetoed ?? fallback, mark: 'locked', candidate: false }
  if (state.absent) {
    return vetoed === null
      ? { colour: fallback, mark: 'indeterminate', candidate: false }
      : { colour: vetoed, mark: null, candidate: false }
  }
  if (fired !== null) return { colour: fired, mark: null, candidate: false }
  if (state.insufficient) return { colour: fallback, mark: 'insufficient', candidate: false }
  return { colour: fallback, mark: null, candidate: isCandidate(conditions, ruleSet) }
}

/** The strongest colour (order of the rule set) of which any suggesting condition is true. */
function firedColour(
  conditions: readonly ConditionResult[],
  ruleSet: RuleSet,
  counts: (effect: RuleSet['conditions'][number]['effect']) => boolean,
): string | null {
  const fired = new Set(
    ruleSet.conditions
      .filter((rule, i) => rule.effect !== 'alert' && counts(rule.effect) && conditions[i]?.verdict === 'true')
      .map(rule => rule.colour),
  )
  return ruleSet.colours.find(colour => colour.match === 'any' && fired.has(colour.code))?.code ?? null
}

const assumeTrue = (): { verdict: Verdict; reading: Reading } => ({ verdict: 'true', reading: reading(null) })

/** All conditions of the quota's colour hold, the rank assumed. */
function isCandidate(conditions: readonly ConditionResult[], ruleSet: RuleSet): boolean {
  const needed = ruleSet.conditions.flatMap((rule, i) => {
    const condition = conditions[i]
    return rule.colour === ruleSet.quotas.colour && rule.effect === 'suggest' && condition !== undefined
      ? [condition]
      : []
  })
  return needed.length > 0 && needed.every(condition => withRank(condition.tree, assumeTrue).verdict === 'true')
}

/** Absent on more than the share of the days of the window; a late posting is no absence. */
function isAbsent(dossier: Dossier, ruleSet: RuleSet): boolean {
  const { months, share } = ruleSet.marks.absence
  const first = firstDayWithin(dossier.asOf, months)
  const days = daysBetween(first, dossier.asOf) + 1
  const absent = absentDays(dossier, first)
  const excess = absent * 10_000 - days * share
  // By one day the left side moves by at most 10000 and the right by the share: the sign holds that long.
  if (absent > 0)
    dossier.horizon.note(addDays(dossier.asOf, Math.max(1, Math.ceil(Math.abs(excess) / (10_000 + share)))))
  return excess > 0
}

/** The earliest day that has `day` within `months` of it. */
function firstDayWithin(day: Day, months: number): Day {
  const first = addDays(addMonths(day, -months), 1)
  return addMonths(first, months) <= day ? addDays(first, 1) : first
}

function absentDays(dossier: Dossier, first: Day): number {
  const absent = new Set<number>()
  for (const leave of dossier.of('leave')) {
    const lastDay = leave.data.lastDay ?? FOREVER
    dossier.horizon.note(addDays(earliest(lastDay, '9999-12-30'), 1))
    const last = earliest(dossier.asOf, lastDay, addDays(dossier.endOf(leave.id), -1))
    const from = leave.effectiveOn < first ? first : leave.effectiveOn
    for (let i = 0, n = daysBetween(from, last); i <= n; i += 1) absent.add(daysBetween(first, from) + i)
  }
  return absent.size
}

/** Whether every office's latest fresh opinion is clear; one fresh objection is enough for 'objected'. */
function opinionsOf(dossier: Dossier, ruleSet: RuleSet): Rating['opinions'] {
  const { offices, days } = ruleSet.opinions
  const fresh = dossier.of('opinion').filter(entry => {
    dossier.horizon.note(addDays(entry.effectiveOn, days + 1))
    return daysBetween(entry.effectiveOn, dossier.asOf) <= days
  })
  const latest = offices.map(office => fresh.findLast(entry => entry.data.office === office))
  if (latest.some(entry => entry?.data.objection === true)) return 'objected'
  return latest.every(entry => entry !== undefined) ? 'clear' : 'pending'
}
