import { expect } from 'chai'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { BEFORE, type PastInstallation, pastInstallation, TODAY } from '../viewpoints/past-installation.ts'

const pages = [
  '/fairness?by=class',
  '/fairness?by=unit',
  '/fairness?by=level&list=placed',
  '/fairness?by=team',
  '/fairness?by=unit&class=town-deputy',
  '/fairness/assessors',
  '/fairness/calibration',
  '/fairness/changes?by=unit',
]

describe('公平性 of a past day', function () {
  this.timeout(240_000)
  let at: PastInstallation
  let visitor: Visitor
  const live = new Map<string, string[]>()
  /** The tables of a page, without the ways to elsewhere. */
  const tables = async (path: string): Promise<string> => {
    const answer = await visitor.open(path)
    expect(answer.status, path).to.equal(200)
    return pageOf(answer)('main table').text().replace(/\s+/g, ' ')
  }
  const asked = (path: string, day: string, known: string): string =>
    `${path}${path.includes('?') ? '&' : '?'}asOf=${day}&known=${known}`
  const shownAt = async (at: (path: string) => string): Promise<string[]> => {
    const shown = []
    for (const path of pages) shown.push(await tables(at(path)))
    return shown
  }
  before(async () => {
    at = await pastInstallation(async (here, day) => {
      visitor ??= await here.signIn('lead')
      live.set(day, await shownAt(path => path))
    })
  })
  after(() => at.close())

  it('is, as known then, what it was that evening', async () => {
    expect([...live.keys()]).to.have.length(5)
    for (const [day, then] of live) expect(await shownAt(path => asked(path, day, 'then')), day).to.deep.equal(then)
  })

  it('is, as known now of yesterday, what it is today where nothing happened since', async () => {
    const yesterday = await shownAt(path => asked(path, '2022-06-11', 'now'))
    expect(yesterday).to.deep.equal(await shownAt(path => path))
  })

  it('counts in the view of now what was recorded later', async () => {
    const path = '/fairness?by=unit'
    expect(await tables(asked(path, BEFORE, 'now'))).not.to.equal(await tables(asked(path, BEFORE, 'then')))
  })

  it('keeps the day on its links, and leads to other days', async () => {
    for (const path of pages) {
      const $ = pageOf(await visitor.open(asked(path, BEFORE, 'now')))
      const banner = $('.past a')
      expect(banner.length, path).to.equal(4)
      expect($('h1').text()).to.equal(`公平性（截至 ${BEFORE}，现在所知）`)
      const links = $('main a[href]')
        .toArray()
        .map(link => $(link).attr('href') ?? '')
      for (const link of links.slice(4)) expect(link, path).to.include(`asOf=${BEFORE}&known=now`)
      const back = banner.toArray().map(link => $(link).attr('href') ?? '')
      expect(back.at(-1), path).not.to.include('asOf')
      for (const link of back) expect(link, path).not.to.include('to=')
    }
  })

  it('shows sex and age of a past day at the end of a month alone', async () => {
    const inside = await visitor.open(asked('/fairness?by=sex', BEFORE, 'then'))
    expect(inside.status).to.equal(422)
    expect(wordsOf(inside)).to.include('按性别、年龄只看今天和过去各月末')
    const atEnd = await visitor.open(asked('/fairness?by=sex', '2022-05-31', 'then'))
    expect(atEnd.status).to.equal(200)
    const next = pageOf(atEnd)('.past a').eq(2).attr('href') ?? ''
    expect(next).to.equal('/fairness?asOf=2022-06-01&known=then')
    expect((await visitor.open(`/fairness?asOf=${TODAY}&by=sex`)).status).to.equal(200)
  })
})
