import type { Day } from '../../domain/time/days.ts'
import type { Closes } from '../closes/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'

/** What the service is made of: it reads, and writes nothing. */
export interface FairnessDeps {
  readonly closes: Pick<Closes, 'list' | 'outcomesOf'>
  readonly people: Pick<People, 'at'>
  readonly ledger: LedgerStore
  readonly today: () => Day
}
