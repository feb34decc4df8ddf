import { placeAmong } from '../../../src/domain/rating/place.ts'
import type { Rater } from '../../../src/domain/rating/rate.ts'
import { setsOf } from '../../../src/domain/rating/suggest.ts'
import { searchKeys } from '../../../src/features/people/spelling.ts'
import { rowOfDocument } from '../../../src/features/ratings/board.ts'
import { BoardRows } from '../../../src/features/ratings/board-rows.ts'
import { standingId } from '../../../src/features/ratings/edition.ts'
import { joinedFields } from '../../../src/features/ratings/standing-fields.ts'
import { settle } from '../../../src/features/ratings/succession.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { cadreOf, ENTRIES, TODAY, unitsFor } from '../record/county.ts'
import { alertsDocumentOf, ratedOf, recordOf, standingOf } from './people.ts'

const BATCH = 500

/**
 * Writes an installation in which so many cadres are rated, in the shape the product keeps it in; what is projected from
 * the standings, and every index, its migrations make afterwards. Answers the scores, lowest first.
 */
export async function fill(database: Database, cadres: number, rater: Rater): Promise<Int32Array> {
  const { db } = database
  const into = async (name: string, documents: readonly object[]): Promise<void> => {
    if (documents.length > 0) await db.collection(name).insertMany([...documents], { ordered: false })
  }
  const stored = ({ id, ...rest }: { readonly id: unknown }): object => ({ _id: id, ...rest })
  const rows = new BoardRows()
  for (let from = 0; from < cadres; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, cadres - from) }, (_, k) => from + k)
    const rated = batch.map(i => ratedOf(i, rater))
    const standings = batch.map((i, k) => standingOf(i, rated[k] ?? ratedOf(i, rater), rater))
    const alerts = rated.map(one => alertsDocumentOf(one, rater))
    for (const [k, standing] of standings.entries())
      rows.set(standing.cadreId, rowOfDocument(standing, alerts[k] ?? undefined))
    const people = batch.map(cadreOf)
    await Promise.all([
      into('ledger', batch.flatMap(i => recordOf(i, rater)).map(stored)),
      into(
        'cadres',
        people.map(cadre => ({ ...stored(cadre), keys: searchKeys(cadre) })),
      ),
      into('standings', standings),
      into(
        'standing_alerts',
        alerts.filter(one => one !== null),
      ),
    ])
  }
  const units = unitsFor(cadres)
  await into('units', units.map(stored))
  await into('roster_counter', [{ _id: 'roster', version: 1, cadres, units: units.length }])
  await into('audit_head', [{ _id: 'main', seq: 0, ledgerSeq: cadres * ENTRIES, fence: 0, hash: null }])
  await writePlacing(database, rows, rater)
  return Int32Array.from([...rows.values()], ({ score }) => score ?? -1).sort()
}

/** The first edition's placing, and the suggestions it leads to. */
async function writePlacing({ db }: Database, rows: BoardRows, { ruleSet }: Rater): Promise<void> {
  const placing = placeAmong(rows, ruleSet)
  const updates = [...settle(rows.values(), row => row, setsOf(placing), ruleSet.quotas.colour, TODAY)].flatMap(
    ({ row }) => {
      const update = { $set: joinedFields(row.suggested, row.since) }
      const differs = rows.get(row.cadreId) !== row
      return differs ? [{ updateOne: { filter: { _id: standingId(row.cadreId, 1) as never }, update } }] : []
    },
  )
  if (updates.length > 0) await db.collection('standings').bulkWrite(updates, { ordered: false })
  const { classes } = placing
  const current = { edition: 1, ruleSet: ruleSet.id, ruleHash: digestOf(ruleSet), generation: 1, next: null, classes }
  await db.collection<{ _id: string }>('placings').insertOne({ _id: 'current', ...current })
}
