import type { ComparedOutcome } from '../../domain/moves/compared-outcome.ts'
import type { Block } from '../../domain/rating/columns/block.ts'
import { createColumnRun } from '../../domain/rating/columns/column-outcomes.ts'
import { groupsNeeded } from '../../domain/rating/columns/judge-block.ts'
import type { ColumnGroup } from '../../domain/rating/columns/layout.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { outcomesOfColumns } from '../../domain/trials/column-rows.ts'
import type { Outcomes } from '../../domain/trials/outcome.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Basis } from './trial-model.ts'

/** Where a trial reads from. */
export interface TrialSources {
  readonly ratings: Pick<Ratings, 'asOf'>
  /** What a close measured of everybody. */
  measured(closeId: string, groups: readonly Exclude<ColumnGroup, 'base'>[]): AsyncIterable<Block>
  /** How many people are in a close. */
  sizeOf(closeId: string): Promise<number>
}

interface Watch {
  /** Told how much of the work is done, of 100. */
  readonly onProgress: (percent: number) => void
  readonly signal: AbortSignal
}

/** Two versions over one basis: before and under the draft. */
export type Sides = readonly [before: Outcomes, after: Outcomes]

/**
 * Everybody's outcome under both versions. A close has kept what was measured: a draft that looks at the same things only
 * judges it anew; one with new measures is rated from the ledger, as today and other days are.
 */
export async function bothSides(
  sources: TrialSources,
  versions: readonly [before: RuleVersion, draft: RuleVersion],
  basis: Basis,
  watch: Watch,
): Promise<Sides> {
  return (
    (basis.kind === 'close' ? await overClose(sources, versions, basis.closeId, watch) : null) ??
    overLedger(sources, versions, basis, watch)
  )
}

async function overClose(
  { measured, sizeOf }: TrialSources,
  [before, draft]: readonly [RuleVersion, RuleVersion],
  closeId: string,
  { onProgress, signal }: Watch,
): Promise<Sides | null> {
  const [measuredBy, rater] = [createRater(before.ruleSet), createRater(draft.ruleSet)]
  if (!rater.canJudge(measuredBy)) return null
  const run = createColumnRun([measuredBy, rater], measuredBy)
  const all = await sizeOf(closeId)
  let read = 0
  for await (const block of measured(closeId, groupsNeeded(rater, measuredBy))) {
    signal.throwIfAborted()
    run.add(block)
    read += block.size
    onProgress(Math.floor((100 * read) / Math.max(read, all)))
  }
  const [old, now] = run.finish()
  if (old === undefined || now === undefined) throw new Error('two raters, two outcomes')
  return [outcomesOfColumns(old, measuredBy, before), outcomesOfColumns(now, rater, draft)]
}

async function overLedger(
  { ratings }: TrialSources,
  [before, draft]: readonly [RuleVersion, RuleVersion],
  { day, knownAt }: Basis,
  { onProgress, signal }: Watch,
): Promise<Sides> {
  const side = async (version: RuleVersion, start: number): Promise<Outcomes> => {
    const told = (rated: number, all: number): void => onProgress(start + Math.floor((50 * rated) / Math.max(1, all)))
    const { suggestions, placing } = await ratings.asOf(day, knownAt, { version, onProgress: told, signal })
    return { version, placing, rows: suggestions.map(lean) }
  }
  return [await side(before, 0), await side(draft, 50)]
}

/** Without the lines and facts of the score: two whole ratings of everybody need not stay in memory. */
const lean = ({ lines, placed, parts, ...outcome }: Suggestion): ComparedOutcome => outcome
