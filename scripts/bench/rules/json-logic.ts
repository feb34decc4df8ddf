import { limitOf, type Verdict } from '../../../src/domain/rating/conditions.ts'
import type { Expression, Operator, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { loadPeer } from '../peers.ts'
import type { Contestant } from './contestant.ts'
import { type Metrics, metricOf } from './metrics.ts'

interface Peer {
  LogicEngine: new () => { build(logic: unknown): (data: Metrics) => readonly boolean[] }
}

/** json-logic-engine: all conditions as one array, built to one function of JavaScript. */
export async function jsonLogic(ruleSet: RuleSet, sample: readonly Metrics[]): Promise<Contestant> {
  const { LogicEngine } = await loadPeer<Peer>('json-logic-engine')
  const evaluate = new LogicEngine().build(ruleSet.conditions.map(({ when }) => logicOf(when)))
  return {
    name: 'json-logic-engine (build)',
    verdicts: i => evaluate(sample[i] ?? {}).map((is): Verdict => (is ? 'true' : 'false')),
    run: times => {
      let seen = 0
      for (let i = 0; i < times; i += 1) seen += evaluate(sample[i % sample.length] ?? {}).length
      return seen
    },
  }
}

const operators: Readonly<Record<Operator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=' }

function logicOf(expression: Expression): object {
  if ('all' in expression) return { and: expression.all.map(logicOf) }
  if ('any' in expression) return { or: expression.any.map(logicOf) }
  if ('not' in expression) return { '!': [logicOf(expression.not)] }
  return { [operators[expression.op]]: [{ var: metricOf(expression) }, limitOf(expression)] }
}
