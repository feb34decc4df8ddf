import type { Collection, Filter, OptionalUnlessRequiredId, UpdateFilter } from 'mongodb'
import type { InEditions } from './succession.ts'

/** Puts these beside those whose place they take; `superseded` null: where nothing lies beside them. */
export async function supersede<D extends InEditions>(
  collection: Collection<D>,
  superseded: object | null,
  nexts: readonly D[],
  edition: number,
): Promise<void> {
  await Promise.all([
    nexts.length === 0 ? null : collection.insertMany(nexts as OptionalUnlessRequiredId<D>[], { ordered: false }),
    superseded && collection.updateMany(superseded as Filter<D>, { $set: { until: edition } } as UpdateFilter<D>),
  ])
}
