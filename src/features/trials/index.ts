import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Logger } from '../../platform/logger.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Rules, RulesStore, TrialGate } from '../rules/index.ts'
import type { TrialSources } from './both-sides.ts'
import { createCarryOut } from './carry-out.ts'
import { createCaseStore } from './case-store.ts'
import { type Cases, createCases } from './cases.ts'
import { createTrialGate } from './gate.ts'
import { createMoverStore } from './mover-store.ts'
import { createRunning } from './running.ts'
import { createTrialStore } from './trial-store.ts'
import { createTrials, type Trials, type TrialsDeps } from './trials.ts'

export { closeBases } from './basis.ts'
export { migrations } from './trial-model.ts'
export { trialsRoutes } from './trial-routes.ts'

export interface TrialsSettings extends Pick<TrialsDeps, 'closes'> {
  readonly database: Database
  readonly journal: Journal
  readonly ledger: Pick<LedgerStore, 'head'>
  readonly rules: Rules
  readonly drafts: RulesStore
  readonly sources: TrialSources
  readonly people: People
  readonly clock: Clock
  readonly log: Logger
}

/** Trials, the cases they check, and what publication asks of both. */
export function createTrialServices(settings: TrialsSettings): {
  readonly trials: Trials
  readonly cases: Cases
  readonly gate: TrialGate
} {
  const { database, journal, ledger, rules, drafts, sources, people, clock, log, closes } = settings
  const store = createTrialStore(database)
  const movers = createMoverStore(database)
  const carryOut = createCarryOut({ store, movers, sources, rules, journal, log })
  const trials = createTrials({
    store,
    movers,
    running: createRunning(),
    carryOut,
    drafts,
    rules,
    ledger,
    journal,
    clock,
    closes,
  })
  const cases = createCases({ store: createCaseStore(database), movers, people, journal })
  return { trials, cases, gate: createTrialGate({ trials, cases, rules, people }) }
}
