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
import { type Ratings, raterOf } from '../ratings/index.ts'
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
type Sides = readonly [before: Outcomes, after: Outcomes]

interface Versions {
  readonly before: RuleVersion
  readonly draft: RuleVersion
  /** On the day of the basis: a close measured by these. */
  readonly inForce: RuleVersion
}

/**
 * Everybody's outcome under both versions. A close has kept what was measured: versions that look at the same things only
 * judge it anew; where one has other measures both are rated from the ledger, as today and other days are.
 */
export async function bothSides(sources: TrialSources, versions: Versions, basis: Basis, watch: Watch): Promise<Sides> {
  return (
    (basis.kind === 'close' ? await overClose(sources, versions, basis.closeId, watch) : null) ??
    overLedger(sources, versions, basis, watch)
  )
}

async function overClose(
  { measured, sizeOf }: TrialSources,
  { before, draft, inForce }: Versions,
  closeId: string,
  { onProgress, signal }: Watch,
): Promise<Sides | null> {
  const measuredBy = raterOf(inForce)
  const raters = [raterOf(before), createRater(draft.ruleSet)] as const
  if (!raters.every(rater => rater.canJudge(measuredBy))) return null
  const run = createColumnRun(raters, measuredBy)
  const groups = new Set(raters.flatMap(rater => groupsNeeded(rater, measuredBy)))
  const all = await sizeOf(closeId)
  let read = 0
  for await (const block of measured(closeId, [...groups])) {
    signal.throwIfAborted()
    run.add(block)
    read += block.size
    onProgress(Math.floor((100 * read) / Math.max(read, all)))
  }
  const [old, now] = run.finish()
  if (old === undefined || now === undefined) throw new Error('two raters, two outcomes')
  return [outcomesOfColumns(old, raters[0], before), outcomesOfColumns(now, raters[1], draft)]
}

async function overLedger(
  { ratings }: TrialSources,
  { before, draft }: Versions,
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
