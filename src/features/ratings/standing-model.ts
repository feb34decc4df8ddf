import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Mark } from '../../domain/rating/rate.ts'
import type { SuggestionMark } from '../../domain/rating/suggest.ts'

/** What a list shows and filters by of a person, kept with the standing so that one query makes a page. */
export interface Who {
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly title: string
  readonly level: string
}

/**
 * The materialised rating of one cadre: a projection of the ledger that can be thrown away and rebuilt (`sanse replay`).
 * It holds from the edition that brought it until another edition superseded it in the same collections (edition.ts).
 * `suggested` and `mark` are final: rating and placing joined. `placed` is what people decided.
 */
export interface StandingDocument {
  readonly _id: string
  readonly cadreId: string
  /** The first edition it belongs to. */
  readonly from: number
  /** The first edition in its collections to which it no longer belongs; OPEN while none. */
  readonly until: number
  readonly who: Who
  readonly unitId: string
  readonly classCode: string
  readonly head: boolean
  readonly scored: boolean
  readonly candidate: boolean
  /** Hundredths; −1 when there is none, so that keyset paging has an order. */
  readonly score: number
  readonly parts: readonly (number | null)[]
  readonly colour: string
  readonly ratingMark: Mark | null
  readonly suggested: string
  readonly mark: SuggestionMark | null
  /** The list it stands on: the suggested colour, or the mark that hides it (countedAs). */
  readonly listed: string
  readonly placed: string | null
  readonly nextChangeOn: string
  /** The day since which the suggestion is what it is. */
  readonly since: string
  /** The day it was last looked at. */
  readonly asOf: string
  /** The values that were measured, but for what the fields above say (stored-measured.ts); the edition's rules judge them. */
  readonly measured: string
  /** The last own entry of the ledger behind it: whoever asks for reasons reads the records up to there. */
  readonly lastEntry: number
  /** Hash of the version of the rules that measured it: its edition's, or an earlier one that measures no less. Empty: not measured yet. */
  readonly measuredBy: string
}

/**
 * What people should look at of one cadre (临近、骤降、未见记录、到期), beside the standing and in editions as it is: more
 * people come near a limit that moves than cross it. Who has no alerts has no document.
 */
export interface AlertsDocument
  extends Pick<StandingDocument, '_id' | 'cadreId' | 'from' | 'until' | 'unitId' | 'classCode'> {
  readonly alerts: StandingAlerts
}

export const STANDINGS = 'standings'
export const ALERTS = 'standing_alerts'
export const PLACINGS = 'placings'
export const MOVEMENTS = 'movements'
/** How many stand how, by unit. */
export const COUNTS = 'standing_counts'
export const JOBS = 'jobs'
/** Who moved while an edition is prepared. */
export const TOUCHED = 'touched'
