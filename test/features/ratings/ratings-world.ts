import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ledgerMigrations, ledgerStore } from '../../../src/features/ledger/index.ts'
import { createPeople } from '../../../src/features/people/index.ts'
import { createRatings, migrations, type Ratings } from '../../../src/features/ratings/index.ts'
import { createRules, createRulesStore, defaultRuleSet, seedRules } from '../../../src/features/rules/index.ts'
import { type SteppedClock, steppedClock, systemClock } from '../../../src/platform/clock.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import { createJournal, type Journal, type JournalSettings } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { emptyDatabase } from '../../support/database.ts'
import { publish } from '../../support/publish.ts'

/** The ledger, the rules and the ratings over a real journal and a stopped clock. */
export interface World {
  readonly database: Database
  readonly clock: SteppedClock
  readonly journal: Journal
  readonly ratings: Ratings
  /** Verifications are recorded by another person than everything else. */
  record(...entries: readonly NewEntry[]): Promise<readonly number[]>
  /** Puts a version in force from a day on: the default rule set as changed. */
  publish(id: string, effectiveOn: string, change: (ruleSet: RuleSet) => RuleSet): Promise<void>
  close(): Promise<void>
}

const clerk = { userId: 'k1', name: '干部科甲', role: 'section' }
const verifier = { userId: 'j1', name: '监督科甲', role: 'supervision' }

/** What one program has over a database; its journal is not started. */
export function programOver(
  database: Database,
  clock: SteppedClock,
  lease: Pick<JournalSettings, 'leaseMs' | 'renewMs'> = {},
) {
  const store = createRulesStore(database)
  const rules = createRules(store)
  const ledger = ledgerStore(database)
  const ratings = createRatings({
    database,
    ledger,
    rules,
    people: createPeople({ database }),
    isCadre: subject => subject.startsWith('c'),
  })
  const journal = createJournal({
    database,
    clock,
    realClock: systemClock(),
    log: createLogger({ level: 'silent' }),
    beforeCommit: ratings.beforeCommit,
    ...lease,
  })
  return { store, rules, ratings, journal }
}

interface WorldWish extends Pick<JournalSettings, 'leaseMs' | 'renewMs'> {
  /** What is done to the database before anything uses it. */
  readonly prepared?: (database: Database) => void
}

export async function openWorld(today: string, { prepared = () => {}, ...lease }: WorldWish = {}): Promise<World> {
  const database = await emptyDatabase()
  prepared(database)
  await runMigrations(database, [...ledgerMigrations, ...migrations])
  const clock = steppedClock(today)
  const { store, rules, ratings, journal } = programOver(database, clock, lease)
  await journal.start()
  let keys = 0
  const submit = (run: Parameters<Journal['submit']>[0]['run'], actor = clerk) => {
    keys += 1
    return journal.submit({ action: 'test', actor, idempotencyKey: `k${keys}`, requestId: 'r', run })
  }
  await submit(async work => {
    await seedRules(work, store)
    return null
  })
  return {
    database,
    clock,
    journal,
    ratings,
    record: async (...entries) => {
      const actor = entries.some(entry => entry.kind === 'verification') ? verifier : clerk
      return (await submit(async work => entries.map(entry => work.record(entry).id), actor)) as number[]
    },
    publish: async (id, effectiveOn, change) => {
      const usual = await defaultRuleSet()
      await publish({ database, journal, rules }, id, effectiveOn, () => change(usual))
    },
    close: async () => {
      await journal.stop()
      await database.close()
    },
  }
}
