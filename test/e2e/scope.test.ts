import { expect } from 'chai'
import { type Filled, factFields, rosterNames, sharedInstallation } from '../support/filled.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../support/visitor.ts'

/** What differs from answer to answer whatever they say: ids of requests and keys of forms. */
const settled = (answer: Answer): string =>
  String(answer.text)
    .replace(/[\w-]{36}/g, '…')
    .replace(/编号[^<]*/g, '…')

/** Cadres of unit 1 and of unit 2, as the small roster numbers them. */
const inUnit = (n: number): string[] => rosterNames.filter((_, i) => i % 4 === n - 1)

describe('The liaison of unit 2', function () {
  this.timeout(60_000)
  let at: Filled
  let u2: Visitor
  before(async () => {
    at = await sharedInstallation()
    u2 = at.as('u2')
  })

  it('gets for everything of unit 1 the answer to an id that does not exist', async () => {
    const { factWaiting, factVerified } = at.ids
    const same: readonly (readonly [string, string])[] = [
      ['/files/c00001', '/files/c09999'],
      ['/files/c00005', '/files/nobody'],
      [`/facts/${factWaiting}`, '/facts/99999'],
      [`/facts/${factVerified}`, '/facts/0'],
      ['/facts/1', '/facts/99999'],
      ['/units/u001', '/units/u999'],
    ]
    for (const [theirs, none] of same) {
      const [given, random] = [await u2.open(theirs), await u2.open(none)]
      expect(given.status, theirs).to.equal(404)
      expect(apart(settled(given)), theirs).to.equal(apart(settled(random)))
    }
  })

  it('meets no name of another unit on any page it may open', async () => {
    const others = [...inUnit(1), ...inUnit(3), ...inUnit(4)]
    const pages = ['/lists/all', '/cadres', '/facts', '/facts?state=waiting', '/units', '/units/u002', '/facts/new']
    const sorts = ['/lists/all?sort=name', '/lists/all?sort=unit', '/lists/insufficient', '/lists/yellow']
    for (const path of [...pages, ...sorts]) {
      const words = wordsOf(await u2.open(path))
      for (const name of others) expect(words, path).not.to.include(name)
    }
    expect(wordsOf(await u2.open('/lists/all'))).to.include(inUnit(2)[0])
  })

  it('finds nobody of another unit, by name, pinyin, unit or id', async () => {
    const [theirs = ''] = inUnit(1)
    const asks = [`/search?q=${encodeURIComponent(theirs)}`, '/lists/all?unit=u001', '/lists/all?q=c00001']
    for (const path of [...asks, '/cadres?unit=u001', `/cadres?q=${encodeURIComponent(theirs)}`, '/search?q=c00001']) {
      const answer = await u2.open(path)
      expect([200, 404], path).to.include(answer.status)
      expect(pageOf(answer)('main table').text(), path).not.to.include(theirs)
    }
  })

  it('cannot record a fact of unit 1, nor learn from the preview who holds what there', async () => {
    const before = await at.counts()
    for (const fields of [factFields(), factFields({ unitId: 'u002', persons: 'c00005' })]) {
      await u2.open('/facts/new')
      for (const path of ['/facts/preview', '/facts/attribution', '/facts']) {
        const answer = await u2.post(path, fields)
        for (const name of inUnit(1)) expect(answer.text, `${path} ${fields.unitId}`).not.to.include(name)
        if (path === '/facts') expect(answer.status).to.be.within(400, 422)
      }
    }
    expect(await at.counts()).to.deep.equal(before)
  })

  it('sees of a cadre only what the table of rights opens', async () => {
    expect((await u2.open('/files/c00002')).status).to.equal(200)
    for (const path of ['/assessments', '/exports/lists.xlsx', '/audit', '/users', '/roster/import'])
      expect((await u2.open(path)).status, path).to.equal(403)
  })
})

describe('A cadre', function () {
  this.timeout(60_000)
  let at: Filled
  before(async () => {
    at = await sharedInstallation()
  })

  it('opens their own file alone', async () => {
    const c1 = at.as('c1')
    expect((await c1.open('/files/c00001')).status).to.equal(200)
    const [colleague, nobody] = [await c1.open('/files/c00005'), await c1.open('/files/c09999')]
    expect(colleague.status).to.equal(404)
    expect(apart(settled(colleague))).to.equal(apart(settled(nobody)))
  })

  it('meets no peer there', async () => {
    const { text } = await at.as('c1').open('/files/c00001')
    for (const name of rosterNames.slice(1)) expect(text).not.to.include(name)
  })
})

describe('Words that mean something to a database', function () {
  this.timeout(60_000)
  let at: Filled
  before(async () => {
    at = await sharedInstallation()
  })
  const pairs = ['q[$ne]=', 'q[$gt]=', 'q[$regex]=.*', '$where=sleep(3000)', 'q.$ne=1', '__proto__[a]=1']
  const more = ['constructor.prototype.a=1', 'q=a&q[$in][]=b', '__proto__=1', 'hasOwnProperty=1', 'q[]=x', 'q=a&q=b']

  it('never sign anybody in', async () => {
    const names = ['username[$ne]', 'username[$gt]', 'username[$regex]', 'username.$ne', 'username']
    for (const name of names)
      for (const password of ['password[$ne]', 'password[$gt]', 'password']) {
        const visitor = at.anybody()
        await visitor.open('/sign-in')
        const { status } = await visitor.post('/sign-in', { [name]: 'k1', [password]: '' })
        expect([400, 422], `${name} ${password}`).to.include(status)
        expect((await visitor.open('/account')).status).to.equal(303)
      }
  })

  it('never find more than plain words, nor break a page', async () => {
    const lists = ['/lists/all', '/facts', '/cadres', '/search', '/assessments', '/rules']
    for (const path of lists)
      for (const query of [...pairs, ...more]) {
        const { status } = await at.as('k1').open(`${path}?${query}`)
        expect(status, `${path}?${query}`).to.be.oneOf(path === '/rules' ? [200, 400, 422] : [400, 422])
      }
    for (const path of ['/users', '/grants'])
      for (const query of [...pairs, ...more])
        expect((await at.as('sys').open(`${path}?${query}`)).status, `${path}?${query}`).to.be.oneOf([400, 422])
    expect(Object.prototype).not.to.have.property('a')
  })

  it('are an id that does not exist', async () => {
    for (const id of ['%24ne', '__proto__', 'constructor', '[object Object]', '..%2f..', '%00', 'a'.repeat(2000)])
      for (const path of ['/files', '/units', '/facts', '/assessments', '/rules', '/lists', '/roster/import']) {
        const { status } = await at.as('k1').open(`${path}/${id.replaceAll(' ', '%20')}`)
        expect(status, `${path}/${id.slice(0, 20)}`).to.be.oneOf([400, 404])
      }
  })
})

/** Without the address that was asked for, which the frame keeps to lead back to it. */
const apart = (text: string): string => text.replace(/name="_from" value="[^"]*"/g, '')
