import { conditionWords } from '../condition-words.ts'
import { type Found, findingAt } from './finding.ts'
import { reasonAgainst } from './impossible.ts'
import { partFindings } from './part-findings.ts'
import { SAMPLES } from './sample.ts'
import type { StudiedCondition, Study } from './study.ts'
import { witnessWords } from './witness-words.ts'

/** Conditions that never fire, always fire, or of which neither could be shown; and parts that say nothing. */
export const conditionFindings = (study: Study): Found[] =>
  study.conditions.flatMap(condition => {
    const { rule, index, fires } = condition
    const path = ['conditions', index, 'when']
    if (fires === 'never') {
      const { path: place, message, witness } = reasonAgainst(rule.when, path, study)
      return [findingAt(levelOf(condition), place, `永远不会成立，${message}`, witness)]
    }
    if (fires === 'always') return [alwaysFinding(condition, study)]
    if (fires === 'undecided') {
      const words = `判断过于复杂，区间推算和抽样 ${SAMPLES} 次都不能确定它会不会成立，未判定`
      return [findingAt('undecided', path, words)]
    }
    return partFindings(rule.when, path, study).map(({ level, place, message, witness }) =>
      findingAt(level, place, message, witness),
    )
  })

/** What only warns does no harm when it is wrong; of what all must be met together, one always true bars nobody. */
const levelOf = ({ rule }: StudiedCondition): 'error' | 'warning' => (rule.effect === 'alert' ? 'warning' : 'error')

function alwaysFinding(condition: StudiedCondition, study: Study): Found {
  const { rule, index, holds } = condition
  const shown = study.ask(holds)
  const values = typeof shown === 'string' ? '任何取值' : witnessWords(shown, study.quantities, study.colourWord)
  const isOneOfAll = study.ruleSet.colours.some(({ code, match }) => code === rule.colour && match === 'all')
  const words = `只要有数据就一定成立，等于没有条件`
  const witness = `${values}；没有一种取值使“${conditionWords(rule.when, study.ruleSet)}”不成立`
  return findingAt(isOneOfAll ? 'warning' : levelOf(condition), ['conditions', index, 'when'], words, witness)
}
