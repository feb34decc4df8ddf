import { seedRules } from '../../../src/features/rules/index.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import type { Work } from '../../../src/platform/journal/index.ts'
import type { County } from './county.ts'
import { clerk, createIndexes, type Installation } from './installation.ts'

/** Puts a county into an empty installation, everybody rated. Its journal is started. */
export async function fill(database: Database, { journal, people, ratings, rulesStore }: Installation, county: County) {
  await createIndexes(database)
  const documents = county.entries.map(({ id, ...rest }) => ({ _id: id, ...rest }))
  await database.db.collection<{ _id: number }>('ledger').insertMany(documents, { ordered: false })
  await database.db
    .collection<{ _id: string }>('audit_head')
    .insertOne({ _id: 'main', seq: 0, ledgerSeq: documents.length, fence: 0, hash: null } as { _id: string })
  await journal.start()
  let keys = 0
  const submit = (run: (work: Work) => Promise<unknown>): Promise<unknown> => {
    keys += 1
    return journal.submit({
      action: 'bench.fill',
      actor: clerk,
      idempotencyKey: `fill-${keys}`,
      requestId: 'bench',
      run,
    })
  }
  await submit(async work => {
    await seedRules(work, rulesStore)
    for (const unit of county.units) people.writeUnit(work, unit)
    for (const cadre of county.cadres) people.writeCadre(work, cadre)
    return null
  })
  const ids = county.cadres.map(cadre => cadre.id)
  for (let i = 0; i < ids.length; i += 200) {
    await submit(async work => {
      await ratings.move(work, ids.slice(i, i + 200), 'rules')
      return null
    })
  }
}

const copied = [
  'ledger',
  'audit',
  'cadres',
  'units',
  'roster_counter',
  'rule_sets',
  'standings',
  'standing_counts',
  'placings',
]

/** The same installation again in another database; `head` too, so that a journal goes on there. */
export async function copy(from: Database, to: Database): Promise<void> {
  await createIndexes(to)
  for (const name of [...copied, 'audit_head']) {
    const documents = await from.db.collection(name).find().toArray()
    await to.db.collection(name).deleteMany({})
    if (documents.length > 0) await to.db.collection(name).insertMany(documents, { ordered: false })
  }
}
