import type { Block, PackedBlock, Row } from '../../../src/domain/rating/columns/block.ts'
import { openBlock, packBlock } from '../../../src/domain/rating/columns/block.ts'
import { layoutOf } from '../../../src/domain/rating/columns/layout.ts'
import { scoreColumns } from '../../../src/domain/rating/columns/score-columns.ts'
import { limitOf } from '../../../src/domain/rating/conditions.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'

/** Cadres of a block, as a close keeps them. */
const BLOCK = 1000

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A block of made-up cadres: most have nothing against them. The same number, the same block. */
function packedBlock(number: number, size: number, rater: Rater): PackedBlock {
  const random = randomNumbers(number + 1)
  const layout = layoutOf(rater)
  const rows = Array.from({ length: size }, (_, i) => rowOf(number * BLOCK + i, random, rater))
  // The stored scores are those the rules give.
  const { score, coverage, parts } = scoreColumns(openBlock(packBlock(rows, layout)), rater.ruleSet)
  const scored = rows.map((row, i): Row => {
    const numbers = new Map(row.numbers)
    numbers.set('score', score[i] as number)
    numbers.set('coverage', coverage[i] as number)
    parts.forEach((part, p) => {
      numbers.set(`part:${p}`, part[i] as number)
    })
    return { ...row, numbers }
  })
  return packBlock(scored, layout)
}

function rowOf(n: number, random: () => number, { ruleSet, compiled }: Rater): Row {
  const numbers = new Map<string, number>()
  numbers.set('kind', n % 10 < 4 ? 0 : n % 10 < 9 ? 1 : 2)
  numbers.set('head', random() < 0.2 ? 1 : 0)
  numbers.set('absent', random() < 0.005 ? 1 : 0)
  numbers.set('events', Math.round((random() - 0.4) * 800))
  const level = 74 + random() * 18
  const value = (): number => Math.round(Math.min(100, level + (random() - 0.5) * 12) * 100)
  for (const { id } of ruleSet.indicators.cells) put(numbers, `cell:${id}`, value(), random() < 0.5 ? 150 : 100)
  for (const { code } of ruleSet.evaluation) put(numbers, `group:${code}`, value(), 100)
  compiled.slots.forEach((slot, i) => {
    numbers.set(`slot:${i}`, read(slot, ruleSet.quotas.colour, random))
  })
  return { cadreId: `c${String(n).padStart(7, '0')}`, unitId: `u${Math.floor(n / 12)}`, numbers }
}

function put(numbers: Map<string, number>, name: string, value: number, weight: number): void {
  numbers.set(`${name}:sum`, value * weight)
  numbers.set(`${name}:weight`, weight)
}

/** What a leaf reads of somebody: one in a hundred is where it warns, six in ten where it praises. */
function read({ leaf, colour }: Rater['compiled']['slots'][number], praised: string, random: () => number): number {
  const limit = limitOf(leaf)
  const step = Number.isInteger(limit) ? 1 : 0.1
  const passes = random() < (colour === praised ? 0.6 : 0.01)
  if (leaf.op === 'ge' || leaf.op === 'gt')
    return passes ? limit + step * Math.floor(random() * 3 + 1) : Math.min(0, limit - step)
  return passes ? limit - step : Math.max(0, limit + step)
}

/** Every block, one after another. */
export function* packedBlocks(cadres: number, rater: Rater): Generator<PackedBlock> {
  for (let n = 0; n * BLOCK < cadres; n += 1) yield packedBlock(n, Math.min(BLOCK, cadres - n * BLOCK), rater)
}

export const opened = (packed: PackedBlock): Block => openBlock(packed)
