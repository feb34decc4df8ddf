import { expect } from 'chai'
import type { Document } from 'mongodb'
import { posting } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

/** Every stage of a plan, the winning one only. */
function stagesOf(plan: Document | undefined): string[] {
  if (plan === undefined) return []
  const inner = [plan.inputStage, plan.outerStage, plan.innerStage, ...((plan.inputStages as Document[]) ?? [])]
  return [String(plan.stage), ...inner.flatMap(one => stagesOf(one as Document | undefined))]
}

const nothing = { classCode: null, unitIds: null, level: null, text: null }
const all = ['blue', 'none', 'yellow', 'red', 'insufficient', 'indeterminate']

describe('the queries of the lists', () => {
  let world: World
  before(async () => {
    world = await openWorld('2022-05-31')
    const ids = Array.from({ length: 120 }, (_, i) => `c${String(i).padStart(3, '0')}`)
    await world.record(...ids.map((id, i) => posting(id, `u00${i % 5}`, '2021-01-01')))
    // A place decided by people, where the partial indexes look.
    const standings = world.database.db.collection('standings')
    await standings.updateMany({ unitId: 'u001' }, { $set: { placed: 'yellow' } })
  })
  after(() => world.close())

  for (const list of ['suggested', 'placed'] as const)
    for (const colours of [all, ['insufficient'], ['yellow']])
      for (const sort of ['score', 'name', 'unit'] as const)
        it(`read ${list} ${colours.join()} by ${sort} from an index in its order, on any page`, async () => {
          const filter = { list, colours, ...nothing }
          for (const start of ['', 'c040']) {
            const plan = await world.ratings.store.explain(filter, sort, start === '' ? null : start)
            const stages = stagesOf(plan)
            expect(stages).to.include('IXSCAN')
            expect(stages).not.to.include('COLLSCAN')
            expect(stages).not.to.include('SORT')
          }
        })

  it('turn pages both ways over everybody, each once', async () => {
    const { store } = world.ratings
    for (const sort of ['score', 'name', 'unit'] as const) {
      const filter = { list: 'suggested' as const, colours: all, ...nothing }
      const whole: string[] = []
      for await (const { cadreId } of store.stream(filter, sort)) whole.push(cadreId)
      const forth: string[] = []
      for (let after: string | null = null; ; ) {
        const page = await store.page(filter, sort, { after, before: null }, 17)
        forth.push(...page.rows.map(row => row.document().cadreId))
        if (!page.later) break
        after = forth.at(-1) ?? null
      }
      expect(forth).to.deep.equal(whole)
      const { rows } = await store.page(filter, sort, { after: null, before: forth[40] ?? '' }, 17)
      expect(rows.map(row => row.document().cadreId)).to.deep.equal(whole.slice(23, 40))
    }
  })

  it('count no further than a thousand', async () => {
    expect(await world.ratings.store.count({ list: 'suggested', colours: [], ...nothing })).to.equal(120)
  })
})
