import type { Database } from '../../platform/database/index.ts'
import { baseOf, collectionsOf, type EditionKey, movementsFrom, OPEN } from './edition.ts'
import type { InEditions } from './succession.ts'
import { UNSEEN, type UnseenCollections } from './unseen-collections.ts'

/** Takes out of the database what no edition shows. */
export interface EditionSweep {
  /** Takes back what was prepared of these cadres, or of those after `after`. */
  takeBack(
    edition: EditionKey,
    which: { readonly cadreIds: readonly string[] } | { readonly after: string },
  ): Promise<void>
  /** Takes back everything prepared for the edition after this one. */
  discard(edition: EditionKey): Promise<void>
  /** Deletes what no edition from this one on shows, but for the counts of the one before. */
  sweep(edition: EditionKey): Promise<void>
}

export function createEditionSweep({ db }: Database, unseen: UnseenCollections): EditionSweep {
  const takeBack: EditionSweep['takeBack'] = async (edition, which) => {
    const { number } = edition
    const cadreId = 'after' in which ? { $gt: which.after } : { $in: [...which.cadreIds] }
    for (const name of Object.values(collectionsOf(edition))) {
      const collection = db.collection<InEditions>(name, UNSEEN)
      await collection.deleteMany({ cadreId, from: number })
      await collection.updateMany({ cadreId, until: number }, { $set: { until: OPEN } })
    }
  }
  const drop = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await db.dropCollection(name)
  }
  /** Those of editions that had collections of their own before this one. */
  const collectionsBefore = async (base: number): Promise<string[]> => {
    const found = await db
      .listCollections({ name: /^(standings|standing_alerts)(_[0-9]+)?$/ }, { nameOnly: true })
      .toArray()
    return found.map(({ name }) => name).filter(name => baseOf(name) < base)
  }
  return {
    takeBack,
    discard: async ({ number, base }) => {
      const edition = number + 1
      await unseen.counts.deleteMany({ edition })
      await unseen.movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })
      await takeBack({ number: edition, base }, { after: '' })
      await drop(Object.values(collectionsOf({ base: edition })))
      await unseen.touched.deleteMany({})
    },
    sweep: async edition => {
      // How many there were of each alert by the rules before is told for a while.
      await unseen.counts.deleteMany({ edition: { $lt: edition.number - 1 } })
      for (const name of Object.values(collectionsOf(edition)))
        await db.collection(name).deleteMany({ until: { $lte: edition.number } })
      await drop(await collectionsBefore(edition.base))
    },
  }
}
