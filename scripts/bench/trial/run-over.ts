import { type ColumnOutcomes, createColumnRun } from '../../../src/domain/rating/columns/column-outcomes.ts'
import { groupsNeeded } from '../../../src/domain/rating/columns/judge-block.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { BlockStore } from '../../../src/features/ratings/index.ts'

/** What a trial of rules over a stored close comes to. */
export async function runOver(
  blocks: BlockStore,
  close: string,
  rater: Rater,
  measuredBy: Rater,
): Promise<ColumnOutcomes> {
  const run = createColumnRun([rater], measuredBy)
  for await (const block of blocks.read(close, groupsNeeded(rater, measuredBy))) run.add(block)
  const [outcomes] = run.finish()
  if (outcomes === undefined) throw new Error('one rater, one outcome')
  return outcomes
}

/** Yellow two points earlier, red one, and places for fewer. */
export function stricter(ruleSet: RuleSet): RuleSet {
  const text = JSON.stringify(ruleSet.conditions)
    .replaceAll('"value":7500', '"value":7700')
    .replaceAll('"value":6000}', '"value":6100}')
  return { ...ruleSet, id: 'limits', conditions: JSON.parse(text), quotas: { ...ruleSet.quotas, classShare: 800 } }
}
