import { createRater, type Rater } from '../../domain/rating/rate.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Rules } from '../rules/index.ts'
import { versionBy } from './edition.ts'

const compiled = new Map<string, Rater>()
/** Of the versions ever published, a handful has measured standings that are still kept. */
const MOST = 16

/** The compiled rules of a version, compiled once. */
export function raterOf({ ruleSet, hash }: RuleVersion): Rater {
  const known = compiled.get(hash)
  if (known !== undefined) return known
  if (compiled.size >= MOST) compiled.clear()
  const rater = createRater(ruleSet)
  compiled.set(hash, rater)
  return rater
}

/** The rater that a standing names. */
export const raterBy = async (hash: string, rules: Rules): Promise<Rater> =>
  compiled.get(hash) ?? raterOf(await versionBy(hash, rules))
