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
      const documents = await collection.find({ _id: { $in: [...ids] } } as Filter<D>).toArray()
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
