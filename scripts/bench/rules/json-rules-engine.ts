import { limitOf } from '../../../src/domain/rating/conditions.ts'
import type { Expression, Operator, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { loadPeer } from '../peers.ts'
import { type Contestant, firedVerdicts } from './contestant.ts'
import { type Metrics, metricOf } from './metrics.ts'

interface Peer {
  Engine: new (rules: readonly object[]) => { run(facts: object): Promise<{ events: readonly { type: string }[] }> }
}

/** json-rules-engine: a rule a condition, all in one engine; the events of a run are the conditions that are true. */
export async function jsonRulesEngine(ruleSet: RuleSet, sample: readonly Metrics[]): Promise<Contestant> {
  const { Engine } = await loadPeer<Peer>('json-rules-engine')
  const engine = new Engine(
    ruleSet.conditions.map(({ id, when }) => ({ conditions: topOf(when), event: { type: id } })),
  )
  const ids = ruleSet.conditions.map(rule => rule.id)
  return {
    name: 'json-rules-engine',
    verdicts: async i => {
      const { events } = await engine.run({ ...sample[i] })
      return firedVerdicts(ids, new Set(events.map(event => event.type)))
    },
    run: async times => {
      let seen = 0
      for (let i = 0; i < times; i += 1) seen += (await engine.run(sample[i % sample.length] ?? {})).events.length
      return seen
    },
  }
}

const operators: Readonly<Record<Operator, string>> = {
  lt: 'lessThan',
  le: 'lessThanInclusive',
  gt: 'greaterThan',
  ge: 'greaterThanInclusive',
}

/** Its conditions begin with a connective. */
const topOf = (expression: Expression): object => {
  const condition = conditionOf(expression)
  return 'fact' in condition ? { all: [condition] } : condition
}

function conditionOf(expression: Expression): object {
  if ('all' in expression) return { all: expression.all.map(conditionOf) }
  if ('any' in expression) return { any: expression.any.map(conditionOf) }
  if ('not' in expression) return { not: conditionOf(expression.not) }
  return { fact: metricOf(expression), operator: operators[expression.op], value: limitOf(expression) }
}
