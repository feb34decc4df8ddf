import { expect } from 'chai'
import { leftTown, watching, work } from '../../support/dying.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { rowsOf } from './support.ts'

const MONTH = '2022-05'
const DAY = '2022-06-02'

/** The close with all of its rows and columns, but for the name of its run and when it was made; null: none. */
async function seen(at: TestInstallation): Promise<string | null> {
  const header = await at.closes.header(MONTH)
  if (header === null) return null
  const { run, closedAt, ...rest } = header
  const columns = []
  for await (const block of at.closes.measured(MONTH, ['grid', 'past'])) {
    const ids = Array.from({ length: block.size }, (_, row) => block.cadreIdOf(row))
    columns.push([ids, [...block.column('score')], [...block.column('coverage')]])
  }
  return JSON.stringify([rest, await rowsOf(at, MONTH), columns])
}

describe('A close that is killed', function () {
  this.timeout(120_000)
  // A month that has passed and is not closed, twice.
  let at: TestInstallation
  let twin: TestInstallation
  before(async () => {
    ;[at, twin] = [await leftTown(), await leftTown()]
  })
  after(() => Promise.all([at?.close(), twin?.close()]))

  it('is not there until all of it is, is made when the process starts again, and says the same', async () => {
    const messages = (await work(twin, { work: 'closes', day: DAY, moment: null })) ?? 0
    const made = await seen(twin)
    expect(made).not.to.equal(null)
    // While it is laid down, and when all of it is written but not committed.
    for (const moment of [Math.floor(messages * 0.4), 'commit'] as const) {
      const states = await watching(() => seen(at), work(at, { work: 'closes', day: DAY, moment }))
      expect(new Set(states)).to.deep.equal(new Set([null]))
    }
    const { db } = at.database
    expect(await db.collection('close_columns').countDocuments()).to.be.greaterThan(0)
    const states = await watching(() => seen(at), work(at, { work: 'closes', day: DAY, moment: null }))
    expect([...new Set(states)]).to.deep.equal([null, made])
    expect(await db.collection('close_columns').distinct('run')).to.deep.equal([
      (await at.closes.header(MONTH))?.run ?? '',
    ])
  })
})
