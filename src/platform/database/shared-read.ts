import type { Collection, Filter, WithId } from 'mongodb'

/**
 * Reads documents by id, many at once: who asks while a read is under way shares the next one with all who ask
 * meanwhile. Each is answered by a read that began after it asked, so nothing that was written before is missed, and
 * nothing is kept. A read that fails fails for all who share it; what it answers is not to be changed.
 */
export function sharedRead<D extends { readonly _id: string }>(
  collection: Collection<D>,
): (id: string) => Promise<WithId<D> | null> {
  let coming: { readonly ids: Set<string>; readonly found: Promise<ReadonlyMap<string, WithId<D>>> } | null = null
  let last: Promise<unknown> = Promise.resolve()
  const begin = () => {
    const ids = new Set<string>()
    const found = last.then(async () => {
      coming = null
      const documents = await readAtOnce(collection, [...ids]).catch(() => find(collection, [...ids]))
      return new Map(documents.map(document => [document._id as string, document]))
    })
    last = found.catch(() => {})
    return { ids, found }
  }
  return async id => {
    coming ??= begin()
    coming.ids.add(id)
    return (await coming.found).get(id) ?? null
  }
}

/** Without a cursor, which costs as much again as the read; and without the driver's patience with a database that is away. */
async function readAtOnce<D extends { readonly _id: string }>(
  { db, collectionName, readConcern }: Collection<D>,
  ids: readonly string[],
): Promise<WithId<D>[]> {
  const whole = { batchSize: ids.length, singleBatch: true }
  const { cursor } = await db.command({
    find: collectionName,
    filter: { _id: { $in: ids } },
    ...whole,
    ...(readConcern && { readConcern: readConcern.toJSON() }),
  })
  return cursor.firstBatch
}

const find = <D extends { readonly _id: string }>(collection: Collection<D>, ids: readonly string[]) =>
  collection.find({ _id: { $in: ids } } as unknown as Filter<D>).toArray()
