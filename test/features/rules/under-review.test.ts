import { expect } from 'chai'
import { load } from 'cheerio'
import { reviewMark } from '../../../src/domain/rules/review.ts'
import { draftOf, idOf, people, type World, wordsOf, world } from './support.ts'

const asked = (key: string) => ({ idempotencyKey: key, requestId: 'r', address: '' })
const editing = ['', '/numbers', '/parts/colours', '/parts/conditions', '/parts/conditions/items/R1']
const warning = '保存改动会撤销它，须重新试算、送审、审核'

describe('A draft under review', function () {
  this.timeout(60_000)
  let here: World
  let path: string
  beforeEach(async () => {
    here = await world()
    path = await draftOf(here, { 'conditions.R1.1': '62' })
  })
  afterEach(() => here.close())

  const decide = async (decision: 'approve' | 'return') => {
    const seen = reviewMark((await here.draftAt(path)).review ?? null)
    const given = { version: 2, seen, decision, comment: '看过', reasons: new Map() }
    return here.reviews.decide(people.dep, idOf(path), given, asked(decision))
  }
  const warned = async (): Promise<string[]> => {
    const k1 = await here.visitor('k1')
    const words = editing.map(async page => (wordsOf(await k1.open(path + page)).includes(warning) ? [page] : []))
    return (await Promise.all(words)).flat()
  }

  it('warns on every page that edits it that saving revokes the review, and on none before and after', async () => {
    expect(await warned()).to.deep.equal([])
    await here.reviews.submit(people.k1, idOf(path), { version: 2, note: '' }, asked('submit'))
    expect(await warned()).to.deep.equal(editing)
    await decide('approve')
    expect(await warned()).to.deep.equal(editing)
    const k1 = await here.visitor('k1')
    await k1.open(`${path}/numbers`)
    await k1.send(`${path}/numbers`, { 'conditions.R1.1': '63' })
    expect((await here.draftAt(path)).review).to.include({ state: 'revoked', was: 'approved' })
    expect(wordsOf(await k1.open(path)))
      .to.include('第 2 稿的审核已因李甲')
      .and.to.include('的修改而撤销')
    expect(await warned()).to.deep.equal([])
  })

  it('is edited without a warning once it was returned', async () => {
    await here.reviews.submit(people.k1, idOf(path), { version: 2, note: '' }, asked('submit'))
    await decide('return')
    expect(await warned()).to.deep.equal([])
  })

  it('becomes a version that says why its hash is not the one that was reviewed', async () => {
    await here.approve(path)
    const reviewed = await here.draftAt(path)
    const publication = { version: 2, documentNo: '1号', effectiveOn: '2022-07-01' }
    await here.drafts.publish(people.dep, idOf(path), publication, asked('publish'))
    const published = await here.draftAt('V2')
    expect(published.hash).not.to.equal(reviewed.hash)
    const page = wordsOf(await (await here.visitor('u1')).open('/rules/V2'))
    expect(page).to.include(`${published.hash}（核对一致）`)
    expect(page).to.include(`${reviewed.hash}（第 2 稿）。发布时写入版本号和“第几版”，所以与这一版的校验值不同`)
    expect(wordsOf(await (await here.visitor('u1')).open('/rules/V1'))).not.to.include('审核的校验值')
  })

  it('leads to the trial of exactly this text, and to all of its trials, while it is open', async () => {
    const linksOf = async (who: 'k1' | 'dep'): Promise<string[]> => {
      const $ = load((await (await here.visitor(who)).open(path)).text)
      const links = $('main a[href^="/trials"]').toArray()
      return links.map(link => `${$(link).text()} ${$(link).attr('href')}`)
    }
    const links = ['看这一稿的试算 /trials/trial-1', `各次试算 /trials?draft=${idOf(path)}`]
    for (const who of ['k1', 'dep'] as const) expect(await linksOf(who), who).to.deep.equal(links)
    await here.drafts.discard(people.k1, idOf(path), 2, asked('discard'))
    expect(await linksOf('k1')).to.deep.equal([])
  })
})
