import { expect } from 'chai'
import { Invalid } from '../../../src/domain/errors.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import type { Journal, Kept } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { lostConnection, troubledCommits } from '../../support/troubled-commits.ts'
import { command, failureOf, recordTalk, startJournal, talk, writeConflict } from './support.ts'

const SUM: Kept<number> = { name: 'sum' }

/** Adds to what is kept, and answers what it came to; each leaves an entry, so that there is something to commit. */
const add = (value: number) =>
  command(async work => {
    const sum = (work.kept(SUM) ?? 0) + value
    work.record(talk('c1'))
    work.keep(SUM, sum)
    return sum
  })

const refused = () =>
  command(async work => {
    work.keep(SUM, 1000)
    throw new Invalid({})
  })

describe('what commands keep in memory', () => {
  let database: Database
  let journal: Journal
  let commits: ReturnType<typeof troubledCommits>
  beforeEach(async () => {
    database = await freshDatabase()
    commits = troubledCommits(database)
    journal = await startJournal(database)
  })
  afterEach(async () => {
    await journal.stop()
    await database.close()
  })

  it('is there for the next command, of the same group or a later one, and for whoever asks once it is committed', async () => {
    expect(journal.kept(SUM)).to.equal(undefined)
    expect(await Promise.all([journal.submit(add(1)), journal.submit(add(2))])).to.deep.equal([1, 3])
    expect(journal.kept(SUM)).to.equal(3)
    expect(await journal.submit(add(4))).to.equal(7)
  })

  it('is not seen from outside before it is committed', async () => {
    await journal.submit(add(1))
    const seen: (number | undefined)[] = []
    const looks = command(async work => {
      work.keep(SUM, 2)
      work.record(talk('c1'))
      seen.push(journal.kept(SUM), work.kept(SUM))
      return null
    })
    await journal.submit(looks)
    expect(seen).to.deep.equal([1, 2])
    expect(journal.kept(SUM)).to.equal(2)
  })

  it('does not hold what a refused command kept', async () => {
    const answers = [journal.submit(add(1)), failureOf(journal.submit(refused())), journal.submit(add(2))] as const
    expect((await Promise.all(answers))[2]).to.equal(3)
    await failureOf(journal.submit(refused()))
    expect(journal.kept(SUM)).to.equal(3)
  })

  it('is forgotten when a group fails, whether it was committed or not', async () => {
    for (const when of ['before', 'after'] as const) {
      await journal.submit(add(1))
      commits.fail(when, when === 'before' ? writeConflict() : lostConnection())
      await journal.submit(recordTalk('c1'))
      expect(journal.kept(SUM), when).to.equal(undefined)
    }
  })

  it('is forgotten when a command fails by a fault of its own', async () => {
    await journal.submit(add(1))
    const faulty = command(async work => {
      work.keep(SUM, 1000)
      throw new RangeError('fault')
    })
    expect(await failureOf(journal.submit(faulty))).to.be.instanceOf(RangeError)
    expect(journal.kept(SUM)).to.equal(undefined)
    expect(await journal.submit(add(2))).to.equal(2)
  })

  it('is not what another writer goes by, nor the same one after it', async () => {
    await journal.submit(add(1))
    await journal.stop()
    expect(journal.kept(SUM)).to.equal(undefined)
    const other = await startJournal(database)
    expect(await other.submit(add(2))).to.equal(2)
    await other.stop()
    journal = await startJournal(database)
    expect(await journal.submit(add(4))).to.equal(4)
  })
})
