import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Conflict } from '../../../src/domain/errors.ts'
import { writeAccounts } from '../../../src/features/sample/accounts-file.ts'
import { clearSample, markSample, readInstallation } from '../../../src/features/sample/index.ts'
import { steppedClock, systemClock } from '../../../src/platform/clock.ts'
import { createJournal } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { freshDatabase } from '../../support/database.ts'

const actor = { userId: 'setup', name: '示例数据', role: '' }

describe('What an installation remembers', () => {
  it('is no sample until it is marked, and then stands at the last day played', async () => {
    const database = await freshDatabase()
    expect(await readInstallation(database)).to.deep.equal({ sample: false, fixedDay: null, unfinished: false })
    await mark(database)
    expect(await readInstallation(database)).to.deep.equal({ sample: true, fixedDay: '2022-05-31', unfinished: false })
  })

  it('is cleared only when it is a sample', async () => {
    const database = await freshDatabase()
    const refusal = await clearSample(database).then(
      () => null,
      error => error,
    )
    expect(refusal).to.be.instanceOf(Conflict)
    await mark(database)
    await clearSample(database)
    expect(await readInstallation(database)).to.deep.equal({ sample: false, fixedDay: null, unfinished: false })
    expect(await database.db.collection('audit').countDocuments()).to.equal(0)
  })

  it('keeps the accounts where only their owner can read them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sanse-accounts-'))
    const path = join(folder, 'demo-accounts.json')
    await writeAccounts(path, [{ role: 'section', username: 'k1', password: 'x' }])
    expect(JSON.parse(await readFile(path, 'utf8'))).to.deep.equal([{ role: 'section', username: 'k1', password: 'x' }])
    expect((await stat(path)).mode & 0o777).to.equal(0o600)
    await rm(folder, { recursive: true })
  })
})

async function mark(database: Awaited<ReturnType<typeof freshDatabase>>): Promise<void> {
  const realClock = systemClock()
  const journal = createJournal({
    database,
    clock: steppedClock('2021-06-01'),
    realClock,
    log: createLogger({ level: 'silent' }),
  })
  await journal.start()
  await journal.submit({
    action: 'sample.mark',
    actor,
    idempotencyKey: 'mark',
    requestId: 'test',
    run: async work => markSample(work, { unfinished: false }),
  })
  await journal.stop()
}
