import type { Entry } from '../../domain/evidence/entries.ts'
import type { MovementCause } from '../../domain/moves/around-movement.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { countsNothingYet } from '../../domain/rating/facts.ts'
import type { Placeable, Placing } from '../../domain/rating/place.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import { type Suggestion, suggest } from '../../domain/rating/suggest.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, FOREVER, type Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Group, Journal, Work } from '../../platform/journal/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import { type AlertStore, createAlertStore } from './alert-store.ts'
import { createBoardKeeper, editionIn } from './board-keeper.ts'
import { type ChangeStore, createChangeStore } from './change-store.ts'
import { type DayPassDeps, passDays } from './day-pass.ts'
import { type EditionKey, versionOf } from './edition.ts'
import { ratingsOf } from './judged.ts'
import { type MovingDeps, moveStandings } from './move-standings.ts'
import { createMovedSince, type MovedSince } from './moves.ts'
import { readOthers } from './placeables-store.ts'
import { placingFor } from './placing-for.ts'
import { type AsOf, type AsOfOptions, rateAsOf } from './rate-as-of.ts'
import { raterOf } from './raters.ts'
import { type Difference, differences } from './replay.ts'
import type { ReratingOptions } from './rerating.ts'
import { createReratingStore } from './rerating-store.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import type { StandingDocument, Who } from './standing-model.ts'
import { createStandingStore, type StandingStore } from './standing-store.ts'
import { whoOf } from './who.ts'

export interface RatingsDeps {
  readonly database: Database
  readonly ledger: LedgerStore
  readonly rules: Rules
  readonly people: Pick<People, 'cadresIn'>
  /** Whether a subject of the ledger is a cadre (and not a unit). */
  readonly isCadre: (subject: string) => boolean
}

/** What a page begins with: the edition to be seen. */
export interface EditionNow extends EditionKey {
  /** Rises with each change of any standing, name or placing. */
  readonly generation: number
  readonly version: RuleVersion
  /** The cut-offs of the ranks. */
  readonly classes: Placing['classes']
  /**
   * Not everything is as today has it: other rules are in force and their edition is being prepared (its rules, and how
   * much of it is done), or what the days bring was looked at up to an earlier one.
   */
  readonly preparing: { readonly ruleSet: string; readonly percent: number } | { readonly upTo: Day } | null
}

export interface Ratings {
  readonly store: StandingStore
  readonly alerts: AlertStore
  readonly changes: ChangeStore
  /** The visible edition; before anybody was rated, that of the rules in force on the day. */
  edition(today: Day): Promise<EditionNow>
  /** Hangs on the journal: the standing moves in the transaction of the record that moves it. */
  beforeCommit(work: Work, group: Group): Promise<void>
  /** Inside a command: rates these cadres anew. */
  move(work: Work, cadreIds: readonly string[], cause: Exclude<MovementCause, 'others'>): Promise<void>
  /** Inside a command: a cadre's name or post changed without a record in the ledger. */
  rename(work: Work, cadre: Cadre): void
  /** What the days bring up to today (day-pass.ts): other rules where they come into force, and time; answers how many were due. */
  dailyPass(journal: Journal, today: Day, options?: ReratingOptions): Promise<number>
  /** Deletes what the visible edition superseded, once nobody can be reading it any more. */
  tidy(realNow: Instant): Promise<void>
  /** The suggestion with its reasons and rank as it stands in an edition: the visible one, unless another was read. */
  suggestion(
    cadreId: string,
    seen?: EditionNow,
  ): Promise<{
    readonly suggestion: Suggestion
    readonly standing: StandingDocument
    readonly version: RuleVersion
  } | null>
  /** Own and shared entries of cadres, as a rating by these rules takes them. */
  entriesToRate(cadreIds: readonly string[], ruleSet: RuleSet): Promise<ReadonlyMap<string, readonly Entry[]>>
  /** What the placing looks at of everybody but this cadre. */
  others(cadreId: string): Promise<readonly Placeable[]>
  /** The ratings of standings of the edition that goes by this version, with their reasons; by cadre. */
  ratingsOf(standings: readonly StandingDocument[], version: RuleVersion): Promise<ReadonlyMap<string, Rating>>
  /** Who moved since a moment: from where, to where. */
  readonly moved: MovedSince
  asOf(day: Day, knownAt?: Instant, options?: AsOfOptions): Promise<AsOf>
  replay(today: Day): Promise<Difference[]>
}

export function createRatings(deps: RatingsDeps): Ratings {
  const { database, ledger, rules, isCadre } = deps
  const store = createStandingStore(database)
  const alerts = createAlertStore(database, store)
  const unseen = createReratingStore(database)
  const boards = createBoardKeeper(database, rules)
  const renamed = new Set<string>()
  const moving: MovingDeps = {
    rules,
    boards,
    who: async (work, ids) => whoById(await deps.people.cadresIn(work, ids)),
  }
  const asOf: Ratings['asOf'] = (day, knownAt, options) => rateAsOf({ ledger, rules }, day, knownAt, options)
  const move: Ratings['move'] = (work, cadreIds, cause) =>
    moveStandings(work, cadreIds, { ...nothingRecorded, cause, day: work.today }, moving)
  const entriesToRate: Ratings['entriesToRate'] = async (cadreIds, ruleSet) => {
    const [own, shared] = await Promise.all([
      ledger.entriesOfMany(cadreIds),
      readShared(database.db.collection('ledger'), sharedFields(ruleSet)),
    ])
    return new Map([...own].map(([id, entries]) => [id, [...entries, ...shared]]))
  }
  const rated: Ratings['ratingsOf'] = (standings, version) => ratingsOf(standings, version, entriesToRate)
  const edition: Ratings['edition'] = async today => {
    const current = await store.current()
    if (current === null)
      return { number: 1, base: 1, generation: 0, version: await rules.inForce(today), classes: {}, preparing: null }
    const { generation, classes, next, day: upTo = today } = current
    const { number, base } = editionIn(current)
    const version = await versionOf(current, rules)
    const isBehind = upTo < today && today < FOREVER
    const preparing = next ? { ruleSet: next.ruleSet, percent: await unseen.percent() } : isBehind ? { upTo } : null
    return { number, base, generation, version, classes, preparing }
  }
  let passing: Promise<number> | null = null
  const days: DayPassDeps = {
    ...{ store: unseen, ledger, rules, boards, standings: store },
    move: (work, cadreIds, day) => moveStandings(work, cadreIds, { ...nothingRecorded, cause: 'time', day }, moving),
  }
  return {
    store,
    alerts,
    changes: createChangeStore(database, store),
    moved: createMovedSince(store),
    edition,
    move,
    rename: (_work, cadre) => void renamed.add(cadre.id),
    beforeCommit: async (work, group) => {
      const names = new Set(renamed)
      renamed.clear()
      if (group.recorded.length === 0 && names.size === 0) return
      const telling = group.recorded.filter(entry => !countsNothingYet(entry))
      const touched = [...new Set(telling.flatMap(entry => entry.subjects))].filter(isCadre).sort()
      const why = { cause: 'record', day: work.today, recorded: group.recorded, renamed: names } as const
      await moveStandings(work, touched, why, moving)
    },
    dailyPass: (journal, today, options) => {
      passing ??= passDays(journal, today, days, options).finally(() => {
        passing = null
      })
      return passing
    },
    tidy: async realNow => {
      const current = await store.current()
      const visibleAt = (await unseen.job())?.visibleAt ?? null
      if (current === null || visibleAt === null || Date.parse(realNow) - Date.parse(visibleAt) < READERS_MS) return
      await unseen.sweep(editionIn(current))
    },
    suggestion: async (cadreId, seen) => {
      const now = seen ?? (await edition(FOREVER))
      const { version, classes } = now
      const standing = await store.standing(cadreId, now)
      if (standing === null) return null
      const { ruleSet } = version
      const rank = await store.rank(standing, now)
      const placing = placingFor(standing, classes, ruleSet)
      const rating = (await rated([standing], version)).get(cadreId)
      return rating === undefined ? null : { suggestion: suggest(rating, placing, ruleSet, rank), standing, version }
    },
    entriesToRate,
    others: async cadreId => readOthers(database, cadreId, await store.visible()),
    ratingsOf: rated,
    asOf,
    replay: async today => {
      const now = await edition(today)
      const { version, classes } = now
      const [standings, alertsOf, counts, rebuilt] = await Promise.all([
        store.all(now),
        alerts.all(now),
        store.allCounts(now.number),
        asOf(today, undefined, { version }),
      ])
      const measurers = new Map((await rules.published()).map(one => [one.hash, raterOf(one)]))
      return differences({ standings, alerts: alertsOf, classes, counts }, rebuilt, measurers)
    },
  }
}

const nothingRecorded = { recorded: [], renamed: new Set<string>() } as const

/** Nobody reads longer than this from the edition they began with, in milliseconds. */
const READERS_MS = 600_000

const whoById = (cadres: ReadonlyMap<string, Cadre>): Map<string, Who> =>
  new Map([...cadres].map(([id, cadre]) => [id, whoOf(cadre)]))
