import type { Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import { indexVersions } from '../../platform/kept-versions.ts'
import { CADRE_VERSIONS, CADRES, UNIT_VERSIONS, UNITS } from './people-model.ts'

interface Written {
  readonly _id: string
  readonly version?: number
  readonly registeredAt?: Instant
}

/**
 * Where cadres and units were written before their versions were kept: says since when each was registered, and which
 * may have been something else until the last import that changed any.
 */
export async function beginKeepingVersions(database: Database): Promise<void> {
  const { db } = database
  for (const versions of [CADRE_VERSIONS, UNIT_VERSIONS])
    await indexVersions(db, versions, { key: { until: 1 } }, { key: { from: 1 } })
  await db.collection(CADRES).createIndex({ registeredAt: 1 })
  for (const collection of [CADRES, UNITS]) await setRegisteredAt(database, collection)
  await markUnkept(database, {
    written: CADRES,
    versions: CADRE_VERSIONS,
    sheet: 'A01',
    changed: { version: { $gt: 1 } },
  })
  await markUnkept(database, { written: UNITS, versions: UNIT_VERSIONS, sheet: 'B01', changed: {} })
}

/**
 * Ids are counted up, so nobody came later than whoever has a higher id; and who is named in the ledger was registered
 * by then. Of those behind the last one named nothing is known: they count from the ledger's end.
 */
async function setRegisteredAt({ db }: Database, collection: string): Promise<void> {
  const written = db.collection<Written>(collection)
  const first = db
    .collection('ledger')
    .aggregate<{ _id: string; at: Instant }>([
      { $unwind: '$subjects' },
      { $group: { _id: '$subjects', at: { $min: '$recordedAt' } } },
    ])
  const named = new Map((await first.toArray()).map(({ _id, at }) => [_id, at]))
  const [last] = await db.collection('ledger').find().sort({ recordedAt: -1 }).limit(1).toArray()
  if (last === undefined) return
  let at: Instant = last.recordedAt
  const unset = written.find({ registeredAt: { $exists: false } }, { projection: { _id: 1 } }).sort({ _id: -1 })
  for await (const batch of batchesOf(unset)) {
    const operations = batch.map(({ _id }) => {
      const own = named.get(_id)
      if (own !== undefined && own < at) at = own
      return { updateOne: { filter: { _id }, update: { $set: { registeredAt: at } } } }
    })
    await written.bulkWrite(operations)
  }
}

interface Unkept {
  readonly written: string
  readonly versions: string
  /** The sheet of an import that writes them. */
  readonly sheet: string
  readonly changed: object
}

/** A version without a value for each that may have been changed before any were kept. */
async function markUnkept({ db }: Database, { written, versions, sheet, changed }: Unkept): Promise<void> {
  const [last] = await db
    .collection('imports')
    .find({ status: 'done', 'report.sheets': { $elemMatch: { code: sheet, changed: { $gt: 0 } } } })
    .sort({ 'done.at': -1 })
    .limit(1)
    .toArray()
  if (last === undefined) return
  const until: Instant = last.done.at
  const found = db.collection<Written>(written).find({ ...changed, registeredAt: { $lt: until } })
  const marked = db.collection<{ _id: string }>(versions)
  for await (const batch of batchesOf(found.project<Written>({ _id: 1 }))) {
    const marks = batch.map(({ _id: of }) => ({
      replaceOne: {
        filter: { _id: `${of}~unkept` },
        replacement: { of, until, version: 0, from: null, value: null },
        upsert: true,
      },
    }))
    await marked.bulkWrite(marks)
  }
}

const BATCH = 1000

async function* batchesOf(found: AsyncIterable<Written>): AsyncIterable<Written[]> {
  let batch: Written[] = []
  for await (const one of found) {
    batch.push(one)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
