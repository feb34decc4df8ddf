import { expect } from 'chai'
import type { Edition } from '../../../src/features/viewpoints/edition.ts'
import { createEditionKeeper, type KeeperParts } from '../../../src/features/viewpoints/edition-keeper.ts'

/** An edition of so many rows; what it says is not looked at here. */
const edition = (day: string, rows: number): Edition =>
  ({ day, rows: new Map(Array.from({ length: rows }, (_, i) => [`c${i}`, {}])) }) as unknown as Edition

/** A keeper that notes what it computes; every computation ends when it is told to. */
function watched(more: Partial<KeeperParts> = {}) {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const state = { head: 7 }
  const keeper = createEditionKeeper({
    compute: day => {
      began.push(day)
      return new Promise(resolve => ends.set(day, () => resolve(edition(day, 10))))
    },
    rulesOn: async () => 'V1',
    head: async () => state.head,
    now: () => '2022-06-12T01:00:00.000Z',
    ...more,
  })
  const settled = () => new Promise(resolve => setImmediate(resolve))
  return { keeper, began, state, settled, end: (day: string) => ends.get(day)?.() }
}

describe('The keeper of editions', () => {
  it('computes one at a time, in the order asked, each once', async () => {
    const { keeper, began, settled, end } = watched()
    const days = ['2022-06-01', '2022-06-02', '2022-06-01']
    const asked = await Promise.all(days.map(day => keeper.ask({ day, known: 'then' })))
    await settled()
    expect(began).to.deep.equal(['2022-06-01'])
    end('2022-06-01')
    await asked[0]?.edition
    await settled()
    expect(began).to.deep.equal(['2022-06-01', '2022-06-02'])
    end('2022-06-02')
    expect((await asked[1]?.edition)?.day).to.equal('2022-06-02')
    expect(asked[2]?.edition).to.equal(asked[0]?.edition)
  })

  it('computes anew what knows other entries, another view or other rules', async () => {
    let rules = 'V1'
    let computed = 0
    const compute = async (day: string) => {
      computed += 1
      return edition(day, 10)
    }
    const { keeper, state } = watched({ compute, rulesOn: async () => rules })
    const ask = async (known: 'then' | 'now') => (await keeper.ask({ day: '2022-06-01', known })).edition
    await ask('now')
    await ask('now')
    expect(computed).to.equal(1)
    await ask('then')
    expect(computed).to.equal(2)
    state.head += 1
    await ask('now')
    expect(computed).to.equal(3)
    rules = 'V2'
    await ask('now')
    expect(computed).to.equal(4)
  })

  it('lets go of the ones longest not asked for when there is no more room', async () => {
    let computed = 0
    const compute = async (day: string) => {
      computed += 1
      return edition(day, 3000)
    }
    const { keeper } = watched({ compute, room: 7000 })
    const ask = async (day: string) => (await keeper.ask({ day, known: 'then' })).edition
    await ask('2022-06-01')
    await ask('2022-06-02')
    await ask('2022-06-01')
    await ask('2022-06-03')
    expect(computed).to.equal(3)
    await ask('2022-06-01')
    expect(computed).to.equal(3)
    await ask('2022-06-02')
    expect(computed).to.equal(4)
  })

  it('goes on after one that failed', async () => {
    let failures = 1
    const { keeper } = watched({
      compute: async day => {
        failures -= 1
        if (failures >= 0) throw new Error('gone')
        return edition(day, 1)
      },
    })
    const ask = async () => (await keeper.ask({ day: '2022-06-01', known: 'then' })).edition
    expect(await ask().catch(({ message }) => message)).to.equal('gone')
    expect(((await ask()) as Edition).day).to.equal('2022-06-01')
  })
})
