import { expect } from 'chai'
import type { Database } from '../../../src/platform/database/index.ts'
import { type Journal, Unavailable } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { soon } from '../../support/soon.ts'
import { lostConnection, troubledCommits } from '../../support/troubled-commits.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk, writeConflict } from './support.ts'

describe('the journal in trouble', () => {
  let database: Database
  let journal: Journal
  let commits: ReturnType<typeof troubledCommits>
  beforeEach(async () => {
    database = await freshDatabase()
    commits = troubledCommits(database)
    journal = await startJournal(database, { patienceMs: 1000 })
  })
  afterEach(async () => {
    await journal.stop()
    await database.close()
  })

  const writeThree = () => Promise.all(['c1', 'c2', 'c1'].map(subject => journal.submit(recordTalk(subject))))
  const expectThree = async (answers: number[]) => {
    expect(answers).to.deep.equal([1, 2, 3])
    expect((await ledgerOf(database)).map(entry => entry.subjects[0])).to.deep.equal(['c1', 'c2', 'c1'])
    expect((await auditOf(database)).map(entry => entry.result)).to.deep.equal([1, 2, 3])
  }

  it('runs a group again after a write conflict', async () => {
    commits.fail('before', writeConflict())
    await expectThree(await writeThree())
  })

  it('runs a group again after a plain socket error', async () => {
    commits.fail('before', lostConnection())
    commits.fail('before', lostConnection())
    await expectThree(await writeThree())
  })

  it('carries nothing out twice when the answer to a commit is lost', async () => {
    commits.fail('after', lostConnection())
    await expectThree(await writeThree())
  })

  it('goes on after a lost answer as if nothing had been', async () => {
    commits.fail('after', lostConnection())
    await journal.submit(recordTalk('c1'))
    const count = command(async work => (await work.entriesOf('c1')).map(entry => entry.id))
    expect(await journal.submit(count)).to.deep.equal([1])
    expect(await journal.submit(recordTalk('c1'))).to.equal(2)
  })

  it('runs each of a group by itself when the group keeps conflicting', async () => {
    for (let i = 0; i < 3; i++) commits.fail('before', writeConflict())
    await expectThree(await writeThree())
  })

  it('tells those who wait too long that the database does not answer', async () => {
    for (let i = 0; i < 100; i++) commits.fail('before', lostConnection())
    const started = performance.now()
    expect(await failureOf(journal.submit(recordTalk('c1')))).to.be.instanceOf(Unavailable)
    expect(performance.now() - started).to.be.within(900, soon(1500))
  })

  it('gives up a transaction whose command swallowed its failure', async () => {
    const act = command(async work => {
      const things = await work.read('things')
      await things
        .find({ $nonsense: 1 }, { session: work.session })
        .toArray()
        .catch(() => {})
      return work.record(talk('c1')).id
    })
    expect(await failureOf(journal.submit(act))).to.be.instanceOf(Error)
    expect(await journal.submit(recordTalk('c2'))).to.equal(1)
  })

  it('lets go of a server that answers nothing, and takes commands again when it does', async () => {
    await journal.stop()
    journal = await startJournal(database, { patienceMs: 600, renewMs: 100 })
    const { db } = database
    const command = db.command.bind(db)
    db.command = (asked, ...rest) => ('ping' in asked ? new Promise(() => {}) : command(asked, ...rest))
    const unfreeze = commits.freeze()
    const stuck = [failureOf(journal.submit(recordTalk('c1'))), failureOf(journal.submit(recordTalk('c2')))]
    for (const error of await Promise.all(stuck)) expect(error).to.be.instanceOf(Unavailable)
    db.command = command
    while (journal.state !== 'writer') await new Promise(resolve => setTimeout(resolve, 20))
    expect(await journal.submit(recordTalk('c3'))).to.equal(1)
    unfreeze()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await journal.submit(recordTalk('c3'))).to.equal(2)
    expect((await ledgerOf(database)).map(entry => entry.subjects)).to.deep.equal([['c3'], ['c3']])
  })

  it('waits for a long command while the server answers', async () => {
    await journal.stop()
    journal = await startJournal(database, { patienceMs: 200 })
    const long = command(async work => {
      await new Promise(resolve => setTimeout(resolve, 1000))
      return work.record(talk('c1')).id
    })
    expect(await journal.submit(long)).to.equal(1)
    expect(journal.state).to.equal('writer')
  })
})
