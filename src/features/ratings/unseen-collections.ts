import type { Collection } from 'mongodb'
import type { Database } from '../../platform/database/index.ts'
import type { CountsDocument } from './counts.ts'
import { collectionsOf, type EditionKey } from './edition.ts'
import type { Movement } from './movement.ts'
import type { ReratingJob, Touched } from './rerating-job.ts'
import { type AlertsDocument, COUNTS, JOBS, MOVEMENTS, type StandingDocument, TOUCHED } from './standing-model.ts'

/** What is unseen need not wait for the disk: the flip does, and it comes after all this in the log of the database. */
export const UNSEEN = { writeConcern: { w: 1, journal: false }, readConcern: { level: 'local' } } as const

/** The collections in which the next edition is prepared. */
export interface UnseenCollections {
  standings(edition: EditionKey): Collection<StandingDocument>
  alerts(edition: EditionKey): Collection<AlertsDocument>
  readonly jobs: Collection<ReratingJob>
  readonly touched: Collection<Touched>
  readonly movements: Collection<Movement>
  readonly counts: Collection<CountsDocument>
}

export const unseenCollections = ({ db }: Database): UnseenCollections => ({
  standings: edition => db.collection(collectionsOf(edition).standings, UNSEEN),
  alerts: edition => db.collection(collectionsOf(edition).alerts, UNSEEN),
  jobs: db.collection(JOBS, UNSEEN),
  touched: db.collection(TOUCHED, UNSEEN),
  movements: db.collection(MOVEMENTS, UNSEEN),
  counts: db.collection(COUNTS, UNSEEN),
})
