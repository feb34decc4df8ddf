import type { Collection, Filter, OptionalUnlessRequiredId, UpdateFilter } from 'mongodb'
import type { StandingDocument } from './standing-model.ts'

/** What is kept in editions. */
export type InEditions = Pick<StandingDocument, '_id' | 'cadreId' | 'from' | 'until'>

/** Puts these beside those whose place they take. */
export async function supersede<D extends InEditions>(
  collection: Collection<D>,
  superseded: object,
  nexts: readonly D[],
  edition: number,
): Promise<void> {
  await Promise.all([
    nexts.length === 0 ? null : collection.insertMany(nexts as OptionalUnlessRequiredId<D>[], { ordered: false }),
    collection.updateMany(superseded as Filter<D>, { $set: { until: edition } } as UpdateFilter<D>),
  ])
}
