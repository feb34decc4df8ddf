import type { Entry, EntryKind } from '../evidence/entries.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, dayOf, endOfDay, FOREVER, type Instant } from '../time/days.ts'
import { isAbsent } from './absence.ts'
import type { Compiled } from './conditions.ts'
import { type Dossier, openDossier } from './dossier.ts'
import { type CountedFact, countedFacts, countsNothingYet } from './facts.ts'
import { isLocked } from './judge.ts'
import { isDerived, type Measured, type PastScore } from './measured.ts'
import { mainPosting, read } from './measures.ts'
import { opinionsOf } from './opinions.ts'
import { placedOf } from './placed.ts'
import type { Reading } from './reading.ts'
import { type ScoreInputs, scoreInputs, scoreOf } from './score.ts'

/** What is measured of whom: the cadre's own entries and the shared ones, in any order, as known at a moment. */
export interface Asked {
  readonly cadreId: string
  readonly entries: readonly Entry[]
  readonly asOf: Day
  readonly knownAt: Instant
}

/** Measures one cadre; null when the cadre holds no main posting on the day: not rated. */
export function measure(asked: Asked, compiled: Compiled, ruleSet: RuleSet): Measured | null {
  const { cadreId, entries, asOf, knownAt } = asked
  const dossier = openDossier(cadreId, entries, asOf, knownAt)
  const posting = mainPosting(dossier)
  if (posting === null) return null
  const { unitId, unitKind, head } = posting.data
  const facts = countedFacts(dossier, ruleSet)
  const { inputs, sources } = scoreInputs(dossier, facts, ruleSet)
  const readings = readingsOf(dossier, facts, compiled.slots, ruleSet)
  const past = compiled.changeMonths.map(months => pastScore(months, dossier, entries, compiled, ruleSet))
  const absent = isAbsent(dossier, ruleSet)
  const placed = placedOf(dossier, ruleSet)
  const opinions = opinionsOf(dossier, ruleSet)
  const nextChangeOn = dossier.horizon.next
  return {
    cadreId,
    asOf,
    unitId,
    unitKind,
    head,
    absent,
    readings,
    inputs,
    sources,
    past,
    placed,
    opinions,
    nextChangeOn,
  }
}

/** Every leaf is read, but for those that are derived; what is settled depends on the colour of the asking condition. */
function readingsOf(
  dossier: Dossier,
  facts: readonly CountedFact[],
  slots: Compiled['slots'],
  ruleSet: RuleSet,
): (Reading | null)[] {
  return slots.map(({ leaf, colour }) => {
    if (isDerived(leaf)) return null
    const settlers = ruleSet.colours.find(rule => rule.code === colour)?.settledBy ?? []
    const isSettled = (id: number): boolean => settlers.some(settler => dossier.settledBy(id).has(settler))
    return read(leaf, { dossier, facts, isSettled })
  })
}

/** S of `months` ago as known at that day's end; what changes there changes here as many months later. */
function pastScore(
  months: number,
  dossier: Dossier,
  entries: readonly Entry[],
  compiled: Compiled,
  ruleSet: RuleSet,
): PastScore {
  const day = addMonths(dossier.asOf, -months)
  const knownAt = endOfDay(day) < dossier.knownAt ? endOfDay(day) : dossier.knownAt
  const past = openDossier(dossier.cadreId, entries, day, knownAt)
  const inputs = mainPosting(past) === null ? null : unlockedInputs(past, compiled, ruleSet)
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
  return { months, inputs }
}

function unlockedInputs(dossier: Dossier, compiled: Compiled, ruleSet: RuleSet): ScoreInputs | null {
  const facts = countedFacts(dossier, ruleSet)
  const { inputs } = scoreInputs(dossier, facts, ruleSet)
  const readings = readingsOf(dossier, facts, compiled.locks.slots, ruleSet)
  return isLocked(compiled.locks, readings, scoreOf(inputs, ruleSet)) ? null : inputs
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
