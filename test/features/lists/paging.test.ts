import { expect } from 'chai'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
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

  /** Ids and scores, as a page shows them. */
  const rowsOn = async (path: string): Promise<{ id: string; score: string }[]> => {
    const page = pageOf(await k1.open(path))
    const rows = page('tbody tr').toArray()
    return rows.map(row => ({
      id: page('a', row).attr('href')?.match(/c\d+/)?.[0] ?? '',
      score: page('td.num', row).text(),
    }))
  }

  for (const day of ['', `&asOf=${BEFORE}&known=then`])
    for (const sort of ['score', 'name'])
      it(`by ${sort} begins after the place its address names, or after the cadre${day}`, async () => {
        const path = `/lists/all?sort=${sort}${day}`
        const whole = await rowsOn(path)
        expect(whole.length).to.be.above(10)
        const { id, score } = whole[4] ?? { id: '', score: '' }
        const place = sort === 'score' ? `${score.replace('.', '')}~${id}` : id
        for (const after of [place, id]) expect(await rowsOn(`${path}&after=${after}`)).to.deep.equal(whole.slice(5))
        expect(await rowsOn(`${path}&before=${place}`)).to.deep.equal(whole.slice(0, 4))
      })

  it('says that a place is none of its order', async () => {
    for (const query of ['after=zhang~c00001', 'sort=unit&before=6650~c00001', 'after=1~2~3']) {
      const answer = await k1.open(`/lists/all?${query}`)
      expect(answer.status, query).to.equal(422)
      expect(wordsOf(answer)).to.include('不是这个排序里的位置，请从第一页看起')
    }
  })
})
