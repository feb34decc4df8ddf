import type { Colour } from '../rule-set.ts'
import { qualifiesScore } from '../score-bands.ts'
import { type Found, findingAt } from './finding.ts'
import type { Formula, Literal } from './formula.ts'
import type { Study } from './study.ts'
import { valueWords } from './witness-words.ts'

/** A stretch of the score that leads to a colour, other things permitting. */
interface Band {
  readonly id: string
  readonly index: number
  readonly colour: Colour
  readonly order: number
  readonly from: number
  readonly to: number
}

/** Scores that two opposite colours claim, and scores with a milder colour than a higher score has. */
export function bandFindings(study: Study): Found[] {
  const score = study.quantities.all.findIndex(({ leaf }) => 'compare' in leaf && leaf.compare.of === 'score')
  const quantity = study.quantities.all[score]
  if (quantity === undefined) return []
  const bands = bandsOf(study, score)
  const at = quantity.values.map((_, i) => bands.filter(({ from, to }) => from <= i && i <= to))
  const words = ([first, last]: Stretch): string =>
    `${valueWords(quantity.leaf, quantity.values[first] ?? 0)}至 ${valueWords(quantity.leaf, quantity.values[last] ?? 0)}`
  return [...overlaps(bands, words), ...gaps(at, words)]
}

type Stretch = readonly [first: number, last: number]

/** Each two of opposite colours, with the scores that both of them contain. */
function overlaps(bands: readonly Band[], words: (stretch: Stretch) => string): Found[] {
  const [good, bad] = [1, -1].map(sign => bands.filter(({ colour }) => Math.sign(colour.direction) === sign))
  return (good ?? []).flatMap(one =>
    (bad ?? []).flatMap(other => {
      const shared: Stretch = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
      if (shared[0] > shared[1]) return []
      const message = `分数段重叠：${other.id}（${other.colour.label}）与 ${one.id}（${one.colour.label}）都包含 ${words(shared)}`
      return [findingAt('error', ['conditions', one.index, 'when'], message, words(shared))]
    }),
  )
}

/** The direction by score alone must not fall as the score rises. */
function gaps(at: readonly (readonly Band[])[], words: (stretch: Stretch) => string): Found[] {
  const strongest = at.map(bands =>
    bands.reduce<Band | null>((a, b) => (a === null || b.order < a.order ? b : a), null),
  )
  const directionOf = (band: Band | null | undefined): number => band?.colour.direction ?? 0
  const worstFrom = [...strongest]
  for (let i = at.length - 2; i >= 0; i -= 1) {
    const next = worstFrom[i + 1] ?? null
    if (directionOf(next) < directionOf(strongest[i])) worstFrom[i] = next
  }
  const isGap = (i: number): boolean => directionOf(worstFrom[i]) < directionOf(strongest[i])
  return stretches(at, (_, i) => isGap(i)).flatMap(stretch => {
    const here = strongest[stretch[0]] ?? null
    const above = worstFrom[stretch[0]] ?? null
    const index = (above ?? here)?.index ?? 0
    const colour = here === null ? '不在任何颜色的分数段' : `属于${here.colour.label}`
    const then = above === null ? '分数更高的反而没有颜色' : `分数更高的却因 ${above.id} 列入${above.colour.label}`
    const message = `分数段有空档：${words(stretch)}${colour}，${then}`
    return [findingAt('error', ['conditions', index, 'when'], message, words(stretch))]
  })
}

/** Runs of neighbouring values of which something holds. */
function stretches<T>(items: readonly T[], holds: (item: T, i: number) => boolean): Stretch[] {
  const found: [number, number][] = []
  items.forEach((item, i) => {
    if (!holds(item, i)) return
    const last = found.at(-1)
    if (last !== undefined && last[1] === i - 1) last[1] = i
    else found.push([i, i])
  })
  return found
}

/** A condition, or one of its cases, that looks at the score and beside it only at whether the score can be relied on. */
function bandsOf({ ruleSet, quantities, conditions }: Study, score: number): Band[] {
  const { colours } = ruleSet
  const isBeside = ({ quantity, to }: Literal): boolean => {
    const { leaf, values } = quantities.all[quantity] ?? { values: [] }
    return leaf !== undefined && qualifiesScore(leaf) && ('rank' in leaf || to === values.length - 1)
  }
  return conditions.flatMap(({ rule, index, holds, fires }) => {
    const order = colours.findIndex(({ code }) => code === rule.colour)
    const colour = colours[order]
    if (colour === undefined || rule.effect === 'alert' || fires !== 'sometimes') return []
    return ('any' in holds ? holds.any : [holds]).flatMap(formula => {
      const literals = literalsOf(formula)
      const own = literals?.filter(({ quantity }) => quantity === score) ?? []
      const isBand = own.length > 0 && literals?.every(one => one.quantity === score || isBeside(one))
      if (!isBand) return []
      const from = Math.max(...own.map(one => one.from))
      const to = Math.min(...own.map(one => one.to))
      return [{ id: rule.id, index, colour, order, from, to }]
    })
  })
}

/** The literals of a formula that only joins by 全部; null when it also offers choices. */
function literalsOf(formula: Formula): Literal[] | null {
  if ('quantity' in formula) return [formula]
  if ('any' in formula) return null
  const parts = formula.all.map(literalsOf)
  return parts.some(part => part === null) ? null : parts.flatMap(part => part ?? [])
}
