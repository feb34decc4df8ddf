import { expect } from 'chai'
import type { Entry, NewEntry } from '../../../src/domain/evidence/entries.ts'
import { type LedgerStore, ledgerMigrations, ledgerStore } from '../../../src/features/ledger/index.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import type { Journal } from '../../../src/platform/journal/index.ts'
import { clock, command, startJournal, talk } from '../../platform/journal/support.ts'
import { freshDatabase } from '../../support/database.ts'

describe('the ledger', () => {
  let database: Database
  let journal: Journal
  let ledger: LedgerStore
  before(async () => {
    database = await freshDatabase()
    await runMigrations(database, ledgerMigrations)
    journal = await startJournal(database)
    ledger = ledgerStore(database)
    await record('2026-10-01', talk('c1'), { ...talk('c2'), effectiveOn: '2026-09-01' })
    await record(
      '2026-10-02',
      { ...talk('c1'), subjects: ['c1', 'c2', 'c1'], effectiveOn: '2026-09-15' },
      reversalOf(2),
    )
  })
  after(async () => {
    await journal.stop()
    clock.set('2026-11-24', 9 * 3600)
    await database.close()
  })

  const reversalOf = (of: number): NewEntry => ({
    kind: 'reversal',
    subjects: ['c2'],
    effectiveOn: '2026-10-02',
    data: { of, reason: '录错' },
  })
  const record = async (day: string, ...entries: NewEntry[]) => {
    clock.set(day, 9 * 3600)
    await journal.submit(
      command(async work => {
        for (const entry of entries) work.record(entry)
      }),
    )
  }
  const ids = (entries: readonly Entry[] | undefined) => entries?.map(entry => entry.id)
  const collect = async (entries: AsyncIterable<Entry>) => {
    const found: Entry[] = []
    for await (const entry of entries) found.push(entry)
    return found
  }

  it('gives what was recorded, whole', async () => {
    const { kind, subjects, effectiveOn, data } = talk('c1')
    const given = { recordedAt: '2026-10-01T01:00:00.000Z', recordedBy: 'zhang' }
    expect(await ledger.entry(1)).to.deep.equal({ id: 1, kind, subjects, effectiveOn, data, ...given })
    expect(await ledger.entry(9)).to.equal(null)
  })

  it('finds the entries of a subject, up to a position', async () => {
    expect(ids(await ledger.entriesOf('c1'))).to.deep.equal([1, 3])
    expect(ids(await ledger.entriesOf('c2', 3))).to.deep.equal([2, 3])
    expect(ids(await ledger.entriesOf('c9'))).to.deep.equal([])
  })

  it('finds the entries of many subjects at once', async () => {
    const lists = await ledger.entriesOfMany(['c1', 'c2', 'c9'])
    expect(ids(lists.get('c1'))).to.deep.equal([1, 3])
    expect(ids(lists.get('c2'))).to.deep.equal([2, 3, 4])
    expect(ids(lists.get('c9'))).to.deep.equal([])
  })

  it('runs through everything that was known at a moment', async () => {
    expect(ids(await collect(ledger.all()))).to.deep.equal([1, 2, 3, 4])
    expect(ids(await collect(ledger.all({ knownAt: '2026-10-01T15:59:59.999Z' })))).to.deep.equal([1, 2])
  })

  it('finds entries of a kind by their day and subject', async () => {
    expect(ids(await ledger.byKind('talk'))).to.deep.equal([1, 2, 3])
    expect(ids(await ledger.byKind('talk', { from: '2026-09-01', to: '2026-09-15' }))).to.deep.equal([2, 3])
    expect(ids(await ledger.byKind('talk', { subject: 'c2', from: '2026-09-02' }))).to.deep.equal([3])
  })

  it('knows its last position', async () => {
    expect(await ledger.head()).to.equal(4)
    expect(await ledger.head('2026-10-01T15:59:59.999Z')).to.equal(2)
    expect(await ledger.head('2000-01-01T15:59:59.999Z')).to.equal(0)
  })

  it('takes an operator in the place of a subject for a value', async () => {
    const hostile = { $ne: null } as unknown as string
    const outcome = await ledger.entriesOf(hostile).catch(() => [])
    expect(outcome).to.deep.equal([])
  })

  it('tells which fields a duty in charge was recorded with and not taken back', async () => {
    const duty = (field: string, role: 'charge' | 'chief'): NewEntry => ({
      ...{ kind: 'duty', subjects: ['c1', 'u1'], effectiveOn: '2026-10-01' },
      data: { unitId: 'u1', role, field },
    })
    await record('2026-10-03', duty('信访稳定', 'charge'), duty('安全生产', 'charge'), duty('环保督察', 'chief'))
    const last = await ledger.head()
    await record('2026-10-03', { ...reversalOf(last - 1), subjects: ['c1', 'u1'] })
    const asked = ['信访稳定', '信访', '安全生产', '环保督察']
    expect([...(await ledger.fieldsInCharge(asked))]).to.deep.equal(['信访稳定'])
    await record('2026-10-04', duty('安全生产', 'charge'))
    expect([...(await ledger.fieldsInCharge(asked))]).to.deep.equal(['信访稳定', '安全生产'])
    expect([...(await ledger.fieldsInCharge([]))]).to.deep.equal([])
  })
})
