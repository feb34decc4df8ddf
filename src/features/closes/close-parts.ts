import type { Clock } from '../../platform/clock.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Facts } from '../facts/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import type { CloseStore } from './close-store.ts'
import type { OrderStore } from './order-store.ts'

/** What closing is made of. */
export interface CloseParts {
  readonly store: CloseStore
  readonly orders: OrderStore
  readonly journal: Journal
  readonly clock: Clock
  readonly log: Logger
  readonly ledger: Pick<LedgerStore, 'entry' | 'head'>
  readonly ratings: Pick<Ratings, 'asOf'>
  readonly people: Pick<People, 'at'>
  readonly rules: Pick<Rules, 'published'>
  readonly facts: Pick<Facts, 'waitingPast'>
  /** By which date of the next month the schedule closes at the latest, 1…28. */
  readonly closeBy: number
}
