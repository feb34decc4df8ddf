import type { Entry } from '../../domain/evidence/entries.ts'
import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Unkept } from '../people/index.ts'
import type {
  CountCell,
  EditionNow,
  ListStart,
  Movement,
  StandingFilter,
  StandingOutline,
  StandingSort,
  UnitListed,
  Who,
} from '../ratings/index.ts'
import type { AlertsView } from './alerts-view.ts'
import type { PastDay } from './past-day.ts'

/** One cadre as rated on the day, by the rules that rated. */
export interface Rated {
  readonly cadreId: string
  /** Name, level and post as of the day. */
  readonly who: Who
  /** The day since which the suggestion is what it is; null when no record of the time says so. */
  readonly since: Day | null
  /** In rows of a list without the rank. */
  readonly suggestion: Suggestion
  readonly version: RuleVersion
}

/** What a rating is made of. As long as it is the same, so is the rating; names of units are not in it. */
interface RatedFrom {
  /** The rules and cut-offs, or all that a past day comes from. */
  readonly by: string
  /** The standing as it is stored; empty for a past day. */
  readonly bytes: Uint8Array
}

/** A row of a list that is not rated yet. */
export interface UnratedRow {
  /** Names the cadre, and of a past day the day and what is known. */
  readonly id: string
  readonly from: RatedFrom
}

/** A page of a list by keyset, and whether there is more on either side. */
export interface RatedPage {
  readonly rows: readonly UnratedRow[]
  /** Rates rows of the page, in the order in which they are given. */
  rated(rows: readonly UnratedRow[]): Promise<readonly Rated[]>
  readonly earlier: boolean
  readonly later: boolean
}

/** One cadre in the roster of a past day; of who held no main post without unit. */
export interface RosterRow {
  readonly cadreId: string
  readonly name: PersonName
  readonly unitId: string | null
  /** 正职. */
  readonly head: boolean
}

/** A close that a view is compared with. */
export interface CloseBefore {
  readonly day: Day
  readonly knownAt: Instant
  /** How many stood on each list. */
  readonly listed: Readonly<Record<string, number>>
  /** The list of each cadre; takes reading everybody. */
  outcomes(): Promise<ReadonlyMap<string, string>>
}

/** What a past view says of itself beside day and knowledge. */
export interface Past extends PastDay {
  /** The last entry of the ledger it knows; 0 when it knows none. */
  readonly position: number
  /** How many cadres and units are called as they are registered now, because what they were then was not kept. */
  readonly unkept: Unkept
}

/** A point in time, and what is known there. */
export interface Moment {
  readonly day: Day
  /** What is known: entries recorded later do not exist here. */
  readonly knownAt: Instant
  /** Null: today. */
  readonly past: Past | null
  /** The rules that rated: those in force on the day, or until its edition is ready the ones before. */
  readonly version: RuleVersion
  /** What of today is not computed yet; null when everything is, and in the past. */
  readonly preparing: EditionNow['preparing']
}

/**
 * Everybody's rating as seen from one point in time: today's standings, or a past day as known then or now. Lists, files
 * and home read this and nothing else, so that a page has one way to come about.
 */
export interface RatingsView extends Moment {
  /** Published by the end of the day and to begin next. */
  readonly coming: RuleVersion | null
  /** Names all that is shown from here, the roster's names included: the same stamp, the same answers. */
  readonly stamp: string
  page(filter: StandingFilter, sort: StandingSort, start: ListStart, limit: number): Promise<RatedPage>
  /** Every row of a filter in order. */
  stream(filter: StandingFilter, sort: StandingSort): AsyncIterable<Rated>
  /** What is counted of every row of a filter, in no order. */
  outlines(filter: StandingFilter): AsyncIterable<StandingOutline>
  count(filter: StandingFilter): Promise<number>
  /** How many stand how, of these units together; null: of everybody. */
  counts(unitIds: readonly string[] | null): Promise<readonly CountCell[]>
  /** The units with the most people on a list (or in `total`), at most `limit`; those with none are left out. */
  mostListed(list: string, limit: number): Promise<readonly UnitListed[]>
  /** Of these units, those where anybody stands. */
  listedOf(unitIds: readonly string[]): Promise<readonly UnitListed[]>
  /** How many stood on which list at a close and stand on which now, `blue none` → 3; only who was and is rated. */
  moves(close: CloseBefore): Promise<ReadonlyMap<string, number>>
  /** These cadres without the rank; who is not rated is left out. */
  ratedOf(cadreIds: readonly string[]): Promise<ReadonlyMap<string, Rated>>
  /** One cadre with the rank; null when not rated on the day. */
  rated(cadreId: string): Promise<Rated | null>
  /** These cadres as they were on the day: with the main post held then, null when none was. */
  asThen(cadres: readonly Cadre[]): Promise<readonly Cadre[]>
  /** Everybody in the roster on the day; null today, where the roster itself is asked. */
  readonly roster: (() => readonly RosterRow[]) | null
  /** Whether an entry of the ledger is known from here. */
  knows(entry: Entry): boolean
  /** A cadre's entries that are known, in order of id. */
  entriesOf(cadreId: string): Promise<readonly Entry[]>
  /** The known entries of cadres, own and shared, as a rating by `version` takes them. */
  entriesToRate(cadreIds: readonly string[]): Promise<ReadonlyMap<string, readonly Entry[]>>
  readonly alerts: AlertsView
  /** The newest changes up to the day. */
  movements(query: {
    readonly cadreId?: string
    readonly changesOnly?: boolean
    readonly limit: number
  }): Promise<readonly Movement[]>
}
