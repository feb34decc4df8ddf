import type { Filter } from 'mongodb'
import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import { movementsFrom } from './edition.ts'
import type { Movement } from './movement.ts'
import { MOVEMENTS } from './standing-model.ts'
import type { StandingStore } from './standing-store.ts'

/** Which changes of a suggestion. */
export interface ChangeFilter {
  /** On this day or later. */
  readonly since: Day
  /** On this day or before; null: up to now. */
  readonly until: Day | null
  /** Within these units; null: all. */
  readonly unitIds: readonly string[] | null
}

interface ChangePage {
  readonly rows: readonly Movement[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Reads how suggestions changed, the newest first; who is rated for the first time did not change. */
export interface ChangeStore {
  page(
    filter: ChangeFilter,
    start: { readonly after: string | null; readonly before: string | null },
    limit: number,
  ): Promise<ChangePage>
  count(filter: ChangeFilter): Promise<number>
}

/** Up to the visible edition. */
export function createChangeStore({ db }: Database, { current }: Pick<StandingStore, 'current'>): ChangeStore {
  const movements = db.collection<Movement>(MOVEMENTS)
  const condition = async ({ since, until, unitIds }: ChangeFilter): Promise<Filter<Movement>> => ({
    _id: { $lt: movementsFrom(((await current())?.edition ?? 1) + 1) },
    on: { $gte: since, ...(until === null ? {} : { $lte: until }) },
    from: { $ne: null },
    ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
  })
  return {
    page: async (filter, { after, before }, limit) => {
      const anchor = before ?? after
      const beyond = anchor === null ? {} : { _id: before === null ? { $lt: anchor } : { $gt: anchor } }
      const found = await movements
        .find({ $and: [await condition(filter), beyond] })
        .sort({ _id: before === null ? -1 : 1 })
        .limit(limit + 1)
        .toArray()
      const rows = found.slice(0, limit)
      const more = found.length > limit
      return before === null
        ? { rows, earlier: anchor !== null, later: more }
        : { rows: rows.reverse(), earlier: more, later: true }
    },
    count: async filter => movements.countDocuments(await condition(filter)),
  }
}
