import type { ConditionResult, Explained } from '../../domain/rating/conditions.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { seenWords } from './reading-words.ts'

type Reasoned = { readonly conditions: readonly ConditionResult[]; readonly reasons: readonly string[] }

/** Why, in one sentence: the conditions that put it there with what was seen. '' for the default colour. */
export function reasonSentence(ruleSet: RuleSet, suggestion: Reasoned): string {
  return suggestion.reasons
    .map(id => {
      const rule = ruleSet.conditions.find(condition => condition.id === id)
      const result = suggestion.conditions.find(condition => condition.id === id)
      const seen =
        result === undefined
          ? ''
          : firedLeaves(result.tree)
              .map(leaf => `${leaf}`)
              .join('，')
      return `${id} ${rule?.sentence ?? ''}${seen === '' ? '' : `（${seen}）`}`
    })
    .join('；')
}

/** Only the codes and what was seen, for a narrow column. A colour that needs all of its conditions names the first. */
export function reasonShort(ruleSet: RuleSet, suggestion: Reasoned & { readonly colour: string }): string {
  const needsAll = ruleSet.colours.some(({ code, match }) => code === suggestion.colour && match === 'all')
  const told = needsAll ? suggestion.reasons.slice(0, 1) : suggestion.reasons
  const seen = told.map(id => {
    const result = suggestion.conditions.find(condition => condition.id === id)
    const first = result === undefined ? undefined : firedLeaves(result.tree)[0]
    return first === undefined ? id : `${id} ${first}`
  })
  const rest = needsAll && suggestion.reasons.length > 1 ? [`${suggestion.reasons.slice(1).join('、')} 均符合`] : []
  return [...seen, ...rest].join('；')
}

/** The leaves that are true, each with its value: `得分 58.20 分`. */
function firedLeaves(tree: Explained): string[] {
  if (tree.node !== 'leaf') return tree.verdict === 'true' ? tree.of.flatMap(firedLeaves) : []
  if (tree.verdict !== 'true' || tree.reading.value === null) return []
  return [seenWords(tree.leaf, tree.reading)]
}
