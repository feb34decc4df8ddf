import { expect } from 'chai'
import { type Visitor, wordsOf } from '../../support/visitor.ts'
import { BEFORE, type PastInstallation, pastInstallation } from '../viewpoints/past-installation.ts'

describe('A page of a list', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let k1: Visitor
  before(async () => {
    at = await pastInstallation()
    k1 = await at.signIn('k1')
  })
  after(() => at.close())

  const idsOn = async (path: string): Promise<string[]> =>
    [...(await k1.open(path)).text.matchAll(/href="\/files\/(c\d+)/g)].map(([, id = '']) => id)

  for (const day of ['', `&asOf=${BEFORE}&known=then`])
    it(`begins after the place its address names, or after the cadre${day}`, async () => {
      const whole = await idsOn(`/lists/all?sort=name${day}`)
      expect(whole.length).to.be.above(10)
      const { pinyin } = (await at.people.names()).get(whole[4] ?? '') ?? {}
      for (const after of [`${pinyin}~${whole[4]}`, whole[4]])
        expect(await idsOn(`/lists/all?sort=name&after=${after}${day}`)).to.deep.equal(whole.slice(5))
      expect(await idsOn(`/lists/all?sort=name&before=${pinyin}~${whole[4]}${day}`)).to.deep.equal(whole.slice(0, 4))
    })

  it('says that a place is none of its order', async () => {
    for (const query of ['after=zhang~c00001', 'sort=unit&before=6650~c00001', 'after=1~2~3']) {
      const answer = await k1.open(`/lists/all?${query}`)
      expect(answer.status, query).to.equal(422)
      expect(wordsOf(answer)).to.include('不是这个排序里的位置，请从第一页看起')
    }
  })
})
