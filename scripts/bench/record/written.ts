import type { Database } from '../../../src/platform/database/index.ts'

type Stored = Readonly<Record<string, unknown>>

/** What recording one fact wrote, to be written again by the peers under other ids: the same bytes for all. */
export interface Written {
  readonly ledger: Stored
  readonly fact: Stored
  readonly standing: Stored
  readonly audit: Stored
}

export async function lastWritten({ db }: Database): Promise<Written> {
  const last = async (name: string): Promise<Stored> => {
    const found = await db.collection(name).findOne({}, { sort: { _id: -1 }, projection: { _id: 0 } })
    if (found === null) throw new Error(`nothing was written to ${name}`)
    return found
  }
  const [ledger, fact, audit] = await Promise.all([last('ledger'), last('facts'), last('audit')])
  const [cadreId = ''] = fact.cadreIds as readonly string[]
  const standing = await db
    .collection<{ _id: string }>('standings')
    .findOne({ _id: cadreId }, { projection: { _id: 0 } })
  return { ledger, fact, standing: standing ?? {}, audit }
}
