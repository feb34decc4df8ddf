import { expect } from 'chai'
import { digestText } from '../../../src/features/alerts/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { installation, type TestInstallation, type Username } from '../../support/installation.ts'
import { smallRoster } from '../../support/small-roster.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { recordFact, verify } from '../closes/support.ts'
import { cadreRow, fileOf, gradeRow, postRow } from '../roster/made-up-roster.ts'

const PEOPLE = 132
const clerk = { userId: 'test', name: '测试', role: 'section' }
const idOf = (n: number): string => `c${String(n).padStart(5, '0')}`

/** Units in turn: u001 … u004, as of the small roster. */
async function moreCadres({ roster }: TestInstallation): Promise<void> {
  const small = smallRoster()
  const A01 = Array.from({ length: PEOPLE - 24 }, (_, i) => cadreRow(i + 25, small.B01[i % 4] ?? {}))
  const sheets = { ...small, A01: [...small.A01, ...A01] }
  sheets.A02 = [...small.A02, ...A01.map(cadre => postRow(cadre))]
  sheets.A15 = [...small.A15, ...A01.map(cadre => gradeRow(cadre))]
  const { status } = await roster.importFile(await fileOf(sheets), clerk, { effectiveOn: '2021-01-01' })
  if (status !== 'done') throw new Error(`the roster was ${status}`)
}

/** Everybody of these numbers is seen, at the score. */
async function assess(
  { journal, rules, clock }: TestInstallation,
  numbers: readonly number[],
  scoreOf: (n: number) => number,
) {
  const { ruleSet } = await rules.inForce(clock.today())
  const command = { action: 'tests.assess', actor: clerk, idempotencyKey: newId('key'), requestId: 'test' }
  await journal.submit({
    ...command,
    run: async work => {
      for (const n of numbers) {
        const cells = Object.fromEntries(ruleSet.indicators.cells.map(({ id }) => [id, scoreOf(n)]))
        const data = { type: '跟踪考察', methods: ['谈'], team: '一组', from: work.today, cells, note: '' }
        work.record({ kind: 'assessment', subjects: [idOf(n)], effectiveOn: work.today, data })
      }
      return null
    },
  })
}

async function place({ journal }: TestInstallation, n: number, lastDay: string): Promise<void> {
  const command = { action: 'tests.place', actor: clerk, idempotencyKey: newId('key'), requestId: 'test' }
  await journal.submit({
    ...command,
    run: async work => {
      const data = { colour: 'yellow', lastDay, causes: [], observation: false, decidedBy: '部务会', documentNo: '1号' }
      work.record({ kind: 'placement', subjects: [idOf(n)], effectiveOn: work.today, data })
      return null
    },
  })
}

const numbers = Array.from({ length: PEOPLE }, (_, i) => i + 1)

/** Half of them a point above the line of yellow, a quarter a point below, a quarter far from any. */
const scoreOf = (n: number): number => (n % 4 < 2 ? 7600 : n % 4 === 2 ? 7400 : 8300)

const idsOn = (answer: Answer): string[] =>
  pageOf(answer)('main .data-table tbody a[href^="/files/"]')
    .toArray()
    .map(link => link.attribs.href?.split('/').at(-1) ?? '')

describe('Alerts', function () {
  this.timeout(180_000)
  let at: TestInstallation
  const visitors = new Map<Username, Visitor>()
  const open = async (username: Username, path: string): Promise<Answer> => {
    const visitor = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, visitor)
    return visitor.open(path)
  }
  const goTo = async (day: string): Promise<void> => {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
  }
  before(async () => {
    at = await installation()
    await moreCadres(at)
    await assess(at, numbers, scoreOf)
  })
  after(() => at?.close())

  it('come page by page, the most pressing first, nobody twice and nobody left out, there and back', async () => {
    const first = await open('k1', '/alerts')
    expect(wordsOf(first)).to.include('共 66 人').and.include('再扣 1.01 分转黄名单（Y1）')
    const next = pageOf(first)('a[rel=next]').attr('href') ?? ''
    const second = await open('k1', next)
    const [ids, rest] = [idsOn(first), idsOn(second)]
    expect([ids.length, rest.length]).to.deep.equal([50, 16])
    expect([...ids, ...rest]).to.deep.equal(numbers.filter(n => n % 4 < 2).map(idOf))
    expect(pageOf(second)('a[rel=next]').length).to.equal(0)
    expect(idsOn(await open('k1', pageOf(second)('a[rel=prev]').attr('href') ?? ''))).to.deep.equal(ids)
  })

  it('begin at the top after or before somebody who is not among them, and a stranger', async () => {
    const top = idsOn(await open('k1', '/alerts'))
    for (const query of [`after=${idOf(2)}`, `before=${idOf(2)}`, 'after=nobody', 'before=nobody']) {
      const answer = await open('k1', `/alerts?${query}`)
      expect(idsOn(answer), query).to.deep.equal(top)
      expect(pageOf(answer)('a[rel=prev]').length, query).to.equal(0)
      expect(pageOf(answer)('a[rel=next]').length, query).to.equal(1)
    }
  })

  it('are narrowed by class, unit and day, each told, and put back by one link', async () => {
    const unit = await open('k1', '/alerts?unit=u001')
    expect(wordsOf(unit)).to.include('共 33 人')
    expect(idsOn(unit)).to.deep.equal(numbers.filter(n => n % 4 === 1).map(idOf))
    expect(pageOf(unit)('a[href="/alerts"]').length).to.be.greaterThan(0)
    const heads = await open('k1', '/alerts?class=town-head')
    expect(idsOn(heads)).to.deep.equal([idOf(1)])
    expect(wordsOf(await open('k1', '/alerts?since=2022-06-01'))).to.include('没有符合这些条件的干部')
    expect(idsOn(await open('k1', '/alerts?since=2022-05-31')).length).to.equal(50)
    expect(wordsOf(await open('k1', '/alerts?kind=up&unit=u003'))).to.include('没有符合这些条件的干部')
    expect(idsOn(await open('k1', '/alerts?kind=up&unit=u002')).length).to.equal(33)
  })

  it('tell for the better which fact more would do, asked of the engine', async () => {
    expect(wordsOf(await open('k1', '/alerts?kind=up'))).to.include(
      '再得 1.00 分可转出黄名单（Y1）；再有 1 件“重点任务提前完成且复核合格”（P6）即可',
    )
  })

  it('refuse a kind, class or day that is none, and a field nobody knows', async () => {
    for (const query of ['kind=worse', 'class=none', 'since=2022-02-30', '$where=1', 'unit[$ne]=u001']) {
      const { status } = await open('k1', `/alerts?${query}`)
      expect(status, query).to.be.oneOf([400, 422])
    }
  })

  it('show a liaison the own unit alone, whatever is asked, in rows, counts and choices', async () => {
    const own = await open('u1', '/alerts')
    expect(idsOn(own)).to.deep.equal(numbers.filter(n => n % 4 === 1).map(idOf))
    expect(wordsOf(own)).to.include('共 33 人')
    const $ = pageOf(own)
    expect($('select[name=unit] option').length).to.equal(2)
    expect($('.tabs').text())
      .to.match(/临近转差\s*33/)
      .and.match(/临近转好\s*0/)
    expect(wordsOf(await open('u1', '/alerts?unit=u003'))).to.include('没有符合这些条件的干部')
    expect(wordsOf(await open('u1', '/alerts/digest')))
      .not.to.include('示例19局')
      .and.not.include('19局')
  })

  it('are for who may see them', async () => {
    for (const [who, status] of [
      ['c1', 403],
      ['sys', 403],
      ['aud', 403],
      ['lead', 200],
      ['hr', 403],
    ] as const)
      expect((await open(who, '/alerts')).status, who).to.equal(status)
    expect((await open('c1', '/alerts/digest')).status).to.equal(403)
    expect((await open('c1', '/alerts/changes')).status).to.equal(403)
  })

  it('keep their day while they stand, and begin anew after a break', async () => {
    const since = async (n: number): Promise<string | undefined> => {
      const $ = pageOf(await open('k1', `/alerts?unit=u00${n % 4}&class=town-head`))
      return (
        $(`main a[href="/files/${idOf(n)}"]`)
          .closest('tr')
          .find('td')
          .last()
          .text() || undefined
      )
    }
    await goTo('2022-06-02')
    await assess(at, [1], () => 7610)
    expect(await since(1)).to.equal('2022-05-31')
    await assess(at, [1], () => 9500)
    expect(await since(1)).to.equal(undefined)
    await goTo('2022-06-03')
    await assess(at, [1], () => 5600)
    expect(await since(1)).to.equal('2022-06-03')
  })

  it('tell of terms thirty days before their end, on the last day, and after it', async () => {
    await place(at, 3, '2022-07-10')
    const words = async (): Promise<string> => wordsOf(await open('k1', '/alerts?kind=term'))
    await goTo('2022-06-09')
    expect(await words()).to.include('没有即将到期或到期待处理的名单')
    await goTo('2022-06-10')
    expect(await words()).to.include('黄名单 2022-07-10 到期，还有 30 天')
    await goTo('2022-07-10')
    expect(await words()).to.include('今天到期')
    await goTo('2022-07-11')
    expect(await words()).to.include('已过 1 天，到期待处理')
  })
})

describe('The digest', function () {
  this.timeout(180_000)
  let at: TestInstallation
  before(async () => {
    at = await installation()
    await moreCadres(at)
    await assess(at, numbers, scoreOf)
    at.clock.set('2022-06-08', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-06-08')
    for (const n of [4, 8])
      await verify(
        at,
        await recordFact(at, { code: 'N4', day: '2022-06-07', persons: [idOf(n)], unitId: 'u004', title: `逾期 ${n}` }),
      )
  })
  after(() => at?.close())

  it('tells the changes of a week and the alerts that began in it, and nothing older', async () => {
    const { since, day, parts } = await at.alerts.digest({ since: null, unitIds: null })
    expect([since, day]).to.deep.equal(['2022-06-01', '2022-06-08'])
    const [changes] = parts
    expect([changes?.title, changes?.count]).to.deep.equal(['建议的变化', 2])
    expect(changes?.lines.map(({ name, text }) => [name !== '', /常.*→.*黄/.test(text)])).to.deep.equal([
      [true, true],
      [true, true],
    ])
    expect(parts.find(({ title }) => title.includes('临近转差'))?.count).to.equal(0)
    const text = digestText(await at.alerts.digest({ since: null, unitIds: null }), 'https://sanse.example')
    expect(text)
      .to.include(`https://sanse.example/files/${idOf(4)}`)
      .and.include('【建议的变化】2 项')
  })

  it('tells thirty lines of each and how many more there are, with the address of all', async () => {
    const { parts } = await at.alerts.digest({ since: '2022-05-31', unitIds: null })
    const down = parts.find(({ title }) => title.includes('临近转差'))
    expect([down?.count, down?.lines.length, down?.more]).to.deep.equal([64, 30, 34])
    const k1 = await at.signIn('k1')
    expect(wordsOf(await k1.open(down?.morePath ?? ''))).to.include('共 64 人')
    const $ = pageOf(await k1.open('/alerts/digest?since=2022-05-31'))
    for (const link of $('main a[href^="/alerts"]').toArray())
      expect((await k1.open(link.attribs.href ?? '')).status, link.attribs.href).to.equal(200)
  })

  it('is of one unit for who sees one unit', async () => {
    const own = await at.alerts.digest({ since: '2022-05-31', unitIds: ['u004'] })
    expect(own.parts[0]?.count).to.be.greaterThan(0)
    const other = await at.alerts.digest({ since: null, unitIds: ['u001'] })
    expect(other.parts.map(({ count }) => count)).to.deep.equal(other.parts.map(() => 0))
    const u1 = await at.signIn('u1')
    expect(wordsOf(await u1.open('/alerts/changes?since=2022-06-01'))).to.include('这段时间没有人的建议发生变化')
    const k1 = await at.signIn('k1')
    expect(pageOf(await k1.open('/alerts/changes?since=2022-06-01'))('main tbody tr').length).to.equal(2)
  })

  it('refuses a day that is none, and of a day to come tells nothing', async () => {
    const k1 = await at.signIn('k1')
    expect((await k1.open('/alerts/digest?since=2022-02-30')).status).to.equal(422)
    expect((await k1.open('/alerts/changes?since=gestern')).status).to.equal(422)
    const { parts } = await at.alerts.digest({ since: '2022-06-09', unitIds: null })
    expect(parts.map(({ count }) => count)).to.deep.equal(parts.map(() => 0))
  })

  it('of changes goes page by page, there and back', async () => {
    const k1 = await at.signIn('k1')
    await assess(at, numbers, n => (n % 4 < 2 ? 5000 : 9000))
    await at.ratings.dailyPass(at.journal, '2022-06-08')
    const first = await k1.open('/alerts/changes?since=2022-06-01')
    const seen: string[] = []
    let page = first
    for (let n = 0; n < 5; n += 1) {
      seen.push(
        ...pageOf(page)('main tbody tr')
          .toArray()
          .map(row => pageOf(page)(row).text()),
      )
      const next = pageOf(page)('a[rel=next]').attr('href')
      if (next === undefined) break
      page = await k1.open(next)
    }
    const total = Number(/共 (\d+) 项/.exec(wordsOf(first))?.[1])
    expect(total).to.be.greaterThan(50)
    expect(seen.length).to.equal(total)
  })

  it('of a past day tells the changes up to it, all its alerts, and leads on within that day', async () => {
    const k1 = await at.signIn('k1')
    const changesAt = async (query: string) => {
      const answer = await k1.open(`/alerts/changes?since=2022-06-01${query}`)
      return { rows: changed(answer), counted: /共 [\d,]+ 项/.exec(wordsOf(answer))?.[0] }
    }
    const alertsAt = async (query: string) =>
      pageOf(await k1.open(`/alerts?kind=up${query}`))('nav[aria-label=提示种类]').text()
    const [changes, alerts] = [await changesAt(''), await alertsAt('')]
    at.clock.set('2022-06-20', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-06-20')
    await assess(at, numbers, () => 9000)
    expect(await changesAt('')).not.to.deep.equal(changes)
    const past = '&asOf=2022-06-08&known=then'
    expect(await changesAt(past)).to.deep.equal(changes)
    expect(await alertsAt(past)).to.equal(alerts)
    const answer = await k1.open(`/alerts/digest?since=2022-06-01${past}`)
    expect(wordsOf(answer)).to.include('2022-06-01 至 2022-06-08').and.include('截至 2022-06-08 · 当时所知')
    const $ = pageOf(answer)
    const counts = $('.panel-head .soft')
      .toArray()
      .map(count => /\d+/.exec($(count).text())?.[0])
    expect(`${changes.counted}`).to.equal(`共 ${counts[0]} 项`)
    for (const count of counts.slice(1, 3)) expect(alerts).to.include(count)
    const links = $('main section a').toArray()
    expect(links).not.to.have.length(0)
    for (const link of links) expect(link.attribs.href).to.include(past.slice(1))
    expect((await k1.open('/alerts/digest?asOf=2022-06-21')).status).to.equal(422)
  })
})

const changed = (answer: Answer): string[] =>
  pageOf(answer)('main tbody tr')
    .toArray()
    .map(row => pageOf(answer)(row).text().replace(/\s+/g, ' '))
