import { expect } from 'chai'
import { Invalid } from '../../../src/domain/errors.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import type { Group, Journal, JournalSettings } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk } from './support.ts'

describe('what runs before a group is committed', () => {
  let database: Database
  let journal: Journal
  const beforeEachTest = async (settings: Partial<JournalSettings>) => {
    journal = await startJournal(database, settings)
  }
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(async () => {
    await journal.stop()
    await database.close()
  })

  const counting: JournalSettings['beforeCommit'] = async (work, { touched }) => {
    for (const subject of touched) {
      work.replace('standings', subject, { entries: (await work.entriesOf(subject)).length })
    }
  }
  const standings = () =>
    database.db.collection<{ _id: string; entries: number }>('standings').find().sort({ _id: 1 }).toArray()

  it('moves what follows from the entries in their own transaction', async () => {
    await beforeEachTest({ beforeCommit: counting })
    await Promise.all(['c1', 'c2', 'c1'].map(subject => journal.submit(recordTalk(subject))))
    await journal.submit(recordTalk('c2'))
    expect(await standings()).to.deep.equal([
      { _id: 'c1', entries: 2 },
      { _id: 'c2', entries: 2 },
    ])
  })

  it('hears nothing of what was refused, and is told of a group once it is committed', async () => {
    const groups: Group[] = []
    await beforeEachTest({ afterCommit: group => groups.push(group) })
    const refused = command(async work => {
      work.record(talk('c9'))
      throw new Invalid({})
    })
    const results = [journal.submit(recordTalk('c1')), failureOf(journal.submit(refused))]
    await Promise.all(results)
    expect(groups.map(group => [...group.touched])).to.deep.equal([['c1']])
    expect(groups[0]?.recorded.map(entry => entry.id)).to.deep.equal([1])
  })

  it('fails the command it cannot follow, and no other', async () => {
    await beforeEachTest({
      beforeCommit: async (work, group) => {
        if (group.touched.has('bad')) throw new RangeError('no standing')
        await counting(work, group)
      },
    })
    const results = await Promise.allSettled(['c1', 'bad', 'c2'].map(subject => journal.submit(recordTalk(subject))))
    expect(results.map(result => result.status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect((await ledgerOf(database)).map(entry => entry.subjects)).to.deep.equal([['c1'], ['c2']])
    expect(await auditOf(database)).to.have.length(2)
    expect((await standings()).map(standing => standing._id)).to.deep.equal(['c1', 'c2'])
  })

  it('may not record', async () => {
    await beforeEachTest({
      beforeCommit: async work => {
        work.record(talk('c1'))
      },
    })
    expect(await failureOf(journal.submit(recordTalk('c1'))))
      .to.have.property('message')
      .that.includes('beforeCommit')
    expect(await ledgerOf(database)).to.deep.equal([])
  })
})
