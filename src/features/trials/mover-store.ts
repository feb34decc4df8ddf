import type { Filter } from 'mongodb'
import type { Database } from '../../platform/database/index.ts'
import { COLUMNS, type ColumnsDocument, MOVERS, type MoverDocument } from './trial-model.ts'

/** Which movers. What is null does not narrow. */
export interface MoverFilter {
  readonly kind: MoverDocument['kind'] | null
  readonly from: string | null
  readonly to: string | null
  readonly classCode: string | null
  readonly unitId: string | null
}

export interface MoverPage {
  readonly rows: readonly MoverDocument[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

/** What somebody is counted as on both sides of a trial, and the conditions behind it under the draft. */
export interface CountedAs {
  readonly before: string
  readonly after: string
  readonly reasons: string
}

/**
 * What trials found. Written beside the journal while nobody sees it: the header that makes it visible goes through the
 * journal, and what never became visible is dropped.
 */
export interface MoverStore {
  fill(trialId: string, movers: Iterable<MoverDocument>, columns: Iterable<ColumnsDocument>): Promise<void>
  drop(trialId: string): Promise<void>
  page(
    trialId: string,
    filter: MoverFilter,
    place: { readonly after: number | null; readonly before: number | null },
    limit: number,
  ): Promise<MoverPage>
  count(trialId: string, filter: MoverFilter): Promise<number>
  stream(trialId: string, filter: MoverFilter): AsyncIterable<MoverDocument>
  /** Units that movers belong to. */
  unitIds(trialId: string): Promise<readonly string[]>
  /** What these cadres are counted as; who was not rated is left out. */
  counted(trialId: string, cadreIds: readonly string[]): Promise<ReadonlyMap<string, CountedAs>>
}

const BATCH = 1000

export function createMoverStore({ db }: Database): MoverStore {
  const movers = db.collection<MoverDocument>(MOVERS)
  const columns = db.collection<ColumnsDocument>(COLUMNS)
  return {
    fill: async (trialId, found, counted) => {
      await movers.deleteMany({ trialId })
      await columns.deleteMany({ trialId })
      for (const batch of batches(found)) await movers.insertMany(batch)
      for (const document of counted) await columns.insertOne(document)
    },
    drop: async trialId => {
      await movers.deleteMany({ trialId })
      await columns.deleteMany({ trialId })
    },
    page: async (trialId, filter, { after, before }, limit) => {
      const backwards = before !== null
      const place = backwards ? { n: { $lt: before } } : after === null ? {} : { n: { $gt: after } }
      const found = await movers
        .find({ $and: [narrowed(trialId, filter), place] })
        .sort({ n: backwards ? -1 : 1 })
        .limit(limit + 1)
        .toArray()
      const more = found.length > limit
      const rows = found.slice(0, limit)
      return {
        rows: backwards ? rows.reverse() : rows,
        hasPrevious: backwards ? more : after !== null,
        hasNext: backwards || more,
      }
    },
    count: (trialId, filter) => movers.countDocuments(narrowed(trialId, filter)),
    stream: (trialId, filter) => movers.find(narrowed(trialId, filter)).sort({ n: 1 }),
    unitIds: trialId => movers.distinct('unitId', { trialId }),
    counted: async (trialId, cadreIds) => {
      const wanted = new Set(cadreIds)
      const found = new Map<string, CountedAs>()
      if (wanted.size === 0) return found
      for await (const document of columns.find({ trialId, cadreIds: { $in: [...wanted] } }))
        document.cadreIds.forEach((id, i) => {
          if (wanted.has(id)) found.set(id, rowOf(document, i))
        })
      return found
    },
  }
}

const rowOf = ({ before, after, reasons }: ColumnsDocument, i: number): CountedAs => ({
  before: before[i] ?? '',
  after: after[i] ?? '',
  reasons: reasons[i] ?? '',
})

function narrowed(trialId: string, { kind, from, to, classCode, unitId }: MoverFilter): Filter<MoverDocument> {
  const named = Object.entries({ kind, from, to, classCode, unitId }).filter(([, value]) => value !== null)
  return { trialId, ...Object.fromEntries(named) }
}

function* batches(found: Iterable<MoverDocument>): Iterable<MoverDocument[]> {
  let batch: MoverDocument[] = []
  for (const document of found) {
    batch.push(document)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
