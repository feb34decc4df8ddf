import type { Placeable } from '../../domain/rating/place.ts'
import type { Database } from '../../platform/database/index.ts'
import { rowOfDocument } from './board.ts'
import { collectionsOf, type EditionKey, inEdition } from './edition.ts'
import type { StandingDocument } from './standing-model.ts'

/** What the placing of an edition looks at of everybody but this cadre. */
export async function readOthers(
  { db }: Database,
  cadreId: string,
  edition: EditionKey,
): Promise<readonly Placeable[]> {
  const standings = db.collection<StandingDocument>(collectionsOf(edition).standings)
  const rows = await standings
    .find({ cadreId: { $ne: cadreId }, ...inEdition(edition) }, { projection: { measured: 0, who: 0 } })
    .toArray()
  return rows.map(row => rowOfDocument(row, undefined))
}
