import { type Action, can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Forbidden, NotFound } from '../../domain/errors.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import type { FactStore } from './fact-store.ts'
import type { PastStates } from './past-states.ts'

/** What the services of this area are made of. */
export interface FactParts {
  readonly store: FactStore
  readonly pastStates: PastStates
  readonly journal: Journal
  readonly ledger: LedgerStore
  readonly people: People
  readonly rules: Rules
  readonly clock: Clock
  readonly calendar: WorkCalendar
  /** The closes at which a fact waited past its clock and went to the next month (转入下月). */
  readonly carriedOver: (
    factId: number,
  ) => Promise<readonly { readonly month: string; readonly day: Day; readonly closedAt: Instant }[]>
  /** Names of accounts by their ids; those not there are left out. */
  readonly accountNames: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Names one submission: see `Command` of the journal. */
export interface Keys {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address?: string
}

/** Refuses who has no such right over the unit's facts; whoever may not even see them learns nothing of them. */
export function demand(actor: Actor, action: Action, unitId: string): void {
  if (can(actor, action, { unitId })) return
  throw can(actor, 'facts.read', { unitId }) ? new Forbidden() : new NotFound()
}
