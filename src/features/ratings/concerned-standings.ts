import { concernedScores, isWithin } from '../../domain/rating/concerned-scores.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { BoardRows } from './board-rows.ts'
import type { Kept, ReratingStore } from './rerating-store.ts'

/** Standings that follow each other by cadre. */
interface Step extends Kept {
  /** The last cadre it reaches. */
  readonly last: string
}

/** Whom other rules may change, to be read in the order of their ids. */
export interface Concerned {
  readonly size: number
  /** The next after a cadre; null: there are no more. */
  after(cadreId: string): Promise<Step | null>
}

/** Whom to read: for an edition, by its rules, as of its day, so many in a step. */
interface Asked {
  readonly number: number
  readonly version: RuleVersion
  readonly day: Day
  readonly batch: number
}

type Reading = Pick<ReratingStore, 'standings' | 'standingsOf' | 'dueIds'>

/**
 * Everybody; but where only limits of the score are others, those whom the limits reach, and who is due on the day: the
 * others stand as they are and are not even read.
 */
export async function concernedOf(
  visible: BoardRows,
  before: RuleSet,
  { number, version, day, batch }: Asked,
  store: Reading,
): Promise<Concerned> {
  const edition = number - 1
  const spans = concernedScores(before, version.ruleSet)
  if (spans === null) return { size: visible.size, after: cadreId => following(edition, cadreId, batch, store) }
  const reached = visible.idsByScore(score => isWithin(score, spans))
  const ids = [...new Set([...reached, ...(await store.dueIds(edition, day))])].sort()
  return {
    size: ids.length,
    after: async cadreId => {
      const from = ids.findIndex(id => id > cadreId)
      const some = from < 0 ? [] : ids.slice(from, from + batch)
      const last = some.at(-1)
      return last === undefined ? null : { ...(await store.standingsOf(edition, some)), last }
    },
  }
}

async function following(edition: number, cadreId: string, batch: number, store: Reading): Promise<Step | null> {
  const found = await store.standings(edition, cadreId, batch)
  const last = found.standings.at(-1)?.cadreId
  return last === undefined ? null : { ...found, last }
}
