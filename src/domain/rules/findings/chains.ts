import { canonical } from '../../canonical.ts'
import type { Leaf } from '../rule-set.ts'
import type { Range } from './range.ts'

/** Quantities that differ only in their window, in the order in which their values never fall; alike: all are the same. */
export interface Chain {
  readonly quantities: readonly number[]
  readonly isAlike: boolean
}

/** Two quantities of which the first is never above the second. */
export interface Order {
  readonly low: number
  readonly high: number
}

interface Linked {
  readonly key: string
  readonly months: number
  readonly way: 'rises' | 'falls' | 'stays'
}

/** A window inside another one, with the same filter, holds no more: counts rise with the window, deductions add up. */
export function chainsOf(quantities: readonly { readonly leaf: Leaf; readonly range: Range }[]): Chain[] {
  const groups = new Map<string, (Linked & { readonly quantity: number })[]>()
  quantities.forEach(({ leaf, range }, quantity) => {
    const linked = linkOf(leaf, range)
    if (linked === null) return
    groups.set(linked.key, [...(groups.get(linked.key) ?? []), { ...linked, quantity }])
  })
  return [...groups.values()].flatMap(group => {
    if (group.length < 2) return []
    const way = group[0]?.way ?? 'stays'
    const sign = way === 'falls' ? -1 : 1
    const sorted = [...group].sort((a, b) => sign * (a.months - b.months))
    return [{ quantities: sorted.map(({ quantity }) => quantity), isAlike: way === 'stays' }]
  })
}

/** The orders of neighbours; through them each chain orders all of its quantities. */
export const ordersOf = (chains: readonly Chain[]): Order[] =>
  chains.flatMap(({ quantities, isAlike }) =>
    quantities.slice(1).flatMap((high, i): Order[] => {
      const low = quantities[i] as number
      return isAlike
        ? [
            { low, high },
            { low: high, high: low },
          ]
        : [{ low, high }]
    }),
  )

/** What of a leaf must be equal for its window alone to matter; null where the window says nothing about the value. */
function linkOf(leaf: Leaf, range: Range): Linked | null {
  const quantity =
    'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : null
  if (quantity === null || !('months' in quantity) || quantity.months === null) return null
  const way = wayOf(quantity.of, range)
  return way === null ? null : { key: canonical({ ...quantity, months: 0 }), months: quantity.months, way }
}

function wayOf(of: string, range: Range): Linked['way'] | null {
  switch (of) {
    case 'facts':
    case 'channels':
    case 'factMonths':
    case 'quarterGrade':
    case 'placements':
    case 'failedRectifications':
    case 'adverse':
      return 'rises'
    case 'worst':
      return 'falls'
    case 'latest':
    case 'ballotShare':
    case 'ballotUpheld':
      return 'stays'
    case 'points':
      return signOf(range)
    default:
      return null
  }
}

/** A sum of bonuses and deductions may go either way with its window. */
function signOf(range: Range): Linked['way'] | null {
  if (range.kind === 'list') return null
  if (range.min >= 0) return 'rises'
  return range.max <= 0 ? 'falls' : null
}
