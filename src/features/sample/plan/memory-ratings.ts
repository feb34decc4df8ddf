import type { Entry } from '../../../domain/evidence/entries.ts'
import { type Placing, place } from '../../../domain/rating/place.ts'
import type { Rater, Rating } from '../../../domain/rating/rate.ts'
import { type Outcome, outcomeUnder, setsOf } from '../../../domain/rating/suggest.ts'
import type { Day } from '../../../domain/time/days.ts'
import { HOTLINE } from './duties.ts'
import type { MemoryPlay } from './memory-play.ts'

/** What the rules say of everybody on a day. By cadre id. */
export interface MemoryRatings {
  readonly ratings: ReadonlyMap<string, Rating>
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly placing: Placing
}

/** Rates everybody in memory, by the very engine of the product. */
export function rateInMemory({ ledger, roster }: MemoryPlay, rater: Rater, day: Day): MemoryRatings {
  const shared = sharedOf(ledger.entries)
  const ratings = new Map<string, Rating>()
  for (const { id } of roster.cadres) {
    const rating = rater.rate(id, [...ledger.of(id), ...shared], day)
    if (rating !== null) ratings.set(id, rating)
  }
  const placing = place([...ratings.values()], rater.ruleSet)
  const sets = setsOf(placing)
  const colour = rater.ruleSet.quotas.colour
  return {
    ratings,
    placing,
    outcomes: new Map([...ratings].map(([id, rating]) => [id, outcomeUnder(rating, sets, colour)])),
  }
}

/** The rankings and who is in charge of the hotline, with what ends or takes back either. */
function sharedOf(entries: readonly Entry[]): Entry[] {
  const ids = new Set<number>()
  return entries.filter(entry => {
    const isShared =
      entry.kind === 'ranking' ||
      (entry.kind === 'duty' && entry.data.role === 'charge' && entry.data.field === HOTLINE) ||
      ((entry.kind === 'end' || entry.kind === 'reversal') && ids.has(entry.data.of))
    if (isShared) ids.add(entry.id)
    return isShared
  })
}
