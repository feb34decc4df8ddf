import { expect } from 'chai'
import fc from 'fast-check'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import type { Journal, Work } from '../../../src/platform/journal/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { auditOf, command, failureOf, ledgerOf, recordTalk, startJournal, talk, zhang } from './support.ts'

describe('a repeated command', () => {
  let database: Database
  let journal: Journal
  before(async () => {
    database = await freshDatabase()
    journal = await startJournal(database)
  })
  after(async () => {
    await journal.stop()
    await database.close()
  })

  it('is carried out once and answered the same', async () => {
    const once = recordTalk('again', { idempotencyKey: 'again' })
    const first = await journal.submit(once)
    expect(await journal.submit(once)).to.equal(first)
    expect((await ledgerOf(database)).filter(entry => entry.subjects.includes('again'))).to.have.length(1)
  })

  it('is carried out once when it comes twice within one group', async () => {
    const twice = recordTalk('twice', { idempotencyKey: 'twice' })
    const [first, second] = await Promise.all([journal.submit(twice), journal.submit(twice)])
    expect(second).to.equal(first)
    expect((await ledgerOf(database)).filter(entry => entry.subjects.includes('twice'))).to.have.length(1)
  })

  it('is answered the same after a restart', async () => {
    const act = command(async work => ({ id: work.record(talk('restart')).id, note: undefined, day: work.today }))
    const first = await journal.submit(act)
    await journal.stop()
    journal = await startJournal(database)
    expect(await journal.submit(act)).to.deep.equal(first)
  })

  it('is a conflict under another action or by another person', async () => {
    await journal.submit(recordTalk('mine', { idempotencyKey: 'mine' }))
    const li = { ...zhang, userId: 'li' }
    for (const other of [{ action: 'talks.other' }, { actor: li }]) {
      const outcome = await failureOf(journal.submit(recordTalk('mine', { idempotencyKey: 'mine', ...other })))
      expect(outcome).to.be.instanceOf(Conflict)
    }
  })

  it('may be tried again when it was refused', async () => {
    let allowed = false
    const act = command(async work => {
      if (!allowed) throw new Invalid({ '': '还不行' })
      return work.record(talk('later')).id
    })
    expect(await failureOf(journal.submit(act))).to.be.instanceOf(Invalid)
    allowed = true
    expect(await journal.submit(act)).to.be.a('number')
  })

  it('never stands twice in the ledger, whatever comes in whatever order', async () => {
    const kinds = fc.constantFrom(
      'record',
      'record two',
      'read, then record',
      'refuse',
      'read, then refuse',
      'fail',
      ...claims,
    )
    const stream = fc.array(fc.record({ key: fc.nat(12), kind: kinds, subject: fc.nat(3) }), { maxLength: 40 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(stream, fc.integer({ min: 1, max: 8 }), async (sent, maxGroup) => {
        run += 1
        await journal.stop()
        journal = await startJournal(database, { maxGroup })
        const before = (await ledgerOf(database)).length
        const results = await Promise.allSettled(sent.map(each => journal.submit(act(run, each))))
        await checkLedger(run, before, sent, results)
      }),
      { numRuns: 25 },
    )
  })

  /** What is there once: it is refused, or fails, for what it did itself when it comes again. */
  const claims = ['claim, or refuse', 'claim, or fail', 'claim blindly']

  async function claim(work: Work, kind: string, id: string): Promise<void> {
    const seen = await work.read<{ _id: string }>('claims')
    const isTaken = kind !== 'claim blindly' && (await seen.findOne({ _id: id }, { session: work.session })) !== null
    if (isTaken && kind === 'claim, or refuse') throw new Conflict('已有')
    if (isTaken) throw new TypeError('a bug')
    work.insert('claims', { _id: id })
    await work.flush()
  }

  for (const kind of claims)
    it(`is answered the same though it cannot be done again: ${kind}`, async () => {
      const act = command(async work => {
        await claim(work, kind, kind)
        return work.record(talk('claimed', kind)).id
      })
      const first = await journal.submit(act)
      const beside = journal.submit(recordTalk('beside'))
      expect(await journal.submit(act)).to.equal(first)
      expect(await beside).to.equal(first + 1)
    })

  type Sent = { key: number; kind: string; subject: number }

  function act(run: number, { key, kind, subject }: Sent) {
    return command(
      async work => {
        work.about({ type: 'run', id: String(run) })
        const id = work.record(talk(`s${subject}`, `${run}/${key}`)).id
        if (kind.startsWith('read')) await work.read('things')
        if (kind.startsWith('claim')) await claim(work, kind, `${run}/${key}`)
        if (kind.endsWith('refuse')) throw new Invalid({})
        if (kind === 'fail') throw new TypeError('a bug')
        const seen = await work.entriesOf(`s${subject}`)
        if (seen.at(-1)?.id !== id) throw new Error('a command does not see its own entry last')
        return kind === 'record two' ? [id, work.record(talk('two', `${run}/${key}+`)).id] : [id]
      },
      { idempotencyKey: `run ${run}, ${key}` },
    )
  }

  async function checkLedger(run: number, before: number, sent: Sent[], results: PromiseSettledResult<number[]>[]) {
    const ledger = await ledgerOf(database)
    expect(ledger.map(entry => entry._id)).to.deep.equal(ledger.map((_, i) => i + 1))
    const answers = new Map<number, number[]>()
    for (const [i, result] of results.entries()) {
      const key = sent[i]!.key
      if (result.status === 'rejected') {
        expect(answers.has(key), 'what was carried out is answered, not refused').to.equal(false)
        continue
      }
      expect(result.value).to.deep.equal(answers.get(key) ?? result.value)
      answers.set(key, result.value)
    }
    const accepted = [...answers.values()].flat().sort((a, b) => a - b)
    expect(ledger.slice(before).map(entry => entry._id)).to.deep.equal(accepted)
    const audit = await auditOf(database)
    expect(audit.map(entry => entry._id)).to.deep.equal(audit.map((_, i) => i + 1))
    expect(audit.filter(entry => entry.object?.id === String(run))).to.have.length(answers.size)
  }
})
