import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { expect } from 'chai'
import { type Database, openDatabase } from '../../../src/platform/database/index.ts'
import { identify } from '../../../src/platform/database/process-identity.ts'
import { type Journal, NotWriter } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { silentLog, testServer } from '../../support/root-hooks.ts'
import { soon } from '../../support/soon.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk } from './support.ts'

const short = { leaseMs: 600, renewMs: 100 }
/** Renews so rarely that its lease lapses: a process that was stopped. */
const frozen = { leaseMs: 600, renewMs: 600_000 }

describe('two journals over one database', () => {
  let database: Database
  let journals: Journal[]
  beforeEach(async () => {
    database = await freshDatabase()
    journals = []
  })
  afterEach(async () => {
    await Promise.all(journals.map(journal => journal.stop()))
    await database.close()
  })

  const start = async (settings: object, over = database) => {
    const journal = await startJournal(over, settings)
    journals.push(journal)
    return journal
  }
  const until = async (state: Journal['state'], journal: Journal) => {
    while (journal.state !== state) await new Promise(resolve => setTimeout(resolve, 20))
  }
  const stored = (collection: string) => database.db.collection<{ _id: string }>(collection)

  it('have one writer', async () => {
    const first = await start(short)
    const second = await start(short)
    expect([first.state, second.state]).to.deep.equal(['writer', 'reader'])
    expect(await failureOf(second.submit(recordTalk('c1')))).to.be.instanceOf(NotWriter)
    await new Promise(resolve => setTimeout(resolve, 1000))
    expect([first.state, second.state]).to.deep.equal(['writer', 'reader'])
    expect(await first.submit(recordTalk('c1'))).to.equal(1)
  })

  it('hand over when the first stops', async () => {
    const first = await start({ leaseMs: 60_000, renewMs: 100 })
    const second = await start({ leaseMs: 60_000, renewMs: 100 })
    await first.submit(recordTalk('c1'))
    await first.stop()
    await until('writer', second)
    expect(await second.submit(recordTalk('c1'))).to.equal(2)
  })

  it('hand over when the first renews no more, and the first can commit no more', async () => {
    const first = await start(frozen)
    const second = await start(short)
    await first.submit(recordTalk('c1'))
    await until('writer', second)
    expect(await second.submit(recordTalk('c2'))).to.equal(2)
    expect(await failureOf(first.submit(recordTalk('late')))).to.be.instanceOf(NotWriter)
    expect(first.state).to.equal('reader')
    expect((await ledgerOf(database)).map(entry => entry.subjects)).to.deep.equal([['c1'], ['c2']])
    expect((await auditOf(database)).map(entry => entry._id)).to.deep.equal([1, 2])
  })

  it('lose nothing of a transaction the first had open, and do not wait for it', async () => {
    const first = await start(frozen)
    const second = await start(short)
    let go = () => {}
    const taken = new Promise<void>(resolve => {
      go = resolve
    })
    const stuck = first.submit(
      command(async work => {
        work.record(talk('stuck'))
        await work.flush()
        await taken
        return 0
      }),
    )
    await until('writer', second)
    const started = performance.now()
    expect(await second.submit(recordTalk('c1'))).to.equal(1)
    expect(performance.now() - started).to.be.below(soon(2000))
    go()
    expect(await failureOf(stuck)).to.be.instanceOf(NotWriter)
    expect((await ledgerOf(database)).map(entry => entry.subjects)).to.deep.equal([['c1']])
  })

  it('do not wait for the lease of a process that is gone', async () => {
    const child = spawn('sleep', ['60'])
    await once(child, 'spawn')
    const holder = { journal: 'j', host: hostname(), ...identify(child.pid ?? 0) }
    const until = new Date(Date.now() + 3_600_000)
    await stored('leases').insertOne({ _id: 'writer', holder, session: null, fence: 5, until } as never)
    const reader = await start({ renewMs: 100 })
    expect(reader.state).to.equal('reader')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await start({})).state).to.equal('writer')
    expect(await stored('audit_head').findOne({ _id: 'main' })).to.include({ fence: 6 })
  })

  it('go on above the fence of the head when the lease was lost', async () => {
    const first = await start({})
    await first.submit(recordTalk('c1'))
    await first.stop()
    await stored('audit_head').updateOne({ _id: 'main' }, { $set: { fence: 40 } })
    await stored('leases').deleteMany({})
    const second = await start({})
    expect(await second.submit(recordTalk('c1'))).to.equal(2)
    expect(await stored('audit_head').findOne({ _id: 'main' })).to.include({ fence: 41 })
  })

  it('serve over clients of their own', async () => {
    const { uri, dataFolder } = await testServer()
    const settings = { uri, dataFolder, mongodBin: null, name: database.name, production: false, log: silentLog }
    const other = await openDatabase(settings)
    const first = await start(short)
    const second = await start(short, other)
    await Promise.all(['c1', 'c2'].map(subject => first.submit(recordTalk(subject))))
    await first.stop()
    await until('writer', second)
    const ids = command(async work => (await work.entriesOf('c1')).map(entry => entry.id))
    expect(await second.submit(ids)).to.deep.equal([1])
    await second.stop()
    await other.close()
  })
})
