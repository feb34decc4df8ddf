import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { collectionsOf } from '../../../src/features/ratings/edition.ts'
import type { Ground } from '../ground/ground.ts'
import { TODAY } from '../record/county.ts'

/** When nobody can be reading what was superseded any more. */
const LATER = '2100-01-01T00:00:00.000Z'

/** What a re-rating took, in milliseconds, and how many standings it wrote. */
export interface Rerated {
  readonly ms: number
  readonly written: number
}

/** Puts rules in force and lets the product rate everybody by them: prepare, flip and sweep. */
export async function rerate(ground: Ground, ruleSet: RuleSet): Promise<Rerated> {
  await ground.publish(ruleSet)
  const begin = performance.now()
  await ground.ratings.dailyPass(ground.journal, TODAY)
  await ground.ratings.tidy(LATER)
  const ms = performance.now() - begin
  const edition = await ground.ratings.edition(TODAY)
  const standings = ground.database.db.collection(collectionsOf(edition).standings)
  const written = await standings.countDocuments({ from: edition.number })
  return { ms, written }
}
