import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { interleave, median, medianRatio, type Rates } from '../interleave.ts'
import { versionOf } from '../peers.ts'
import { byHand } from './by-hand.ts'
import { type Contestant, disagreement } from './contestant.ts'
import { jsonLogic } from './json-logic.ts'
import { jsonRulesEngine } from './json-rules-engine.ts'
import { bySlot, sample } from './metrics.ts'
import { closures, explanations } from './ours.ts'
import { zenTable } from './zen.ts'

const SIZE = 1000
const ROUNDS = 25
const TURN_MS = 80

/** What is asked of whom: ours, the peer, at least so many times as fast. */
const targets: readonly (readonly [string, string, number | null])[] = [
  ['closures', 'json-rules-engine', 200],
  ['closures', 'zen decision table', 20],
  ['closures', 'json-logic-engine (build)', null],
  ['closures', 'hand-written', 0.14],
  ['explanations', 'hand-written', 0.05],
]

export const rules: Figure = {
  id: 'g',
  work: 'evaluate the conditions of rule set V1',
  measure: async () => {
    const ruleSet = await defaultRuleSet()
    const ids = ruleSet.conditions.map(rule => rule.id)
    const agree = async (contestants: readonly Contestant[]): Promise<void> => {
      const found = await disagreement(contestants, ids, SIZE)
      if (found !== null) throw new Error(`The peers do not agree: ${found}`)
    }
    // Of the peers only the hand-written function knows the unknown; so all are measured on values without it.
    const partly = sample(ruleSet, SIZE, 0.2)
    const ours = bySlot(ruleSet, partly)
    await agree([closures(ours.compiled, ours.values), explanations(ours.compiled, ours.values), byHand(partly)])
    const whole = sample(ruleSet, SIZE, 0)
    const { compiled, values } = bySlot(ruleSet, whole)
    const contestants: readonly Contestant[] = [
      closures(compiled, values),
      explanations(compiled, values),
      byHand(whole),
      await jsonLogic(ruleSet, whole),
      await zenTable(ruleSet, whole),
      await jsonRulesEngine(ruleSet, whole),
    ]
    await agree(contestants)
    const rates = await interleave(contestants, ROUNDS, TURN_MS)
    return targets.map(([name, peer, target]) => comparison(rates, name, peer, target, ids.length))
  },
}

function comparison(rates: Rates, name: string, peer: string, target: number | null, conditions: number): Comparison {
  const ours = rates.get(name) ?? []
  const theirs = rates.get(peer) ?? []
  return compared({
    id: 'g',
    work: `${conditions} conditions of V1, ${name === 'closures' ? 'verdicts' : 'verdicts with their explanation'}`,
    ratio: medianRatio(ours, theirs),
    peer,
    target,
    unit: 'cadres/s',
    ours: median(ours),
    theirs: median(theirs),
    versions: {
      node: process.versions.node,
      'json-rules-engine': versionOf('json-rules-engine'),
      '@gorules/zen-engine': versionOf('@gorules/zen-engine'),
      'json-logic-engine': versionOf('json-logic-engine'),
    },
  })
}
