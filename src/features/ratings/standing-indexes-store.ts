import type { EntryKind } from '../../domain/evidence/entries.ts'
import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { Database, Migration } from '../../platform/database/index.ts'
import { moveAlertsOut } from './alert-migrations-store.ts'
import { joinOldColumns } from './block-migrations-store.ts'
import { rowOfDocument } from './board.ts'
import { editionIn, type PlacingDocument } from './board-keeper.ts'
import { type CountsDocument, countsDocument, Tally } from './counts.ts'
import { inEdition, OPEN } from './edition.ts'
import { indexStandings } from './edition-indexes-store.ts'
import { CHANGES, isChange } from './movement.ts'
import { readAlerts } from './standing-alerts-store.ts'
import {
  ALERTS,
  type AlertsDocument,
  COUNTS,
  JOBS,
  MOVEMENTS,
  PLACINGS,
  STANDINGS,
  type StandingDocument,
  TOUCHED,
} from './standing-model.ts'

async function createIndexes(database: Database): Promise<void> {
  const { db } = database
  await indexStandings(database, STANDINGS)
  for (const name of [JOBS, TOUCHED])
    if (!(await db.listCollections({ name }).hasNext())) await db.createCollection(name)
  await db.collection(MOVEMENTS).createIndexes([{ key: { cadreId: 1, _id: 1 } }, { key: { on: 1 } }])
}

/** Indexes of before there were editions. */
const superseded = [
  'suggested_1_score_-1__id_1',
  'suggested_1_who.pinyin_1__id_1',
  'placed_1_score_-1__id_1',
  'placed_1_who.pinyin_1__id_1',
  'unitId_1_suggested_1_score_-1',
  'classCode_1_scored_1_score_-1',
]

/** Standings of before there were editions belong to the first one. */
async function bringFirstEdition(database: Database): Promise<void> {
  const { db } = database
  const listed = { $cond: [{ $in: ['$mark', ['insufficient', 'indeterminate']] }, '$mark', '$suggested'] }
  // A day that has passed: the daily pass writes each of them anew.
  const first = { cadreId: '$_id', from: 1, until: OPEN, listed, asOf: '$since', nextChangeOn: '2000-01-01' }
  await db.collection(STANDINGS).updateMany({ cadreId: { $exists: false } }, [{ $set: first }, { $unset: 'ruleSet' }])
  const placings = db.collection<PlacingDocument & { placing?: Placing }>(PLACINGS)
  const current = await placings.findOne({ _id: 'current', edition: { $exists: false } })
  if (current !== null) {
    const { classes = {} } = current.placing ?? {}
    const rules = await db.collection<{ _id: string; hash: string }>('rule_sets').findOne({ _id: current.ruleSet })
    const set = { edition: 1, ruleHash: rules?.hash ?? '', classes, next: null }
    await placings.updateOne({ _id: 'current' }, { $set: set, $unset: { placing: '' } })
  }
  for (const index of superseded)
    await db
      .collection(STANDINGS)
      .dropIndex(index)
      .catch(() => {})
  await createIndexes(database)
}

/** Counts as the standings of the visible edition say; from here on they move with them. */
async function countStandings({ db }: Database): Promise<void> {
  // A rule set may name any colours: units are sorted by how many stand on any list.
  await db.collection(COUNTS).createIndexes([{ key: { edition: 1 } }, { key: { 'listed.$**': 1 } }])
  const current = await db.collection<PlacingDocument>(PLACINGS).findOne({ _id: 'current' })
  if (current === null) return
  const { edition } = current
  const visible = editionIn(current)
  const projection = { measured: 0, who: 0 }
  const standings = db.collection<StandingDocument & { readonly alerts?: StandingAlerts }>(STANDINGS)
  const apart = await readAlerts(db.collection<AlertsDocument>(ALERTS), visible)
  const tally = new Tally()
  for await (const standing of standings.find(inEdition(visible), { projection })) {
    const row = rowOfDocument(standing, apart.get(standing.cadreId))
    tally.add(standing.alerts === undefined ? row : { ...row, alerts: standing.alerts })
  }
  for (const [unitId, cells] of tally.counts()) {
    const document = countsDocument(edition, unitId, cells)
    const { _id } = document
    await db.collection<CountsDocument>(COUNTS).replaceOne({ _id }, document, { upsert: true })
  }
}

/** The newest changes are looked for among those alone: a roster that came in moved everybody from nothing. */
async function indexChanges({ db }: Database): Promise<void> {
  await db.collection(MOVEMENTS).createIndex(CHANGES, { partialFilterExpression: isChange })
}

/** Standings of before kept verdicts: until the daily pass writes them anew they are measured when they are looked at. */
async function askToMeasure({ db }: Database): Promise<void> {
  const unmeasured = { measured: '', measuredBy: '', nextChangeOn: '2000-01-01' }
  const before = { measured: { $exists: false } }
  await db.collection(STANDINGS).updateMany(before, { $set: unmeasured, $unset: { rating: '' } })
}

/** Standings of before kept values and records in one text: as above. */
async function askToSplit({ db }: Database): Promise<void> {
  const unmeasured = { measured: '', measuredBy: '', nextChangeOn: '2000-01-01' }
  const before = { records: { $exists: false }, lastEntry: { $exists: false } }
  await db.collection(STANDINGS).updateMany(before, { $set: unmeasured })
}

/** Standings of before kept the records themselves; until the daily pass says up to which they go, all are read. */
async function leaveRecordsToLedger({ db }: Database): Promise<void> {
  const unread = { lastEntry: OPEN, nextChangeOn: '2000-01-01' }
  const before = { lastEntry: { $exists: false } }
  await db.collection(STANDINGS).updateMany(before, { $set: unread, $unset: { records: '' } })
}

/** Where any of these kinds is recorded, the next daily pass looks at everybody. */
const lookAgain =
  (...kinds: readonly EntryKind[]) =>
  async ({ db }: Database): Promise<void> => {
    if ((await db.collection('ledger').findOne({ kind: { $in: kinds } })) === null) return
    await db.collection(STANDINGS).updateMany({ until: OPEN }, { $set: { nextChangeOn: '2000-01-01' } })
  }

/** Who has a place was listed apart; the standings say it. */
async function forgetPlaces({ db }: Database): Promise<void> {
  await db.collection<{ _id: string }>(PLACINGS).deleteOne({ _id: 'places' })
}

/** The indexes of the collections of this feature. */
export const migrations: readonly Migration[] = [
  { name: 'ratings-1-indexes', up: createIndexes },
  { name: 'ratings-3-editions', up: bringFirstEdition },
  { name: 'ratings-6-measured', up: askToMeasure },
  { name: 'ratings-7-counts', up: countStandings },
  { name: 'ratings-8-changes', up: indexChanges },
  { name: 'ratings-10-places', up: forgetPlaces },
  { name: 'ratings-9-records', up: askToSplit },
  { name: 'ratings-11-alerts', up: moveAlertsOut },
  { name: 'ratings-12-last-entry', up: leaveRecordsToLedger },
  // Before, a ranking moved whoever answers for a unit on the next day that had something else for them.
  { name: 'ratings-13-rankings', up: lookAgain('ranking') },
  { name: 'ratings-14-joined-columns', up: joinOldColumns },
  // Before, it did so where it left the unit out; and a settled quarter fired Y5 together with a new one.
  { name: 'ratings-15-streaks', up: lookAgain('ranking', 'placement') },
]
