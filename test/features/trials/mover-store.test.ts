import { expect } from 'chai'
import { createMoverStore, type MoverFilter, type MoverStore } from '../../../src/features/trials/mover-store.ts'
import type { MoverDocument } from '../../../src/features/trials/trial-model.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { freshDatabase } from '../../support/database.ts'

const all: MoverFilter = { kind: null, from: null, to: null, classCode: null, unitId: null }

const mover = (n: number): MoverDocument => ({
  _id: `t-${n}`,
  trialId: 't',
  n,
  cadreId: `c${n}`,
  unitId: `u${n % 7}`,
  classCode: n % 2 === 0 ? 'even' : 'odd',
  kind: 'colour',
  from: 'none',
  to: n % 3 === 0 ? 'red' : 'yellow',
  fromMark: null,
  toMark: null,
  scoreBefore: 7000,
  scoreAfter: 7000,
  why: ['Y1'],
})

describe('Movers of a trial', function () {
  this.timeout(60_000)
  let database: Database
  let movers: MoverStore
  before(async () => {
    database = await freshDatabase()
    movers = createMoverStore(database)
    const found = Array.from({ length: 2501 }, (_, i) => mover(i + 1))
    const ids = found.map(({ cadreId }) => cadreId)
    const columns = [ids.slice(0, 1000), ids.slice(1000, 2000), ids.slice(2000)].map((cadreIds, i) => ({
      _id: `t-${i}`,
      trialId: 't',
      cadreIds,
      before: cadreIds.map(() => 'none'),
      after: cadreIds.map(id => `after ${id}`),
      reasons: cadreIds.map(() => 'Y1'),
    }))
    await movers.fill('t', found, columns)
    await movers.fill('other', [{ ...mover(1), _id: 'other-1', trialId: 'other' }], [])
  })
  after(() => database.close())

  /** All pages forwards, or all backwards from the last one. */
  async function walk(filter: MoverFilter, forwards: boolean): Promise<number[][]> {
    const pages: number[][] = []
    let place: { after: number | null; before: number | null } = { after: null, before: forwards ? null : 99_999 }
    for (;;) {
      const { rows, hasNext, hasPrevious } = await movers.page('t', filter, place, 50)
      pages.push(rows.map(({ n }) => n))
      if (!(forwards ? hasNext : hasPrevious)) return pages
      place = forwards ? { after: rows.at(-1)?.n ?? 0, before: null } : { after: null, before: rows[0]?.n ?? 0 }
    }
  }

  for (const [name, filter] of [
    ['unfiltered', all],
    ['by class, unit and colour', { ...all, classCode: 'even', unitId: 'u3', to: 'red' }],
  ] as const)
    it(`come ${name} by pages of 50, each once and in order, forwards and backwards, as many as are counted`, async () => {
      const forwards = await walk(filter, true)
      const ids = forwards.flat()
      expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => a - b))
      expect(ids.length).to.equal(await movers.count('t', filter))
      expect((await walk(filter, false)).reverse().flat()).to.deep.equal(ids)
      expect(forwards.every(page => page.length <= 50)).to.equal(true)
    })

  it('tell what everybody is counted as, whichever column they stand in', async () => {
    const counted = await movers.counted('t', ['c1', 'c1500', 'c2501', 'c9999'])
    expect([...counted].map(([id, { after }]) => [id, after])).to.have.deep.members([
      ['c1', 'after c1'],
      ['c1500', 'after c1500'],
      ['c2501', 'after c2501'],
    ])
  })

  it('dropped are gone, and only those', async () => {
    await movers.drop('other')
    expect(await movers.count('other', all)).to.equal(0)
    expect(await movers.count('t', all)).to.equal(2501)
  })
})
