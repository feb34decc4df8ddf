import { expect } from 'chai'
import { installation, type TestInstallation, type Username } from '../support/installation.ts'
import { pageOf, type Visitor, wordsOf } from '../support/visitor.ts'

describe('An installation with nothing in it', function () {
  this.timeout(120_000)
  let at: TestInstallation
  before(async () => {
    at = await installation({ roster: false })
  })
  after(() => at?.close())

  const linksOn = async (visitor: Visitor, path: string, where: string): Promise<string[]> => {
    const $ = pageOf(await visitor.open(path))
    const links = $(`${where} a[href]`).toArray()
    return [...new Set(links.map(link => $(link).attr('href') ?? ''))]
  }

  for (const username of ['k1', 'j1', 'dep', 'lead', 'hr'] as const satisfies readonly Username[])
    it(`shows ${username} on every page what is missing, and leads nowhere they may not go`, async () => {
      const visitor = await at.signIn(username)
      const pages = await linksOn(visitor, '/rules', '.side')
      expect(pages.length).to.be.above(4)
      for (const path of pages) {
        expect((await visitor.open(path)).status, path).to.equal(200)
        for (const next of await linksOn(visitor, path, '.empty'))
          expect((await visitor.open(next)).status, `${path} → ${next}`).to.equal(200)
      }
    })

  it('says who has to import the roster first, where somebody would be shown', async () => {
    const paths = ['/', '/lists/red', '/lists/all', '/alerts', '/cadres', '/units', '/facts/new', '/assessments/new']
    const [section, leader] = [await at.signIn('k1'), await at.signIn('lead')]
    for (const path of paths) {
      expect(await linksOn(section, path, '.empty'), path).to.deep.equal(['/roster/import'])
      if (path.endsWith('/new')) continue
      expect(wordsOf(await leader.open(path)), path).to.include('请等干部科导入名册')
    }
    expect(wordsOf(await (await at.signIn('j1')).open('/facts/new'))).to.include('请等干部科导入名册')
    expect(await linksOn(section, '/fairness', '.empty')).to.deep.equal([])
    expect(await linksOn(section, '/lists/red?list=placed', '.empty')).to.deep.equal(['/evidence/import'])
    expect(wordsOf(await section.open('/fairness/changes'))).to.include('第一次月结之后才能比较')
  })
})
