import { createPeople, migrations as peopleMigrations } from '../../../src/features/people/index.ts'
import { createRoster, migrations } from '../../../src/features/roster/index.ts'
import { steppedClock, systemClock } from '../../../src/platform/clock.ts'
import { runMigrations } from '../../../src/platform/database/index.ts'
import { createJournal, fromDocument, type LedgerDocument } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { emptyDatabase } from '../../support/database.ts'

export const clerk = { userId: 'k1', name: '周敏', role: 'section' }

/** An empty installation on 2022-05-31: people and roster over a real journal and database. */
export async function installation() {
  const database = await emptyDatabase()
  await runMigrations(database, [...peopleMigrations, ...migrations])
  const clock = steppedClock('2022-05-31')
  const log = createLogger({ level: 'silent' })
  const journal = createJournal({ database, clock, realClock: systemClock(), log })
  await journal.start()
  const people = createPeople({ database })
  const roster = createRoster({ database, journal, people, clock })
  const ledger = async () => {
    const found = await database.db.collection<LedgerDocument>('ledger').find().sort({ _id: 1 }).toArray()
    return found.map(fromDocument)
  }
  const close = async () => {
    await journal.stop()
    await database.close()
  }
  return { database, clock, journal, people, roster, ledger, close }
}
