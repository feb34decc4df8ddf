import { expect } from 'chai'
import { auditMigrations } from '../../../src/features/audit/audit-model.ts'
import { type AuditFilter, type AuditStore, auditStore } from '../../../src/features/audit/audit-store.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import type { Journal } from '../../../src/platform/journal/index.ts'
import { auditOf, command, startJournal } from '../../platform/journal/support.ts'
import { freshDatabase } from '../../support/database.ts'

describe('the audit log', () => {
  let database: Database
  let journal: Journal
  let audit: AuditStore
  before(async () => {
    database = await freshDatabase()
    await runMigrations(database, auditMigrations)
    journal = await startJournal(database)
    audit = auditStore(database)
    for (const [action, id, userId] of [
      ['facts.record', 'f1', 'k1'],
      ['facts.verify', 'f1', 'k2'],
      ['facts.record', 'f2', 'k1'],
    ] as const) {
      const actor = { userId, name: userId, role: 'section' }
      await journal.submit(command(async work => work.about({ type: 'fact', id }), { action, actor }))
    }
  })
  after(async () => {
    await journal.stop()
    await database.close()
  })

  const seqs = (entries: readonly { seq: number }[]) => entries.map(entry => entry.seq)
  const everything = { person: '', action: null, object: '', after: null, until: null, refused: null }
  const top = { below: null, above: null }
  const asked = async (filter: Partial<AuditFilter>) =>
    seqs((await audit.page({ ...everything, ...filter }, top, 9)).entries)

  it('shows the newest first, page by page, both ways', async () => {
    const newest = await audit.page(everything, top, 2)
    expect(seqs(newest.entries)).to.deep.equal([3, 2])
    expect(newest).to.include({ hasNewer: false, hasOlder: true })
    const older = await audit.page(everything, { below: 2, above: null }, 2)
    expect(seqs(older.entries)).to.deep.equal([1])
    expect(older).to.include({ hasNewer: true, hasOlder: false })
    const back = await audit.page(everything, { below: null, above: 1 }, 2)
    expect(seqs(back.entries)).to.deep.equal([3, 2])
    expect(back).to.include({ hasNewer: false, hasOlder: true })
  })

  it('filters by person, action, object, time and result', async () => {
    const [, second] = await auditOf(database)
    expect(await asked({ person: 'k1' })).to.deep.equal([3, 1])
    expect(await asked({ action: 'facts.verify' })).to.deep.equal([2])
    expect(await asked({ object: 'f1' })).to.deep.equal([2, 1])
    expect(await asked({ after: second?.ts ?? null })).not.to.include(2)
    expect(await asked({ until: second?.ts ?? null })).to.include(2)
    expect(await asked({ refused: true })).to.deep.equal([])
    expect(await asked({ refused: false })).to.deep.equal([3, 2, 1])
  })

  it('runs through the whole log in order', async () => {
    const found = []
    for await (const entry of audit.all(2)) found.push(entry)
    expect(seqs(found)).to.deep.equal([2, 3])
    expect(await audit.entry(3)).to.deep.equal(found[1])
  })

  it('takes one entry per idempotency key', async () => {
    const indexes = await database.db.collection('audit').indexes()
    expect(indexes.find(index => 'idempotencyKey' in index.key)).to.include({ unique: true })
  })
})
