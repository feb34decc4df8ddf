import { conditionWords } from '../../domain/rules/condition-words.ts'
import type { ConditionRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { markOf } from './colours-view.ts'

const effects: Readonly<Record<ConditionRule['effect'], string>> = {
  suggest: '建议',
  veto: '一票否决',
  lock: '否决并锁定，不计分、不排名',
  alert: '只提示，不列入',
}

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
          effect: effects[rule.effect],
          basis: rule.basis,
        })),
    }))
    .filter(({ rows }) => rows.length > 0)
