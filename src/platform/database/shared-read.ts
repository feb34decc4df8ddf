import type { Collection, Db, Document, Filter, WithId } from 'mongodb'

/** Collection → ids. */
type Asked = Map<string, Set<string>>
/** Collection → id → document. */
type Found = ReadonlyMap<string, PromiseSettledResult<ReadonlyMap<string, Document>>>

/** One reader a database: whoever reads from it by id shares its commands. */
const readers = new WeakMap<Db, (collection: string, id: string) => Promise<Document | null>>()

/**
 * Reads documents by id, many at once: who asks while a read is under way shares the next one with all who ask
 * meanwhile, of whatever collection of the database. Each is answered by a read that began after it asked, so nothing
 * that was written before is missed, and nothing is kept. A read that fails fails for all who share it and its
 * collection; what it answers is not to be changed.
 */
export function sharedRead<D extends { readonly _id: string }>({
  db,
  collectionName,
}: Collection<D>): (id: string) => Promise<WithId<D> | null> {
  const read = readers.get(db) ?? readerOf(db)
  readers.set(db, read)
  return id => read(collectionName, id) as Promise<WithId<D> | null>
}

function readerOf(db: Db): (collection: string, id: string) => Promise<Document | null> {
  let coming: { readonly asked: Asked; readonly found: Promise<Found> } | null = null
  let last: Promise<unknown> = Promise.resolve()
  const begin = () => {
    const asked: Asked = new Map()
    const found = last.then(() => {
      coming = null
      return readAll(db, asked)
    })
    last = found.catch(() => {})
    return { asked, found }
  }
  return async (collection, id) => {
    coming ??= begin()
    const { asked, found } = coming
    asked.set(collection, (asked.get(collection) ?? new Set()).add(id))
    const own = (await found).get(collection)
    if (own?.status !== 'fulfilled') throw own?.reason
    return own.value.get(id) ?? null
  }
}

/** In one command; where that fails, a collection at a time and with the patience of the driver. */
async function readAll(db: Db, asked: Asked): Promise<Found> {
  const together = await readTogether(db, asked).catch(() => null)
  const names = [...asked.keys()]
  const documents = await Promise.allSettled(
    names.map(async name => {
      const found = together?.get(name) ?? (await find(db, name, asked.get(name) ?? new Set()))
      return new Map(found.map(document => [document._id as string, document]))
    }),
  )
  return new Map(names.map((name, i) => [name, documents[i] as PromiseSettledResult<ReadonlyMap<string, Document>>]))
}

const find = (db: Db, name: string, ids: ReadonlySet<string>): Promise<Document[]> =>
  db
    .collection(name)
    .find({ _id: { $in: [...ids] } } as unknown as Filter<Document>)
    .toArray()

/** Without cursors, each of which costs as much again as its read. */
async function readTogether(db: Db, asked: Asked): Promise<ReadonlyMap<string, Document[]>> {
  const [[first, ids] = ['', new Set<string>()], ...others] = asked
  const batchSize = [...asked.values()].reduce((sum, { size }) => sum + size, 1)
  const readConcern = db.readConcern && { readConcern: db.readConcern.toJSON() }
  if (others.length === 0) {
    const { cursor } = await db.command({ find: first, filter: { _id: { $in: [...ids] } }, batchSize, ...readConcern })
    return new Map([[first, wholeOf(cursor)]])
  }
  const union = others.map(([coll, own]) => ({ $unionWith: { coll, pipeline: namedIn(coll, own) } }))
  const pipeline = [...namedIn(first, ids), ...union]
  const { cursor } = await db.command({ aggregate: first, pipeline, cursor: { batchSize }, ...readConcern })
  const found = new Map([...asked.keys()].map(name => [name, [] as Document[]]))
  for (const { name, document } of wholeOf(cursor)) found.get(name)?.push(document)
  return found
}

const namedIn = (name: string, ids: ReadonlySet<string>) => [
  { $match: { _id: { $in: [...ids] } } },
  { $replaceWith: { name: { $literal: name }, document: '$$ROOT' } },
]

/** The documents of an answer that is to hold them all. */
function wholeOf({ id, firstBatch }: { readonly id: unknown; readonly firstBatch: Document[] }): Document[] {
  if (String(id) !== '0') throw new Error('more was found than one answer holds')
  return firstBatch
}
