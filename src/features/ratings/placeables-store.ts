import type { Placeable } from '../../domain/rating/place.ts'
import type { Database } from '../../platform/database/index.ts'
import { rowOfDocument } from './board.ts'
import { inEdition } from './edition.ts'
import { STANDINGS, type StandingDocument } from './standing-model.ts'

/** What the placing of an edition looks at of everybody but this cadre. */
export async function readOthers({ db }: Database, cadreId: string, edition: number): Promise<readonly Placeable[]> {
  const standings = db.collection<StandingDocument>(STANDINGS)
  const rows = await standings
    .find({ cadreId: { $ne: cadreId }, ...inEdition(edition) }, { projection: { measured: 0, who: 0 } })
    .toArray()
  return rows.map(row => rowOfDocument(row, undefined))
}
