import { expect } from 'chai'
import type { Actor } from '../../../src/domain/access/roles.ts'
import { type CadreQuery, createDirectory, type Directory } from '../../../src/features/directory/index.ts'
import { createPeopleLedger } from '../../../src/features/people/index.ts'
import { createViewpoints, type RatingsView, type Viewpoints } from '../../../src/features/viewpoints/index.ts'
import { actorOf } from '../../support/actor.ts'
import type { Username } from '../../support/installation.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { BEFORE, MOVER, type PastInstallation, pastInstallation, TODAY } from '../viewpoints/past-installation.ts'

const nothing: CadreQuery = { q: '', unit: '', class: '', level: '', after: '', before: '' }
const queries: readonly CadreQuery[] = [
  nothing,
  { ...nothing, unit: 'u001' },
  { ...nothing, unit: 'u002' },
  { ...nothing, class: 'town-deputy' },
  { ...nothing, class: 'town-head', unit: 'u001' },
  { ...nothing, level: '乡科级副职' },
  { ...nothing, q: 'w' },
  { ...nothing, q: '一' },
  { ...nothing, q: 'zz' },
]

const liaison = (unitId: string) => actorOf(unitId, 'liaison', { unitId })
const actors = [actorOf('lead', 'leader'), liaison('u001'), liaison('u002')]

/** All that the pages of cadres and units show from a point in time, but for how often somebody was written. */
async function told(directory: Directory, view: RatingsView) {
  const all = []
  for (const actor of actors) {
    for (const query of queries) {
      const { cadres, total, hasPrevious, hasNext, classes } = await directory.cadres(actor, query, view, 50)
      const shown = cadres.map(({ version: _, ...cadre }) => cadre)
      all.push({ query, shown, total, hasPrevious, hasNext, classes })
    }
    all.push(await directory.units(actor, view))
    const { cadres, posts, duties } = await directory.unit(actor, actor.unitId ?? 'u001', view)
    all.push({ cadres: cadres.map(({ version: _, ...cadre }) => cadre), posts, duties })
  }
  return all
}

describe('The roster of a past day', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let directory: Directory
  let viewpoints: Viewpoints
  const live = new Map<string, Awaited<ReturnType<typeof told>>>()
  const opened = (here: PastInstallation) => ({
    viewpoints: createViewpoints({ ...here }),
    directory: createDirectory({ people: here.people, ledger: createPeopleLedger(here.database) }),
  })
  const visitors = new Map<Username, Visitor>()
  const open = async (username: Username, path: string) => {
    const visitor = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, visitor)
    return visitor.open(path)
  }
  before(async () => {
    at = await pastInstallation(async (here, day) => {
      const parts = opened(here)
      live.set(day, await told(parts.directory, await parts.viewpoints.at(null)))
    })
    const parts = opened(at)
    directory = parts.directory
    viewpoints = parts.viewpoints
  })
  after(() => at.close())

  it('says, as known then, what the roster said on that day: who, where, in which post, and how many of which colour', async () => {
    expect([...live.keys()]).to.have.length(5)
    for (const [day, then] of live)
      expect(await told(directory, await viewpoints.at({ day, known: 'then' })), day).to.deep.equal(then)
  })

  it('says of today, as known now, what the roster says', async () => {
    const now = await told(directory, await viewpoints.at({ day: TODAY, known: 'now' }))
    expect(now).to.deep.equal(await told(directory, await viewpoints.at(null)))
  })

  it('shows of a unit, as known now, who held what on that day, not who moved since', async () => {
    const lead = actors[0] as Actor
    const postsOn = async (day: string, unitId: string): Promise<(string | undefined)[]> => {
      const { posts } = await directory.unit(lead, unitId, await viewpoints.at({ day, known: 'now' }))
      const own = posts.filter(({ entry }) => entry.subjects.includes(MOVER))
      return own.map(({ entry, endedOn }) => `${entry.effectiveOn} ${endedOn}`)
    }
    expect(await postsOn(BEFORE, 'u001')).to.deep.equal(['2018-03-15 9999-12-31'])
    expect(await postsOn(BEFORE, 'u002')).to.deep.equal([])
    expect(await postsOn(TODAY, 'u001')).to.deep.equal(['2018-03-15 2022-06-10'])
    expect(await postsOn(TODAY, 'u002')).to.deep.equal(['2022-06-10 9999-12-31'])
  })

  it('is empty on a day before the first record, in both views', async () => {
    for (const past of [
      { day: '2021-05-30', known: 'then' },
      { day: '1990-01-01', known: 'now' },
    ] as const) {
      const { cadres, total } = await directory.cadres(actors[0] as Actor, nothing, await viewpoints.at(past), 50)
      expect([cadres, total]).to.deep.equal([[], 0])
    }
  })

  it('is read page by page, forwards and back', async () => {
    const roster = pageOf(await open('lead', `/cadres?asOf=${BEFORE}`))
    expect(roster('tbody tr').length).to.equal(24)
    const view = await viewpoints.at({ day: BEFORE, known: 'then' })
    const ids = (await directory.cadres(actors[0] as Actor, nothing, view, 50)).cadres.map(({ id }) => id)
    const page = await directory.cadres(actors[0] as Actor, { ...nothing, after: ids[9] ?? '' }, view, 50)
    expect(page.cadres.map(({ id }) => id)).to.deep.equal(ids.slice(10))
    expect([page.hasPrevious, page.hasNext]).to.deep.equal([true, false])
    const back = await directory.cadres(actors[0] as Actor, { ...nothing, before: ids[9] ?? '' }, view, 50)
    expect(back.cadres.map(({ id }) => id)).to.deep.equal(ids.slice(0, 9))
    expect([back.hasPrevious, back.hasNext]).to.deep.equal([false, true])
  })

  it('keeps the day on its links, offers nothing to do, and says 422 to a day that is none', async () => {
    const asked = `asOf=${BEFORE}&known=now`
    for (const path of ['/cadres', '/cadres?unit=u001&q=', '/units', '/units/u001']) {
      const $ = pageOf(await open('k1', `${path}${path.includes('?') ? '&' : '?'}${asked}`))
      const banner = $('.past a').length
      expect(banner, path).to.equal(4)
      const links = $('main a[href]')
        .toArray()
        .map(link => $(link).attr('href') ?? '')
      for (const link of links.slice(banner)) expect(link, path).to.include(asked)
      expect($('main').text(), path).not.to.include('导入名册').and.not.to.include('请假')
      for (const bad of ['asOf=2022-06-13', 'asOf=2022-02-30', 'asOf=1999-01-01&known=now'])
        expect((await open('k1', `${path}${path.includes('?') ? '&' : '?'}${bad}`)).status, bad).to.equal(422)
      const today = pageOf(await open('k1', path))
      expect(today('.past').length, path).to.equal(0)
      expect(today('main').text()).to.match(/导入名册|的分工/)
    }
  })

  it('reaches for a liaison as far as the unit of that day', async () => {
    const name = (await at.people.cadre(MOVER))?.name ?? ''
    const seen = async (username: Username, query: string): Promise<boolean> =>
      wordsOf(await open(username, `/cadres${query}`)).includes(name)
    expect([await seen('u1', ''), await seen('u2', '')]).to.deep.equal([false, true])
    for (const known of ['then', 'now'])
      expect([
        await seen('u1', `?asOf=2022-06-09&known=${known}`),
        await seen('u2', `?asOf=2022-06-09&known=${known}`),
      ]).to.deep.equal([true, false])
    expect((await open('u1', '/units/u002?asOf=2022-06-09')).status).to.equal(404)
  })

  it('agrees with the close of its day and its position', async () => {
    await at.closes.closeDue()
    const view = await viewpoints.at({ day: '2022-05-31', known: 'then' })
    const { cadres } = await directory.cadres(actors[0] as Actor, nothing, view, 50)
    const closed = []
    for await (const { cadreId, name, title, unitId, head } of at.closes.rows('2022-05'))
      closed.push({ cadreId, name, title, unitId, head })
    const shown = cadres.map(({ id, name, post }) => ({
      cadreId: id,
      name,
      title: post?.title,
      unitId: post?.unitId,
      head: post?.head,
    }))
    expect(shown.sort((a, b) => (a.cadreId < b.cadreId ? -1 : 1))).to.deep.equal(closed)
    const header = await at.closes.header('2022-05')
    const summaries = await directory.units(actors[0] as Actor, view)
    for (const { unit, suggested, cadres: held } of summaries) {
      const tally = header?.tallies.byUnit.find(({ code }) => code === unit.id)
      expect([suggested, held], unit.id).to.deep.equal([tally?.suggested, tally?.people])
    }
  })

  it('is looked at further through navigation and search, which stay on its day', async () => {
    const query = `?asOf=${BEFORE}&known=now`
    const $ = pageOf(await open('lead', `/cadres${query}`))
    const paths = $('nav a')
      .toArray()
      .map(link => $(link).attr('href'))
    expect(paths).to.include.members([`/lists/red${query}`, `/alerts${query}`, `/units${query}`, '/rules'])
    const kept = $('form.top-search input[type=hidden]').toArray()
    expect(kept.map(input => $(input).val())).to.deep.equal([BEFORE, 'now'])
    for (const path of ['/', '/alerts', '/lists/red', '/lists/all', '/assessments', '/fairness', '/facts', '/units'])
      expect((await open('lead', `${path}${query}`)).status, path).to.equal(200)
  })
})
