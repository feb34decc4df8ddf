import type { EntryOf } from '../evidence/entries.ts'
import type { Counted, Leaf, Measure, Streak } from '../rules/rule-set.ts'
import { addMonths, monthsBetween } from '../time/days.ts'
import { countAdverse, countFailedRectifications, countPlacements, countRestrictions } from './consequences.ts'
import { type Dossier, latest } from './dossier.ts'
import { type CountedFact, latestVerification, passes, RAW } from './facts.ts'
import { type Evidence, type Reading, reading } from './reading.ts'
import { hotlineStreak, monthsRunning, quarterGradeStreak } from './streaks.ts'

/** Takes the reading a leaf compares; what is derived (`isDerived`) and ranks (place.ts) are not read here. */
export function read(leaf: Leaf, evidence: Evidence): Reading {
  if ('compare' in leaf) return readMeasure(leaf.compare, evidence)
  if ('count' in leaf) return readCount(leaf.count, evidence)
  if ('streak' in leaf) return readStreak(leaf.streak, evidence)
  return reading(null)
}

function readStreak(streak: Streak, evidence: Evidence): Reading {
  switch (streak.of) {
    case 'hotline':
      return hotlineStreak(streak, evidence)
    case 'quarterGrade':
      return quarterGradeStreak(streak, evidence)
    case 'factMonths':
      return ofFacts(streak, evidence, facts => monthsRunning(facts, evidence.dossier.horizon))
  }
}

function readMeasure(measure: Measure, evidence: Evidence): Reading {
  const { dossier } = evidence
  switch (measure.of) {
    case 'score':
    case 'coverage':
    case 'scoreChange':
      // Formed from the score: judge.ts derives them.
      return reading(null)
    case 'tenure':
      return tenure(dossier)
    case 'idle':
      return idle(evidence)
    case 'points':
      return ofFacts(measure, evidence, facts => pointsOf(facts, measure.fading))
    case 'mean':
      return ofFacts(measure, evidence, facts =>
        facts.length === 0 ? null : pointsOf(facts, measure.fading, facts.length),
      )
    case 'latest':
      return ofFacts(measure, evidence, facts =>
        facts.length === 0 ? null : pointsOf([facts.reduce(later)], measure.fading),
      )
    case 'worst':
      return ofFacts(measure, evidence, facts => facts.reduce((worst, fact) => Math.min(worst, fact.raw), 0) / RAW)
    case 'channels':
      return ofFacts(measure, evidence, facts => new Set(facts.map(fact => fact.channel)).size)
    case 'ballotShare':
      return ballotShare(measure.share, measure.months, evidence)
    case 'ballotUpheld':
      return ballotUpheld(measure.months, evidence)
    case 'annualGrade':
      return annualGrade(measure.values, measure.months, dossier)
  }
}

function readCount(counted: Counted, evidence: Evidence): Reading {
  switch (counted.of) {
    case 'facts':
      return ofFacts(counted, evidence, facts => facts.reduce((sum, fact) => sum + fact.occurrence, 0))
    case 'placements':
      return countPlacements(counted, evidence)
    case 'failedRectifications':
      return countFailedRectifications(counted, evidence)
    case 'restrictions':
      return countRestrictions(counted, evidence)
    case 'adverse':
      return countAdverse(counted, evidence)
  }
}

/** Sums over the facts in the window that pass the filter; settled ones are left out and listed. */
function ofFacts(
  { facts: filter, months }: Extract<Measure | Counted | Streak, { facts: unknown }>,
  { facts, dossier, isSettled }: Evidence,
  value: (facts: readonly CountedFact[]) => number | null,
): Reading {
  const found = facts.filter(fact => passes(fact, filter) && dossier.horizon.within(fact.day, months))
  const settled = found.filter(fact => fact.ids.some(isSettled))
  const open = found.filter(fact => !settled.includes(fact))
  return reading(value(open), ids(open), ids(settled))
}

/** Points in hundredths, each fact in full or by its age, divided once: exact until then. */
const pointsOf = (facts: readonly CountedFact[], fading: true | undefined, parts = 1): number =>
  facts.reduce((sum, { raw, age }) => sum + raw * (fading ? age : 100), 0) / (RAW * 100 * parts)

const later = (a: CountedFact, b: CountedFact): CountedFact =>
  b.day > a.day || (b.day === a.day && b.id > a.id) ? b : a

const ids = (records: readonly { readonly id: number }[]): number[] => records.map(record => record.id)

/** The main posting held on the day of the dossier: the one begun last. */
export function mainPosting(dossier: Dossier): EntryOf<'posting'> | null {
  return latest(
    dossier.of('posting').filter(entry => entry.data.main && !dossier.horizon.reached(dossier.endOf(entry.id))),
  )
}

/** Months beyond which the length of tenure is no longer told apart. */
const TENURE_SHOWN = 12

function tenure(dossier: Dossier): Reading {
  const posting = mainPosting(dossier)
  if (posting === null) return reading(null)
  const months = Math.min(monthsBetween(posting.effectiveOn, dossier.asOf), TENURE_SHOWN)
  if (months < TENURE_SHOWN) dossier.horizon.note(addMonths(posting.effectiveOn, months + 1))
  return reading(months, [posting.id])
}

/** 未见记录: months since the newest assessment, ballot or counted fact, or since the post began if that is later. */
function idle({ dossier, facts }: Evidence): Reading {
  const posting = mainPosting(dossier)
  if (posting === null) return reading(null)
  const records = [
    ...[...dossier.of('assessment'), ...dossier.of('ballot')].map(({ id, effectiveOn }) => ({ id, day: effectiveOn })),
    ...facts,
  ]
  const newest = records.reduce((a, b) => (b.day > a.day || (b.day === a.day && b.id > a.id) ? b : a), {
    id: posting.id,
    day: posting.effectiveOn,
  })
  const months = Math.min(monthsBetween(newest.day, dossier.asOf), TENURE_SHOWN)
  if (months < TENURE_SHOWN) dossier.horizon.note(addMonths(newest.day, months + 1))
  return reading(months, [newest.id])
}

function latestBallot(months: number, dossier: Dossier): EntryOf<'ballot'> | null {
  return latest(dossier.of('ballot').filter(entry => dossier.horizon.within(entry.effectiveOn, months)))
}

function ballotShare(share: 'qualified' | 'unfit', months: number, { dossier, isSettled }: Evidence): Reading {
  const ballot = latestBallot(months, dossier)
  if (ballot === null) return reading(null)
  let part = 0
  let total = 0
  for (const { counts } of ballot.data.groups) {
    part += share === 'unfit' ? counts.unfit : counts.excellent + counts.fit
    total += counts.excellent + counts.fit + counts.basic + counts.unfit
  }
  const value = total === 0 ? null : part / total
  return isSettled(ballot.id) ? reading(null, [], [ballot.id]) : reading(value, [ballot.id])
}

function ballotUpheld(months: number, { dossier }: Evidence): Reading {
  const ballot = latestBallot(months, dossier)
  if (ballot === null) return reading(null)
  const verification = latestVerification([ballot], dossier)
  if (verification === undefined) return reading(null, [ballot.id])
  return reading(verification.data.finding === 'true' ? 1 : 0, [ballot.id, verification.id])
}

function annualGrade(values: Readonly<Record<string, number>>, months: number, dossier: Dossier): Reading {
  const recent = dossier.of('annualGrade').filter(entry => dossier.horizon.within(entry.effectiveOn, months))
  const last = recent.reduce<EntryOf<'annualGrade'> | null>(
    (a, b) => (a === null || b.data.year >= a.data.year ? b : a),
    null,
  )
  return last === null ? reading(null) : reading(values[last.data.grade] ?? null, [last.id])
}
