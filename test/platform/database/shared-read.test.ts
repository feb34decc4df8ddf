import { expect } from 'chai'
import fc from 'fast-check'
import type { Collection } from 'mongodb'
import { type Database, sharedRead } from '../../../src/platform/database/index.ts'
import { freshDatabase } from '../../support/database.ts'

interface Counter {
  readonly _id: string
  readonly n: number
}

describe('A shared read', () => {
  let database: Database
  let counters: Collection<Counter>
  before(async () => {
    database = await freshDatabase()
    counters = database.db.collection('counters')
    await counters.insertMany(['a', 'b', 'c'].map(_id => ({ _id, n: 0 })))
  })
  after(() => database.close())

  it('answers each its own document, and nothing for what is not there', async () => {
    const read = sharedRead(counters)
    const found = await Promise.all(['b', 'none', 'a', 'b'].map(read))
    expect(found.map(document => document?._id)).to.deep.equal(['b', undefined, 'a', 'b'])
  })

  it('is one read for all who ask while another is under way', async () => {
    const read = sharedRead(counters)
    await database.db.setProfilingLevel('all')
    const first = read('a')
    await Promise.resolve()
    await Promise.all([first, ...Array.from({ length: 50 }, (_, i) => read(i % 2 === 0 ? 'b' : 'c'))])
    await database.db.setProfilingLevel('off')
    const reads = await database.db.collection('system.profile').countDocuments({ ns: counters.namespace, op: 'query' })
    expect(reads).to.equal(2)
  })

  it('never misses what was written before it was asked, however many ask', async () => {
    const read = sharedRead(counters)
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), write: fc.boolean(), readers: fc.nat(4) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
        const asked: Promise<unknown>[] = []
        for (const { id, write, readers } of steps) {
          if (write) await counters.updateOne({ _id: id }, { $inc: { n: 1 } })
          const { n: known = 0 } = (await counters.findOne({ _id: id })) ?? {}
          for (let i = 0; i < readers; i += 1)
            asked.push(read(id).then(found => expect(found?.n).to.be.at.least(known)))
        }
        await Promise.all(asked)
      }),
      { numRuns: 40 },
    )
  })

  it('fails for all who share it, and not for who asks later', async () => {
    await database.db.createCollection('inverses', {
      viewOn: 'counters',
      pipeline: [{ $project: { inverse: { $divide: [1, '$n'] } } }],
    })
    await counters.updateMany({}, { $set: { n: 0 } })
    const read = sharedRead(database.db.collection<{ _id: string; inverse: number }>('inverses'))
    const outcomes = await Promise.allSettled([read('a'), read('b'), read('a')])
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected'])
    await counters.updateMany({}, { $set: { n: 2 } })
    expect((await read('a'))?.inverse).to.equal(0.5)
  })
})
