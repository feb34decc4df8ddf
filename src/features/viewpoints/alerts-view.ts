import type { AlertKind } from '../../domain/rating/alerts.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import type { Day } from '../../domain/time/days.ts'
import type { AlertFilter, AlertsBefore, Who } from '../ratings/index.ts'
import type { PageStart } from './page-start.ts'

/** One cadre whom an alert names, as rated on the day. */
export interface Alerted {
  readonly cadreId: string
  readonly who: Who
  readonly rating: Rating
  /** The colour and mark suggested, what others decide included. */
  readonly suggested: string
  readonly mark: string | null
  /** The day since which the alert stands; null in the past, where no record says so. */
  readonly since: Day | null
}

/** A page of alerts by keyset, and whether there is more on either side. */
interface AlertedPage {
  readonly rows: readonly Alerted[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Whom people should look at on a day, the most pressing first. */
export interface AlertsView {
  page(kind: AlertKind, filter: AlertFilter, start: PageStart, limit: number): Promise<AlertedPage>
  /** Every row of a kind in order, for exports. */
  stream(kind: AlertKind, filter: AlertFilter): AsyncIterable<Alerted>
  /** How many of each kind. */
  counts(filter: AlertFilter): Promise<Readonly<Record<AlertKind, number>>>
  /** How many there were by the rules before when those of today took their place; null where that is not known. */
  countsBefore(filter: AlertFilter): Promise<AlertsBefore | null>
}
