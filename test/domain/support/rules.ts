import { readFileSync } from 'node:fs'
import { createRater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'

/** The default rule set as it is shipped. */
export const ruleSetV1 = JSON.parse(
  readFileSync(new URL('../../../src/features/rules/rule-set-v1.json', import.meta.url), 'utf8'),
) as RuleSet

export const rater = createRater(ruleSetV1)
