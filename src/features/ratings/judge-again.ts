import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from '../../domain/evidence/entries.ts'
import { createBlockOutliner } from '../../domain/rating/columns/block-outlines.ts'
import type { PackedValues } from '../../domain/rating/packed-measured.ts'
import type { Day } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Judge, type Judged, judgeEntries } from './judged.ts'
import { raterBy } from './raters.ts'
import type { ReratingStore } from './rerating-store.ts'
import type { StandingDocument } from './standing-model.ts'

/** Standings judged between two breaths for other requests. */
const BREATH = 500

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
  const outlinerBy = blockOutliners(judge, rules)
  let shared: Promise<Entry[]> | null = null
  return async olds => {
    const judged = new Map<string, Judged>()
    const rest: StandingDocument[] = []
    for (const measuredBy of new Set(olds.map(old => measurerOn(day, old)))) {
      const some = olds.filter(old => measurerOn(day, old) === measuredBy)
      const outliner = await outlinerBy(measuredBy)
      if (outliner === null) rest.push(...some)
      else await outlineAll(some, day, outliner, judged)
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

type Outliner = ReturnType<typeof createBlockOutliner>

/** The version that measured a standing, if time alone has not changed what it measured by the day; else ''. */
const measurerOn = (day: Day, { measuredBy, asOf, nextChangeOn }: StandingDocument): string =>
  asOf <= day && day < nextChangeOn ? measuredBy : ''

/** For each version that measured standings; null where the rules look at something that it did not measure. */
function blockOutliners({ rater }: Judge, rules: Rules): (measuredBy: string) => Promise<Outliner | null> {
  const known = new Map<string, Outliner | null>([['', null]])
  return async hash => {
    const before = known.get(hash)
    if (before !== undefined) return before
    const measuredBy = await raterBy(hash, rules)
    const outliner = rater.canJudge(measuredBy) ? createBlockOutliner(rater, measuredBy) : null
    known.set(hash, outliner)
    return outliner
  }
}

/** Judges what these standings keep, as of the day. */
async function outlineAll(all: readonly StandingDocument[], asOf: Day, outliner: Outliner, into: Map<string, Judged>) {
  for (let i = 0; i < all.length; i += BREATH) {
    if (i > 0) await nextTurn()
    const block = all.slice(i, i + BREATH)
    const rows = block.map(({ head, measured }) => ({ head, values: JSON.parse(measured) as PackedValues }))
    for (const [row, judged] of outliner(rows).entries()) {
      const { cadreId, unitId, head, nextChangeOn, measured, lastEntry, measuredBy } = block[row] as StandingDocument
      const outline = { ...judged, cadreId, asOf, unitId, head, nextChangeOn }
      into.set(cadreId, { outline, measured, lastEntry, measuredBy })
    }
  }
}

/** While a missed day is made up for, a record may have moved somebody already as of a later one. */
const laterOf = (asOf: Day, day: Day): Day => (asOf > day ? asOf : day)
