import * as accounts from './features/accounts/index.ts'
import * as assessments from './features/assessments/index.ts'
import * as audit from './features/audit/index.ts'
import * as closing from './features/closes/index.ts'
import * as cycles from './features/cycles/index.ts'
import * as evidence from './features/evidence/index.ts'
import * as facts from './features/facts/index.ts'
import * as ledgers from './features/ledger/index.ts'
import * as peoples from './features/people/index.ts'
import * as ratings from './features/ratings/index.ts'
import * as rosters from './features/roster/index.ts'
import * as rulebooks from './features/rules/index.ts'
import { migrations as trialMigrations } from './features/trials/index.ts'
import { type Database, type Migration, runMigrations } from './platform/database/index.ts'
import type { Journal } from './platform/journal/index.ts'
import { systemActor } from './platform/system-actor.ts'
import { prepareSessions } from './web/session-store.ts'

/** Indexes and seeds of every collection, in order. */
const migrations: readonly Migration[] = [
  ...ledgers.ledgerMigrations,
  ...audit.migrations,
  ...peoples.migrations,
  ...rosters.migrations,
  ...assessments.migrations,
  ...cycles.migrations,
  ...facts.migrations,
  ...evidence.migrations,
  ...ratings.migrations,
  ...closing.migrations,
  ...trialMigrations,
  ...accounts.migrations,
  { name: 'sessions-1-indexes', up: ({ db }) => prepareSessions(db) },
]

/** Brings the database to this version and puts the default rules in force where there are none. */
export async function prepare({
  database,
  journal,
}: {
  readonly database: Database
  readonly journal: Journal
}): Promise<void> {
  await runMigrations(database, migrations)
  await journal.start()
  if (journal.state !== 'writer') return
  await journal.submit({
    action: 'rules.seed',
    actor: systemActor,
    idempotencyKey: 'seed-rules-V1',
    requestId: 'system',
    run: async work => {
      await rulebooks.seedRules(work, rulebooks.createRulesStore(database))
      return null
    },
  })
}
