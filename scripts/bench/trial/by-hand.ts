import type { Block } from '../../../src/domain/rating/columns/block.ts'
import { limitOf, slotKey } from '../../../src/domain/rating/conditions.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { leavesOf as leavesIn } from '../rules/metrics.ts'

/** Everybody's metrics in memory, one array a metric. */
export interface InMemory {
  readonly size: number
  readonly columns: ReadonlyMap<string, Float64Array>
}

export async function inMemory(
  blocks: AsyncIterable<Block>,
  names: readonly string[],
  size: number,
): Promise<InMemory> {
  const columns = new Map(names.map(name => [name, new Float64Array(size)]))
  let from = 0
  for await (const block of blocks) {
    for (const [name, column] of columns) column.set(block.column(name), from)
    from += block.size
  }
  return { size, columns }
}

/**
 * The limit of what is possible: V1's colours as a programmer would write them, over arrays that are in memory already.
 * No reading, no explanation, no ranks, no places. Answers the counts by colour.
 */
export function countByHand({ size, columns }: InMemory, { compiled }: Rater, { conditions }: RuleSet): number[] {
  const slotsOf = (id: string) => {
    const rule = conditions.find(condition => condition.id === id)
    if (rule === undefined) throw new Error(`V1 has no condition ${id}`)
    return (n: number) => column(columns, slotNumber(compiled, rule, n))
  }
  const score = column(columns, 'score')
  const coverage = column(columns, 'coverage')
  const [v1, v2, v3, v4, r2, r3, r4] = ['V1', 'V2', 'V3', 'V4', 'R2', 'R3', 'R4'].map(id => slotsOf(id)(0)) as Columns
  const tenure = slotsOf('R1')(2)
  const [unfit, upheld] = [slotsOf('R5')(0), slotsOf('R5')(1)]
  const [charge, chief] = [slotsOf('Y2')(0), slotsOf('Y2')(1)]
  const minus = slotsOf('Y3')(0)
  const [n4, n2] = [slotsOf('Y4')(0), slotsOf('Y4')(1)]
  const [poor, plain] = [slotsOf('Y5')(0), slotsOf('Y5')(1)]
  const [fit, fitUpheld] = [slotsOf('Y6')(0), slotsOf('Y6')(1)]
  const limits = limitsOf(conditions)
  const counts = [0, 0, 0]
  for (let i = 0; i < size; i += 1) {
    const s = at(score, i)
    const covered = at(coverage, i) >= limits.coverage
    const red =
      at(v1, i) >= 1 ||
      at(v2, i) >= 1 ||
      at(v3, i) >= 1 ||
      at(v4, i) >= 1 ||
      (s < limits.red && covered && at(tenure, i) >= 6) ||
      at(r2, i) >= 2 ||
      at(r3, i) >= 1 ||
      at(r4, i) <= -600 ||
      (at(unfit, i) > 1 / 3 && at(upheld, i) >= 1)
    const yellow =
      red ||
      (s < limits.yellow && covered) ||
      at(charge, i) >= 3 ||
      at(chief, i) >= 6 ||
      at(minus, i) <= -800 ||
      at(n4, i) >= 100 ||
      at(n2, i) >= 200 ||
      at(poor, i) >= 1 ||
      at(plain, i) >= 2 ||
      (at(fit, i) < 2 / 3 && at(fitUpheld, i) >= 1)
    const colour = red ? 0 : yellow ? 1 : 2
    counts[colour] = (counts[colour] ?? 0) + 1
  }
  return counts
}

type Columns = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
const at = (values: Float64Array, i: number): number => values[i] as number

function column(columns: ReadonlyMap<string, Float64Array>, name: string): Float64Array {
  const found = columns.get(name)
  if (found === undefined) throw new Error(`no column ${name}`)
  return found
}

function slotNumber(compiled: Rater['compiled'], rule: RuleSet['conditions'][number], n: number): string {
  const leaf = leavesIn(rule.when)[n]
  const key = leaf === undefined ? '' : slotKey(leaf, rule.colour)
  return `slot:${compiled.slots.findIndex(slot => slot.key === key)}`
}

function limitsOf(conditions: RuleSet['conditions']) {
  const first = (id: string, n: number): number => {
    const rule = conditions.find(condition => condition.id === id)
    const leaf = rule === undefined ? undefined : leavesIn(rule.when)[n]
    return leaf === undefined ? Number.NaN : limitOf(leaf)
  }
  return { red: first('R1', 0), yellow: first('Y1', 0), coverage: first('Y1', 1) }
}
