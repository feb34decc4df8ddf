import { barredFromVerifying } from '../../domain/facts/decisions.ts'
import { factLife } from '../../domain/facts/fact-life.ts'
import type { Database, Migration } from '../../platform/database/index.ts'
import { ledgerStore } from '../ledger/index.ts'
import { createFactIndexes } from './fact-indexes-store.ts'
import { FACTS, type FactRow } from './fact-model.ts'

export const migrations: readonly Migration[] = [
  { name: '2022-02-facts', up: createFactIndexes },
  { name: '2026-11-30-facts-barred', up: keepWhoIsBarred },
]

/** Rows of before say who recorded them alone: of a fact with several channels, or tolerated, more may not verify it. */
async function keepWhoIsBarred(database: Database): Promise<void> {
  const rows = database.db.collection<FactRow>(FACTS)
  await rows.updateMany({}, [{ $set: { barred: ['$recordedBy'] } }])
  const ledger = ledgerStore(database)
  const tolerated = (await ledger.byKind('tolerance')).map(({ data }) => data.of)
  const others = { $or: [{ $expr: { $ne: ['$root', '$_id'] } }, { _id: { $in: tolerated } }] }
  for (const { root, unitId } of await rows.find(others).toArray()) {
    const life = factLife(root, await ledger.entriesOf(unitId))
    if (life !== null) await rows.updateMany({ root }, { $set: { barred: barredFromVerifying(life) } })
  }
}
