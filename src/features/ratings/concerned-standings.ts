import { concernedScores, isWithin } from '../../domain/rating/concerned-scores.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { BoardRows } from './board-rows.ts'
import { type EditionKey, hasOwnCollections } from './edition.ts'
import type { ReratingStore } from './rerating-store.ts'
import type { StandingDocument } from './standing-model.ts'
import type { StandingStore } from './standing-store.ts'

/** Standings that follow each other by cadre. */
interface Step {
  readonly standings: readonly StandingDocument[]
  /** The last cadre it reaches. */
  readonly last: string
}

/** Whom other rules may change, to be read in the order of their ids. */
export interface Concerned {
  /** How many there are, those up to the cursor with them. */
  readonly size: number
  /** The next step; null: there are no more. To be asked for when the one before is there. */
  next(): Promise<Step | null>
}

/** Whom to read: of the visible edition, for other rules instead of those before, as of its day, so many in a step. */
interface Asked {
  readonly seen: EditionKey
  readonly coming: EditionKey
  readonly before: RuleVersion
  readonly version: RuleVersion
  readonly day: Day
  readonly batch: number
  /** The last cadre that needs no reading any more. */
  readonly cursor: string
  readonly visible: BoardRows
}

export interface ConcernedDeps {
  readonly store: Pick<ReratingStore, 'standings' | 'standingsOf'>
  readonly standings: Pick<StandingStore, 'dueIds'>
}

/**
 * Everybody; but where the edition has no collections of its own and only limits of the score are others, those whom the
 * limits reach, and who is due on the day: the others stand as they are and are not even read.
 */
export async function concernedOf(asked: Asked, deps: ConcernedDeps): Promise<Concerned> {
  const { coming, before, version } = asked
  // Whoever is not read is not in its collections.
  const spans = hasOwnCollections(coming) ? null : concernedScores(before.ruleSet, version.ruleSet)
  if (spans === null) return everybody(asked, deps)
  const reached = asked.visible.idsByScore(score => isWithin(score, spans))
  const ids = [...new Set([...reached, ...(await deps.standings.dueIds(asked.seen, asked.day))])].sort()
  return some(ids, asked, deps)
}

function everybody({ seen, batch, cursor, visible }: Asked, { store }: ConcernedDeps): Concerned {
  let after = cursor
  return {
    size: visible.size,
    next: async () => {
      const standings = await store.standings(seen, after, batch)
      const last = standings.at(-1)?.cadreId
      if (last === undefined) return null
      after = last
      return { standings, last }
    },
  }
}

function some(ids: readonly string[], { seen, batch, cursor }: Asked, { store }: ConcernedDeps): Concerned {
  const left = ids.filter(id => id > cursor)
  let from = 0
  return {
    size: ids.length,
    next: async () => {
      const step = left.slice(from, from + batch)
      from += batch
      const last = step.at(-1)
      return last === undefined ? null : { standings: await store.standingsOf(seen, step), last }
    },
  }
}
