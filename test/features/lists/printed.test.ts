import { expect } from 'chai'
import { factFields, recordFact } from '../../support/filled.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { BEFORE, type PastInstallation, pastInstallation } from '../viewpoints/past-installation.ts'

const paths = [
  '/lists/all',
  '/lists/all?unit=u002',
  `/lists/all?sort=name&asOf=${BEFORE}&known=then`,
  '/alerts',
  '/cadres?unit=u001',
  `/cadres?asOf=${BEFORE}&known=then`,
  '/assessments',
]

describe('A list on paper', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let k1: Visitor
  let u2: Visitor
  before(async () => {
    at = await pastInstallation()
    k1 = await at.signIn('k1')
    for (let i = 0; i < 60; i++)
      await recordFact(k1, factFields({ title: `第 ${i} 件督办逾期`, unitId: i % 2 === 0 ? 'u001' : 'u002' }))
    u2 = await at.signIn('u2')
  })
  after(() => at.close())

  /** Where the first cells of the rows lead. */
  const rowsOn = async (path: string, visitor = k1): Promise<string[]> => {
    const answer = await visitor.open(path)
    expect(answer.status, path).to.equal(200)
    const page = pageOf(answer)
    const rows = page('.list-bar').last().parent().find('tbody tr').toArray()
    return rows.map(row => page('td a', row).first().attr('href') ?? page(row).text())
  }
  /** All rows, page by page. */
  const pagesOf = async (path: string, visitor = k1): Promise<string[]> => {
    const rows = await rowsOn(path, visitor)
    const next = pageOf(await visitor.open(path))('a[rel=next]').attr('href')
    return next === undefined ? rows : [...rows, ...(await pagesOf(next, visitor))]
  }
  const onPaper = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}print=1`

  it('has every row of all its pages', async () => {
    const rows = await rowsOn('/facts?print=1')
    expect(await rowsOn('/facts')).to.have.length(50)
    expect(rows.length).to.be.above(59)
    expect(rows).to.deep.equal(await pagesOf('/facts'))
    expect(wordsOf(await k1.open('/facts?print=1'))).to.include(`共 ${rows.length} 条，印出第 1–${rows.length} 行`)
  })

  for (const path of paths)
    it(`is of the filters and the day of its page: ${path}`, async () => {
      expect(await rowsOn(onPaper(path))).to.deep.equal(await pagesOf(path))
    })

  it('has only what its reader may see', async () => {
    const rows = await rowsOn('/facts?print=1', u2)
    expect(rows.length).to.be.above(29)
    expect(rows).to.deep.equal(await pagesOf('/facts', u2))
    expect(rows.length).to.be.below((await rowsOn('/facts?print=1')).length)
  })

  it('is reached by a link from any of its pages, and leads back', async () => {
    const second = pageOf(await k1.open('/facts?unitId='))('a[rel=next]').attr('href') ?? ''
    const page = pageOf(await k1.open(second))
    const link = page('.list-bar a')
      .toArray()
      .find(one => page(one).text() === '打印')
    const printed = pageOf(await k1.open(page(link).attr('href') ?? ''))
    expect(printed('tbody tr').length).to.be.above(59)
    expect(printed('.list-bar a[href="/facts"]').text()).to.equal('返回')
    expect(printed('[data-select-all]')).to.have.length(0)
  })

  it('leaves the page on the screen as it was, and says on paper that it is one of several', async () => {
    const page = pageOf(await k1.open('/facts'))
    expect(page('body').attr('class')).to.equal(undefined)
    expect(page('.paging .print-only').text()).to.include('不是全部')
    expect(pageOf(await k1.open('/facts?print=1'))('.paging .print-only')).to.have.length(0)
  })
})
