import type { Database } from '../../../src/platform/database/index.ts'
import type { Runner } from '../interleave.ts'
import { cadreIdOf } from './county.ts'
import { byWriters, cadreSteps } from './writers.ts'
import type { Written } from './written.ts'

/** What a plain program on the driver does: a transaction each, which inserts fact and audit entry and updates the standing. */
export function plainMongo({ db, client }: Database, written: Written, cadres: number, writers: number): Runner {
  const collection = (name: string) => db.collection<{ _id: number | string; idempotencyKey?: string }>(name)
  const next = cadreSteps(cadres)
  let id = 10_000_000
  const record = async (): Promise<void> => {
    id += 1
    const _id = id
    const cadre = cadreIdOf(next())
    const session = client.startSession()
    await session.withTransaction(
      async () => {
        await collection('ledger').insertOne({ _id, ...written.ledger }, { session })
        await collection('facts').insertOne({ _id, ...written.fact }, { session })
        await collection('standings').updateOne({ _id: cadre }, { $set: written.standing }, { session })
        await collection('audit').insertOne({ _id, ...written.audit, idempotencyKey: `plain-${_id}` }, { session })
      },
      { writeConcern: { w: 'majority', j: true } },
    )
    await session.endSession()
  }
  return { name: 'driver, a transaction each', run: times => byWriters(writers, times, record) }
}
