import { limitOf } from '../../../src/domain/rating/conditions.ts'
import type { Expression, Leaf, Operator, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { loadPeer } from '../peers.ts'
import { type Contestant, firedVerdicts } from './contestant.ts'
import { leavesOf, type Metrics, metricOf } from './metrics.ts'

interface Peer {
  ZenEngine: new () => {
    createDecision(content: object): { evaluate(values: object): Promise<{ result: readonly { id: string }[] }> }
  }
}

/** zen: a decision table with a column a metric and a row a condition; the rows that hit are the conditions that are true. */
export async function zenTable(ruleSet: RuleSet, sample: readonly Metrics[]): Promise<Contestant> {
  const { ZenEngine } = await loadPeer<Peer>('@gorules/zen-engine')
  const decision = new ZenEngine().createDecision(decisionOf(ruleSet))
  const ids = ruleSet.conditions.map(rule => rule.id)
  return {
    name: 'zen decision table',
    verdicts: async i =>
      firedVerdicts(ids, new Set((await decision.evaluate(sample[i] ?? {})).result.map(row => row.id))),
    run: async times => {
      let seen = 0
      for (let i = 0; i < times; i += 1)
        seen += (await decision.evaluate(sample[i % sample.length] ?? {})).result.length
      return seen
    },
  }
}

function decisionOf(ruleSet: RuleSet): object {
  const metrics = [...new Set(ruleSet.conditions.flatMap(({ when }) => leavesOf(when)).map(metricOf))]
  const columns = metrics.map((field, i) => ({ id: `i${i}`, name: field, field }))
  const rows = ruleSet.conditions.flatMap(({ id, when }) =>
    alternativesOf(when).map((leaves, n) => ({
      _id: `${id}-${n}`,
      ...Object.fromEntries(columns.map(({ id: column, field }) => [column, testOf(leaves, field)])),
      o: `"${id}"`,
    })),
  )
  const outputs = [{ id: 'o', name: 'id', field: 'id' }]
  const place = { x: 0, y: 0 }
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: place },
      {
        id: 'table',
        name: 'table',
        type: 'decisionTableNode',
        position: place,
        content: { hitPolicy: 'collect', inputs: columns, outputs, rules: rows },
      },
      { id: 'out', name: 'out', type: 'outputNode', position: place },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table' },
      { id: 'e2', sourceId: 'table', targetId: 'out' },
    ],
  }
}

const operators: Readonly<Record<Operator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=' }

const testOf = (leaves: readonly Leaf[], metric: string): string =>
  leaves
    .filter(leaf => metricOf(leaf) === metric)
    .map(leaf => `${operators[leaf.op]} ${limitOf(leaf)}`)
    .join(' and ')

/** A row tests its columns together, so alternatives need a row each. */
function alternativesOf(expression: Expression): (readonly Leaf[])[] {
  if ('any' in expression) return expression.any.flatMap(alternativesOf)
  if ('not' in expression) throw new Error('A row of a decision table negates nothing; no condition of V1 does.')
  if (!('all' in expression)) return [[expression]]
  return expression.all
    .map(alternativesOf)
    .reduce((rows, part) => rows.flatMap(row => part.map(leaves => [...row, ...leaves])), [[]])
}
