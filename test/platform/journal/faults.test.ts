import { expect } from 'chai'
import type { Database } from '../../../src/platform/database/index.ts'
import { type Journal, Unavailable } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk, writeConflict } from './support.ts'

/** Lets the next commits of a database's sessions fail: before they reach the server, or after. */
function troubledCommits(database: Database): { fail(when: 'before' | 'after', error: Error): void } {
  const planned: { when: 'before' | 'after'; error: Error }[] = []
  const { client } = database
  const startSession = client.startSession.bind(client)
  client.startSession = (...options: never[]) => {
    const session = startSession(...options)
    const commit = session.commitTransaction.bind(session)
    session.commitTransaction = async () => {
      const trouble = planned.shift()
      if (trouble?.when === 'before') throw trouble.error
      await commit()
      if (trouble) throw trouble.error
    }
    return session
  }
  return { fail: (when, error) => planned.push({ when, error }) }
}

const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

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
    commits.fail('before', reset())
    commits.fail('before', reset())
    await expectThree(await writeThree())
  })

  it('carries nothing out twice when the answer to a commit is lost', async () => {
    commits.fail('after', reset())
    await expectThree(await writeThree())
  })

  it('goes on after a lost answer as if nothing had been', async () => {
    commits.fail('after', reset())
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
    for (let i = 0; i < 100; i++) commits.fail('before', reset())
    const started = performance.now()
    expect(await failureOf(journal.submit(recordTalk('c1')))).to.be.instanceOf(Unavailable)
    expect(performance.now() - started).to.be.within(900, 3000)
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
})
