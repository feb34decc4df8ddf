import type { Entry } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { countsNothingYet } from '../../domain/rating/facts.ts'
import type { Placeable } from '../../domain/rating/place.ts'
import { type Suggestion, suggest } from '../../domain/rating/suggest.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Group, Journal, Work } from '../../platform/journal/index.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import { type AlertStore, createAlertStore } from './alert-store.ts'
import { emptyPlacing } from './board.ts'
import { createBoardKeeper } from './board-keeper.ts'
import { type MovingDeps, moveStandings } from './move-standings.ts'
import type { MovementCause } from './movement.ts'
import { readOthers } from './placeables-store.ts'
import { type AsOf, type AsOfOptions, rateAsOf } from './rate-as-of.ts'
import { type Difference, differences } from './replay.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { STANDINGS, type StandingDocument, type Who } from './standing-model.ts'
import { createStandingStore, type StandingStore } from './standing-store.ts'
import { ratingOf } from './stored-rating.ts'
import { whoOf } from './who.ts'

export interface RatingsDeps {
  readonly database: Database
  readonly ledger: LedgerStore
  readonly rules: Rules
  readonly people: Pick<People, 'cadresIn'>
  /** Whether a subject of the ledger is a cadre (and not a unit). */
  readonly isCadre: (subject: string) => boolean
}

export interface Ratings {
  readonly store: StandingStore
  readonly alerts: AlertStore
  /** Hangs on the journal: the standing moves in the transaction of the record that moves it. */
  beforeCommit(work: Work, group: Group): Promise<void>
  /** Inside a command: rates these cadres anew. */
  move(work: Work, cadreIds: readonly string[], cause: Exclude<MovementCause, 'others'>): Promise<void>
  /** Inside a command: a cadre's name or post changed without a record in the ledger. */
  rename(work: Work, cadre: Cadre): void
  /** Rates those whose `nextChangeOn` has come (因时间推移), a hundred a command; answers how many. */
  dailyPass(journal: Journal, today: Day): Promise<number>
  /** Rates everybody anew after other rules came into force. */
  rateAll(journal: Journal, key: string): Promise<number>
  /** The suggestion with its reasons and rank as it stands now. */
  suggestion(cadreId: string): Promise<{
    readonly suggestion: Suggestion
    readonly standing: StandingDocument
    readonly version: RuleVersion
  } | null>
  /** Own and shared entries of cadres, as a rating by these rules takes them. */
  entriesToRate(cadreIds: readonly string[], ruleSet: RuleSet): Promise<ReadonlyMap<string, readonly Entry[]>>
  /** What the placing looks at of everybody but this cadre. */
  others(cadreId: string): Promise<readonly Placeable[]>
  asOf(day: Day, knownAt?: Instant, options?: AsOfOptions): Promise<AsOf>
  replay(today: Day): Promise<Difference[]>
}

export function createRatings(deps: RatingsDeps): Ratings {
  const { database, ledger, rules, isCadre } = deps
  const store = createStandingStore(database)
  const moving: MovingDeps = {
    rules,
    boards: createBoardKeeper(),
    who: async (work, ids) => whoById(await deps.people.cadresIn(work, ids)),
  }
  const asOf: Ratings['asOf'] = (day, knownAt, options) => rateAsOf({ ledger, rules }, day, knownAt, options)
  const move: Ratings['move'] = (work, cadreIds, cause) =>
    moveStandings(work, cadreIds, { cause, recorded: [] }, moving)
  return {
    store,
    alerts: createAlertStore(database),
    move,
    rename: (work, cadre) => work.update(STANDINGS, cadre.id, { $set: { who: whoOf(cadre) } }),
    beforeCommit: async (work, group) => {
      if (group.recorded.length === 0) return
      const telling = group.recorded.filter(entry => !countsNothingYet(entry))
      const touched = [...new Set(telling.flatMap(entry => entry.subjects))].filter(isCadre).sort()
      await moveStandings(work, touched, { cause: 'record', recorded: group.recorded }, moving)
    },
    dailyPass: async (journal, today) =>
      moveInBatches(journal, await store.dueIds(today), 'time', `daily-${today}`, move),
    rateAll: async (journal, key) => moveInBatches(journal, await store.ids(), 'rules', key, move),
    suggestion: async cadreId => {
      const standing = await store.standing(cadreId)
      if (standing === null) return null
      const [placing, rank, versions] = await Promise.all([store.placing(), store.rank(standing), rules.published()])
      const version = versions.find(({ ruleSet }) => ruleSet.id === standing.ruleSet)
      if (version === undefined) throw new Error(`rule set ${standing.ruleSet} of a standing is not published`)
      const rating = ratingOf(standing, version.ruleSet)
      return { suggestion: suggest(rating, placing?.placing ?? emptyPlacing, version.ruleSet, rank), standing, version }
    },
    entriesToRate: async (cadreIds, ruleSet) => {
      const [own, shared] = await Promise.all([
        ledger.entriesOfMany(cadreIds),
        readShared(database.db.collection('ledger'), sharedFields(ruleSet)),
      ])
      return new Map([...own].map(([id, entries]) => [id, [...entries, ...shared]]))
    },
    others: cadreId => readOthers(database, cadreId),
    asOf,
    replay: async today => {
      const [standings, placing, rebuilt, next] = await Promise.all([
        store.all(),
        store.placing(),
        asOf(today),
        rules.nextBeginning(today),
      ])
      return differences({ standings, placing }, rebuilt, next)
    },
  }
}

const whoById = (cadres: ReadonlyMap<string, Cadre>): Map<string, Who> =>
  new Map([...cadres].map(([id, cadre]) => [id, whoOf(cadre)]))

const BATCH = 100

/** One command a batch, so that other commands get their turn. */
async function moveInBatches(
  journal: Journal,
  ids: readonly string[],
  cause: 'time' | 'rules',
  key: string,
  move: Ratings['move'],
): Promise<number> {
  for (let i = 0; i < ids.length; i += BATCH) {
    const batch = ids.slice(i, i + BATCH)
    await journal.submit({
      action: cause === 'time' ? 'ratings.daily-pass' : 'ratings.new-rules',
      actor: systemActor,
      idempotencyKey: `${key}-${i}-${batch[0]}`,
      requestId: 'system',
      prefetch: batch,
      run: async work => {
        await move(work, batch, cause)
        work.about({ type: 'standings', id: work.today }, { after: { moved: batch.length } })
        return batch.length
      },
    })
  }
  return ids.length
}
