import type { Actor } from '../../../src/domain/access/roles.ts'
import { migrations as auditMigrations } from '../../../src/features/audit/index.ts'
import { createFacts, type Facts, migrations as factMigrations } from '../../../src/features/facts/index.ts'
import { ledgerMigrations, ledgerStore } from '../../../src/features/ledger/index.ts'
import { createPeople, type People, migrations as peopleMigrations } from '../../../src/features/people/index.ts'
import { createRatings, type Ratings, migrations as ratingMigrations } from '../../../src/features/ratings/index.ts'
import { createRules, createRulesStore, type RulesStore } from '../../../src/features/rules/index.ts'
import { steppedClock, systemClock } from '../../../src/platform/clock.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import { createJournal, type Journal } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { TODAY } from './county.ts'

/** Who records in these measurements: of 干部科, with the right over every unit. */
export const clerk: Actor = {
  userId: 'k1',
  username: 'k1',
  name: '干部科甲',
  role: 'section',
  unitId: null,
  cadreId: null,
}

/** The product's services that recording a fact runs through, over one database. */
export interface Installation {
  readonly facts: Facts
  readonly journal: Journal
  readonly people: People
  readonly ratings: Ratings
  readonly rulesStore: RulesStore
  /** How often a group had to run again so far. */
  retries(): number
}

/** As compose.ts builds them; `maxGroup` 1 gives each command a transaction of its own. */
export function installation(database: Database, maxGroup: number): Installation {
  const clock = steppedClock(TODAY)
  const rulesStore = createRulesStore(database)
  const rules = createRules(rulesStore)
  const ledger = ledgerStore(database)
  const people = createPeople({ database })
  const ratings = createRatings({ database, ledger, rules, people, isCadre: subject => subject.startsWith('c') })
  let retries = 0
  const log = createLogger({
    level: 'warn',
    destination: {
      write: line => {
        if (line.includes('group runs again')) retries += 1
        process.stderr.write(line)
      },
    },
  })
  const settings = { database, clock, realClock: systemClock(), log, maxGroup }
  const journal = createJournal({ ...settings, beforeCommit: ratings.beforeCommit })
  const accountNames = async () => new Map<string, string>()
  const facts = createFacts({
    database,
    journal,
    ledger,
    people,
    rules,
    clock,
    accountNames,
    carriedOver: async () => [],
  })
  return { facts, journal, people, ratings, rulesStore, retries: () => retries }
}

/** Creates every collection and index that recording a fact writes to. */
export const createIndexes = (database: Database): Promise<unknown> =>
  runMigrations(database, [
    ...ledgerMigrations,
    ...auditMigrations,
    ...peopleMigrations,
    ...factMigrations,
    ...ratingMigrations,
  ])
