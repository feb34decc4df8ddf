import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Collection, MongoClient } from 'mongodb'
import { type Database, sharedRead } from '../../../src/platform/database/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { testServer } from '../../support/root-hooks.ts'

interface Counter {
  readonly _id: string
  readonly n: number
}

/** Stands between a client and the server, and breaks the connection over which the words first come. */
async function breakingOnce(server: string, words: string) {
  const { hostname, port } = new URL(server)
  const sockets = new Set<Socket>()
  let broken = 0
  const proxy = createServer(from => {
    const to = connect(Number(port), hostname)
    for (const [socket, other] of [[from, to] as const, [to, from] as const]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => other.destroy())
    }
    to.pipe(from)
    from.on('data', sent => {
      if (broken > 0 || !sent.includes(words)) return to.write(sent)
      broken += 1
      return from.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const uri = new URL(server)
  uri.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const close = () => {
    proxy.close()
    for (const socket of sockets) socket.destroy()
  }
  return { uri: uri.href, broken: () => broken, close }
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

  it('is one answer however long, read as the database was told to', async () => {
    const many = database.db.collection<Counter>('many')
    await many.insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: `m${n}`, n })))
    const read = sharedRead(many)
    await database.db.setProfilingLevel('all')
    const found = await Promise.all(Array.from({ length: 300 }, (_, n) => read(`m${n}`)))
    await database.db.setProfilingLevel('off')
    expect(found.map(document => document?.n)).to.deep.equal(Array.from({ length: 300 }, (_, n) => n))
    const op = { $in: ['query', 'getmore'] }
    const reads = await database.db.collection('system.profile').find({ ns: many.namespace, op }).toArray()
    expect(reads.map(({ command }) => command.readConcern)).to.deep.equal([{ level: 'majority' }])
  })

  it('is asked once more when its connection breaks', async () => {
    const { uri } = await testServer()
    const between = await breakingOnce(uri, 'a read that breaks')
    const client = await MongoClient.connect(between.uri, { directConnection: true })
    try {
      const read = sharedRead(client.db(database.db.databaseName).collection<Counter>('counters'))
      expect(await read('a read that breaks')).to.equal(null)
      expect(between.broken()).to.equal(1)
      expect((await read('b'))?._id).to.equal('b')
    } finally {
      await client.close()
      between.close()
    }
  })

  it('is one command for several collections, and none knows of another that fails', async () => {
    const { db } = database
    await db.collection<Counter>('others').insertMany(['a', 'z'].map(_id => ({ _id, n: 7 })))
    await db.createCollection('broken', { viewOn: 'others', pipeline: [{ $project: { n: { $divide: [1, 0] } } }] })
    const [read, readOther, readBroken] = [
      sharedRead(counters),
      sharedRead(db.collection<Counter>('others')),
      sharedRead(db.collection<Counter>('broken')),
    ]
    await db.setProfilingLevel('all')
    const found = await Promise.all([read('a'), readOther('a'), readOther('z'), read('z')])
    await db.setProfilingLevel('off')
    expect(found.map(document => document?._id)).to.deep.equal(['a', 'a', 'z', undefined])
    expect(found.map(document => document?.n === 7)).to.deep.equal([false, true, true, false])
    const joined = { 'command.pipeline': { $exists: true } }
    expect(await db.collection('system.profile').countDocuments(joined)).to.equal(1)
    const outcomes = await Promise.allSettled([readBroken('a'), readOther('a'), read('a')])
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled', 'fulfilled'])
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
