import { conditionWords } from '../../domain/rules/condition-words.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { effectWords } from '../../domain/rules/rule-words.ts'
import { markOf } from './colours-view.ts'

/** The conditions grouped by colour, each with its sentence and what is compared. */
export const conditionsView = (ruleSet: RuleSet) =>
  ruleSet.colours
    .map(colour => ({
      mark: markOf(colour),
      match: colour.match === 'all' ? '须全部满足' : '满足任一即建议',
      rows: ruleSet.conditions
        .filter(rule => rule.colour === colour.code)
        .map(rule => ({
          id: rule.id,
          sentence: rule.sentence,
          words: conditionWords(rule.when, ruleSet),
          effect: effectWords[rule.effect],
          basis: rule.basis,
        })),
    }))
    .filter(({ rows }) => rows.length > 0)
