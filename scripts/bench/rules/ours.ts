import type { Compiled, Explained, Verdict } from '../../../src/domain/rating/conditions.ts'
import { type Reading, reading } from '../../../src/domain/rating/reading.ts'
import type { Contestant } from './contestant.ts'

/** The product's closures: the verdicts alone. */
export function closures({ conditions }: Compiled, values: readonly (readonly (number | null)[])[]): Contestant {
  const evaluate = (of: readonly (number | null)[]): Verdict[] => {
    const verdicts: Verdict[] = []
    for (const condition of conditions) verdicts.push(condition.evaluate(of))
    return verdicts
  }
  return {
    name: 'closures',
    verdicts: i => evaluate(values[i] ?? []),
    run: times => {
      let seen = 0
      for (let i = 0; i < times; i += 1) seen += evaluate(values[i % values.length] ?? []).length
      return seen
    },
  }
}

/** The product's closures as a rating uses them: every verdict with the tree that explains it. */
export function explanations({ conditions }: Compiled, values: readonly (readonly (number | null)[])[]): Contestant {
  const readings: readonly Reading[][] = values.map(of => of.map(value => reading(value)))
  const explain = (of: readonly Reading[]): Explained[] => {
    const trees: Explained[] = []
    for (const condition of conditions) trees.push(condition.explain(of))
    return trees
  }
  return {
    name: 'explanations',
    verdicts: i => explain(readings[i] ?? []).map(tree => tree.verdict),
    run: times => {
      let seen = 0
      for (let i = 0; i < times; i += 1) seen += explain(readings[i % readings.length] ?? []).length
      return seen
    },
  }
}
