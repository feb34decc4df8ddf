import { expect } from 'chai'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { Busy, type Journal, NotWriter } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk, zhang } from './support.ts'

describe('the journal', () => {
  let database: Database
  let journal: Journal
  beforeEach(async () => {
    database = await freshDatabase()
    journal = await startJournal(database)
  })
  afterEach(async () => {
    await journal.stop()
    await database.close()
  })

  const stored = (id: string) => database.db.collection<{ _id: string; n?: number }>('things').findOne({ _id: id })

  it('carries commands out in the order they came', async () => {
    const seen: number[] = []
    const positions = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        journal.submit(
          command(async work => {
            seen.push(i)
            return work.record(talk('c1')).id
          }),
        ),
      ),
    )
    expect(positions).to.deep.equal(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(seen).to.deep.equal([...seen].sort((a, b) => a - b))
    expect((await ledgerOf(database)).map(entry => entry._id)).to.deep.equal(positions)
  })

  it('shows a subject what a command recorded that had not read it', async () => {
    const count = () => journal.submit(command(async work => (await work.entriesOf('c1')).length))
    expect(await count()).to.equal(0)
    await journal.submit(command(async work => work.record(talk('c1')).id))
    expect(await count()).to.equal(1)
  })

  it('says in the audit log who did what, with what it was and became', async () => {
    const run = journal.submit(
      command(
        async work => {
          work.about({ type: 'thing', id: 't1' }, { before: { n: 1 }, after: { n: 2, gone: undefined } })
          work.insert('things', { _id: 't1', n: 2 })
          work.record(talk('c1'))
          work.record(talk('c2'))
          return { ok: true }
        },
        { action: 'things.change', reason: '更正', address: '10.0.0.1', idempotencyKey: 'k' },
      ),
    )
    expect(await run).to.deep.equal({ ok: true })
    const [entry, ...others] = await auditOf(database)
    expect(others).to.deep.equal([])
    expect(entry).to.deep.include({
      _id: 1,
      actor: { id: 'zhang', name: '张三', role: 'section' },
      address: '10.0.0.1',
      requestId: 'request',
      idempotencyKey: 'k',
      action: 'things.change',
      object: { type: 'thing', id: 't1' },
      reason: '更正',
      result: { ok: true },
      before: { n: 1 },
      after: { n: 2 },
      ledger: [1, 2],
      prev: null,
      hash: null,
    })
    expect(Date.now() - Date.parse(entry?.ts ?? '')).to.be.within(0, 10_000)
  })

  it('records entries at the business time, by the actor', async () => {
    await journal.submit(recordTalk('c1'))
    expect(await ledgerOf(database)).to.deep.equal([
      { _id: 1, ...talk('c1'), recordedAt: '2026-11-24T01:00:00.000Z', recordedBy: 'zhang' },
    ])
  })

  it('lets the others of a group go on when one is refused', async () => {
    const refused = command(async work => {
      work.record(talk('c1'))
      work.insert('things', { _id: 'refused' })
      throw new Invalid({ '': '不行' })
    })
    const results = await Promise.allSettled([
      journal.submit(recordTalk('c1')),
      journal.submit(refused),
      journal.submit(recordTalk('c2')),
    ])
    expect(results.map(result => result.status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect((await ledgerOf(database)).map(entry => entry.subjects)).to.deep.equal([['c1'], ['c2']])
    expect((await auditOf(database)).map(entry => entry.ledger)).to.deep.equal([
      [1, 1],
      [2, 2],
    ])
    expect(await stored('refused')).to.equal(null)
  })

  it('writes nothing of a refused command that had already read its own writes', async () => {
    const refused = command(async work => {
      work.insert('things', { _id: 'refused' })
      const things = await work.read<{ _id: string }>('things')
      expect(await things.findOne({ _id: 'refused' }, { session: work.session })).to.deep.equal({ _id: 'refused' })
      work.record(talk('c1'))
      throw new Conflict('已办结')
    })
    const alone = await failureOf(journal.submit(refused))
    expect(alone).to.be.instanceOf(Conflict)
    const together = [journal.submit(recordTalk('c1')), failureOf(journal.submit({ ...refused, idempotencyKey: 'x' }))]
    expect(await together[0]).to.equal(1)
    expect(await together[1]).to.be.instanceOf(Conflict)
    expect(await journal.submit(recordTalk('c2'))).to.equal(2)
    expect(await stored('refused')).to.equal(null)
    expect(await auditOf(database)).to.have.length(2)
  })

  it('fails only the command that is at fault', async () => {
    const faulty = command(async work => {
      work.record(talk('c1'))
      throw new TypeError('a bug')
    })
    const results = await Promise.allSettled([
      journal.submit(recordTalk('c1')),
      journal.submit(faulty),
      journal.submit(recordTalk('c2')),
    ])
    expect(results.map(result => result.status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).to.have.nested.property('reason.message', 'a bug')
    expect((await ledgerOf(database)).map(entry => entry._id)).to.deep.equal([1, 2])
  })

  it('calls a doubled unique value a conflict, and lets the others go on', async () => {
    const insert = () => journal.submit(command(async work => work.insert('things', { _id: 'same' })))
    const results = await Promise.allSettled([insert(), insert(), journal.submit(recordTalk('c1'))])
    expect(results.map(result => result.status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).to.have.property('reason').instanceOf(Conflict)
  })

  it('shows a command what those before it in the group recorded, and not what was refused', async () => {
    await journal.submit(recordTalk('c1'))
    const read = command(
      async work => {
        const entries = await work.entriesOf('c1')
        const last = (await work.entry(entries.length))?.recordedBy
        return { ids: entries.map(entry => entry.id), last, end: work.ledgerEnd() }
      },
      { prefetch: ['c1'] },
    )
    const refused = command(async work => {
      await work.entriesOf('c1')
      work.record(talk('c1'))
      throw new Invalid({})
    })
    const [, , , seen, other] = await Promise.all([
      journal.submit(recordTalk('c1')),
      failureOf(journal.submit(refused)),
      journal.submit(recordTalk('c1')),
      journal.submit(read),
      journal.submit(command(async work => [await work.entriesOf('c9'), await work.entry(99)])),
    ])
    expect(seen).to.deep.equal({ ids: [1, 2, 3], last: 'zhang', end: 3 })
    expect(other).to.deep.equal([[], null])
  })

  it('does not change a list of entries it has given', async () => {
    const lengths = await journal.submit(
      command(async work => {
        const before = await work.entriesOf('c1')
        work.record(talk('c1'))
        return [before.length, (await work.entriesOf('c1')).length]
      }),
    )
    expect(lengths).to.deep.equal([0, 1])
  })

  it('keeps the order of writes to one document', async () => {
    await journal.submit(
      command(async work => {
        work.insert('things', { _id: 'a', n: 1 })
        work.replace('things', 'a', { n: 2 })
        work.update('things', 'a', { $inc: { n: 10 } })
        work.replace('things', 'b', { n: 1 })
        work.replace('things', 'b', { n: 2 })
        work.insert('things', { _id: 'c' })
        work.remove('things', 'c')
        work.updateMany('things', { n: { $gt: 0 } }, { $inc: { n: 100 } })
      }),
    )
    expect(await Promise.all(['a', 'b', 'c'].map(stored))).to.deep.equal([
      { _id: 'a', n: 112 },
      { _id: 'b', n: 102 },
      null,
    ])
  })

  it('lets nothing be written through a work that has ended', async () => {
    let kept = (): void => {}
    await journal.submit(
      command(async work => {
        kept = () => work.insert('things', { _id: 'late' })
      }),
    )
    expect(kept).to.throw('ended')
  })

  it('finishes what waits before it stops, and takes nothing after', async () => {
    const running = [journal.submit(recordTalk('c1')), journal.submit(recordTalk('c2', { actor: zhang }))]
    await journal.stop()
    expect(await Promise.all(running)).to.deep.equal([1, 2])
    expect(await failureOf(journal.submit(recordTalk('c1')))).to.be.instanceOf(NotWriter)
    expect(journal.state).to.equal('stopped')
  })

  it('says it is busy when too many wait', async () => {
    await journal.stop()
    journal = await startJournal(database, { maxQueue: 2 })
    const results = await Promise.allSettled([1, 2, 3].map(() => journal.submit(recordTalk('c1'))))
    expect(results[2]).to.have.property('reason').instanceOf(Busy)
    expect(results.map(result => result.status)).to.deep.equal(['fulfilled', 'fulfilled', 'rejected'])
  })
})
