import { expect } from 'chai'
import type { Document } from 'mongodb'
import { type PlaceOrCadre, placeText, readPlace, type StandingSort } from '../../../src/features/ratings/list-place.ts'
import type { StandingDocument } from '../../../src/features/ratings/standing-model.ts'
import { placeOf } from '../../../src/features/ratings/standing-query.ts'
import { posting } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

/** Every stage of a plan, the winning one only. */
function stagesOf(plan: Document | undefined): string[] {
  if (plan === undefined) return []
  const inner = [plan.inputStage, plan.outerStage, plan.innerStage, ...((plan.inputStages as Document[]) ?? [])]
  return [String(plan.stage), ...inner.flatMap(one => stagesOf(one as Document | undefined))]
}

/** The place of a standing, written into a link and read again. */
const throughLink = (standing: StandingDocument, sort: StandingSort): PlaceOrCadre | null =>
  readPlace(placeText(placeOf(standing), sort), sort)

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

  it('turn pages both ways over everybody, each once, from places as links name them and from cadres', async () => {
    const { store } = world.ratings
    for (const sort of ['score', 'name', 'unit'] as const)
      for (const byPlace of [true, false]) {
        const filter = { list: 'suggested' as const, colours: all, ...nothing }
        const whole: StandingDocument[] = []
        for await (const standing of store.stream(filter, sort)) whole.push(standing)
        const startOf = (standing: StandingDocument | undefined): PlaceOrCadre | null =>
          standing === undefined ? null : byPlace ? throughLink(standing, sort) : standing.cadreId
        const forth: StandingDocument[] = []
        for (let later = true; later; ) {
          const page = await store.page(filter, sort, { after: startOf(forth.at(-1)), before: null }, 17)
          expect(page.earlier).to.equal(forth.length > 0)
          forth.push(...page.rows.map(row => row.document()))
          later = page.later
        }
        expect(forth).to.deep.equal(whole)
        const { rows } = await store.page(filter, sort, { after: null, before: startOf(forth[40]) }, 17)
        expect(rows.map(row => row.document())).to.deep.equal(whole.slice(23, 40))
      }
  })

  it('go on from a place whose cadre has left, and begin at the top where one is not rated', async () => {
    const { store } = world.ratings
    const filter = { list: 'suggested' as const, colours: all, ...nothing }
    const idsFrom = async (after: PlaceOrCadre | null, before: PlaceOrCadre | null = null) =>
      (await store.page(filter, 'unit', { after, before }, 3)).rows.map(row => row.document().cadreId)
    expect(await idsFrom({ unitId: 'u000', score: -1, cadreId: 'c000x', pinyin: '' })).to.deep.equal([
      'c005',
      'c010',
      'c015',
    ])
    expect(await idsFrom('nobody')).to.deep.equal(await idsFrom(null))
    expect(await idsFrom(null, 'nobody')).to.deep.equal(await idsFrom(null))
  })

  it('name no person in a link, and refuse a place of another sort and what is none', () => {
    const place = { score: 6650, pinyin: 'zhang san', unitId: 'u001', cadreId: 'c00123' }
    const texts = (['score', 'name', 'unit'] as const).map(sort => placeText(place, sort))
    expect(texts).to.deep.equal(['6650~c00123', 'c00123', 'u001~6650~c00123'])
    expect(readPlace('c00123', 'unit')).to.equal('c00123')
    for (const text of ['66.5~c00123', '~c00123', 'x~c00123', '1~2~3~4', 'u001~6650~c00123'])
      expect(readPlace(text, 'score'), text).to.equal(null)
    expect(readPlace('6650~c00123', 'unit')).to.equal(null)
  })

  it('count no further than a thousand', async () => {
    expect(await world.ratings.store.count({ list: 'suggested', colours: [], ...nothing })).to.equal(120)
  })
})
