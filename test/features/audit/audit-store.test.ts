import { expect } from 'chai'
import { auditMigrations } from '../../../src/features/audit/audit-model.ts'
import { type AuditStore, auditStore } from '../../../src/features/audit/audit-store.ts'
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

  it('shows the newest first, page by page', async () => {
    expect(seqs(await audit.page({}, 2))).to.deep.equal([3, 2])
    expect(seqs(await audit.page({}, 2, 2))).to.deep.equal([1])
  })

  it('filters by person, action, object and time', async () => {
    const [, second] = await auditOf(database)
    expect(seqs(await audit.page({ actorId: 'k1' }, 9))).to.deep.equal([3, 1])
    expect(seqs(await audit.page({ action: 'facts.verify' }, 9))).to.deep.equal([2])
    expect(seqs(await audit.page({ objectType: 'fact', objectId: 'f1' }, 9))).to.deep.equal([2, 1])
    expect(seqs(await audit.page({ before: second?.ts }, 9))).not.to.include(2)
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
