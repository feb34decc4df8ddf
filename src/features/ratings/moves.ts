import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Movement } from './movement.ts'
import type { StandingStore } from './standing-store.ts'

/** Where somebody who moved stood before the first and stands after the last of these movements; null: not rated. */
interface Moved {
  readonly from: string | null
  readonly to: string | null
}

/** Cadre → what the movements since a moment come to. */
export type MovedSince = (day: Day, knownAt: Instant, edition: number) => Promise<readonly Moved[]>

interface Kept {
  readonly since: string
  /** The last movement that is in it. */
  last: string
  readonly byCadre: Map<string, Moved>
}

/**
 * Follows the movements since a moment: each is read once, so that asking again costs what happened meanwhile. Ids of
 * movements rise in the order in which they become visible.
 */
export function createMovedSince({ movementsAfter }: Pick<StandingStore, 'movementsAfter'>): MovedSince {
  let kept: Kept | null = null
  let line: Promise<unknown> = Promise.resolve()
  const follow = async (day: Day, knownAt: Instant, edition: number): Promise<readonly Moved[]> => {
    const since = `${day} ${knownAt}`
    const known: Kept = kept?.since === since ? kept : { since, last: '', byCadre: new Map() }
    for (const movement of await movementsAfter(known.last, { day, knownAt, edition })) {
      const { from } = known.byCadre.get(movement.cadreId) ?? { from: keyOf(movement.from) }
      known.byCadre.set(movement.cadreId, { from, to: keyOf(movement.to) })
      known.last = movement._id
    }
    kept = known
    return [...known.byCadre.values()]
  }
  return (...asked) => {
    const next = line.then(() => follow(...asked))
    line = next.catch(() => {})
    return next
  }
}

const keyOf = (outcome: Movement['from']): string | null => outcome && countedAs(outcome)

/** How many stood on which list and stand on which: `listed`, and what moved since. Who came or went is not in it. */
export function movesAfter(
  listed: Readonly<Record<string, number>>,
  moved: readonly Moved[],
): ReadonlyMap<string, number> {
  const moves = new Map(Object.entries(listed).map(([list, n]) => [`${list} ${list}`, n]))
  const add = (key: string, by: number): void => void moves.set(key, (moves.get(key) ?? 0) + by)
  for (const { from, to } of moved) {
    if (from === null) continue
    add(`${from} ${from}`, -1)
    if (to !== null) add(`${from} ${to}`, 1)
  }
  return moves
}
