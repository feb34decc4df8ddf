import { expect } from 'chai'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import { freshDatabase } from '../../support/database.ts'

describe('migrations', () => {
  let database: Database
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.close())

  const insert = (name: string) => ({
    name,
    async up({ db }: Database) {
      await db.collection<{ _id: string }>('seen').insertOne({ _id: name })
    },
  })

  it('run once, in order', async () => {
    expect(await runMigrations(database, [insert('001'), insert('002')])).to.deep.equal(['001', '002'])
    expect(await runMigrations(database, [insert('001'), insert('002'), insert('003')])).to.deep.equal(['003'])
  })

  it('run once when several processes start at once', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => runMigrations(database, [insert('001'), insert('002')])))
    expect(runs.flat()).to.deep.equal(['001', '002'])
  })

  it('stop at the one that fails and go on from there the next time', async () => {
    const broken = { name: '002', up: () => Promise.reject(new Error('broken')) }
    const failure = await runMigrations(database, [insert('001'), broken, insert('003')]).catch(error => error)
    expect(failure.message).to.contain('broken')
    expect(await runMigrations(database, [insert('001'), insert('002'), insert('003')])).to.deep.equal(['002', '003'])
  })

  it('take over the lock of a process that died', async () => {
    const locks = database.db.collection<{ _id: string; owner: string; expiresAt: Date }>('migration_lock')
    await locks.insertOne({ _id: 'migrations', owner: 'dead', expiresAt: new Date(Date.now() + 300) })
    expect(await runMigrations(database, [insert('001')])).to.deep.equal(['001'])
  })

  it('wait while another process holds the lock', async () => {
    const order: string[] = []
    const slow = {
      name: '001',
      async up() {
        await new Promise(resolve => setTimeout(resolve, 300))
        order.push('migrated')
      },
    }
    const first = runMigrations(database, [slow])
    await new Promise(resolve => setTimeout(resolve, 50))
    await runMigrations(database, [slow])
    order.push('second is through')
    await first
    expect(order).to.deep.equal(['migrated', 'second is through'])
  })
})
