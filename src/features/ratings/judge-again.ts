import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { Day } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Judge, type Judged, judgeEntries, judgeStanding } from './judged.ts'
import type { ReratingStore } from './rerating-store.ts'
import type { StandingDocument } from './standing-model.ts'

/** Standings judged between two breaths for other requests. */
const BREATH = 100

export interface JudgingDeps {
  readonly store: Pick<ReratingStore, 'shared'>
  readonly ledger: LedgerStore
  readonly rules: Rules
}

/** Judges standings of the visible edition by the rules of the coming one; who is not in the answer is not rated. */
export type JudgeAgain = (olds: readonly StandingDocument[]) => Promise<ReadonlyMap<string, Judged>>

/**
 * From what the standings keep, and from the ledger only where that is not enough: other limits, weights and quotas
 * change what is judged, not what was measured. The shared entries are read at most once.
 */
export function createJudgeAgain(judge: Judge, day: Day, { store, ledger, rules }: JudgingDeps): JudgeAgain {
  let shared: Promise<Entry[]> | null = null
  return async olds => {
    const judged = new Map<string, Judged>()
    const rest: StandingDocument[] = []
    for (const [i, old] of olds.entries()) {
      if (i % BREATH === BREATH - 1) await nextTurn()
      const found = await judgeStanding(old, day, judge.rater, rules)
      if (found === null) rest.push(old)
      else judged.set(old.cadreId, found)
    }
    if (rest.length === 0) return judged
    shared ??= store.shared(judge.rater.ruleSet)
    const [known, own] = await Promise.all([shared, ledger.entriesOfMany(rest.map(({ cadreId }) => cadreId))])
    for (const { cadreId, asOf } of rest) {
      const found = judgeEntries(cadreId, [...(own.get(cadreId) ?? []), ...known], laterOf(asOf, day), judge)
      if (found !== null) judged.set(cadreId, found)
    }
    return judged
  }
}

/** While a missed day is made up for, a record may have moved somebody already as of a later one. */
const laterOf = (asOf: Day, day: Day): Day => (asOf > day ? asOf : day)
