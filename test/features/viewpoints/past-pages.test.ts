import { expect } from 'chai'
import { alertsOf } from '../../../src/domain/rating/alerts.ts'
import { endOfDay } from '../../../src/domain/time/days.ts'
import { countedAs, markView } from '../../../src/features/ratings/index.ts'
import { hundredths } from '../../../src/web/format.ts'
import { sheetsOf } from '../../platform/workbook/reading-here.ts'
import type { Username } from '../../support/installation.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import {
  BEFORE,
  factOf,
  LATE,
  MOVER,
  type PastInstallation,
  pastInstallation,
  TODAY,
  verificationOf,
} from './past-installation.ts'

describe('The pages of a past day', function () {
  this.timeout(120_000)
  let at: PastInstallation
  const visitors = new Map<Username, Visitor>()
  const open = async (username: Username, path: string): Promise<Answer> => {
    const visitor = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, visitor)
    return visitor.open(path)
  }
  before(async () => {
    at = await pastInstallation()
  })
  after(() => at.close())

  const asked = (day: string, known: string): string => `asOf=${day}&known=${known}`

  /** Name, mark and score of each row of a list. */
  const rowsOf = (answer: Answer): string[] => {
    const $ = pageOf(answer)
    return $('main tbody tr')
      .toArray()
      .map(row => {
        const cells = $(row).children('td')
        return [
          cells.eq(0).text(),
          cells.eq(4).find('.mark').first().text().replace(/\s+/g, ''),
          cells.eq(5).text(),
        ].join('|')
      })
      .sort()
  }

  it('list whom the rating of that day puts on each list, in both views', async () => {
    for (const day of ['2022-06-04', BEFORE, '2022-06-11'])
      for (const known of ['then', 'now']) {
        const whole = await at.ratings.asOf(day, known === 'then' ? endOfDay(day) : at.clock.now())
        const { ruleSet } = whole.version
        for (const code of ['blue', 'none', 'yellow', 'insufficient', 'all']) {
          const expected = []
          for (const suggestion of whole.suggestions) {
            const counted = countedAs(suggestion)
            if (code !== 'all' && counted !== code) continue
            const { shape, letter, label } = markView(ruleSet, suggestion.colour, suggestion.mark)
            const name = (await at.people.cadre(suggestion.cadreId))?.name
            const score = suggestion.score === null ? '—' : hundredths(suggestion.score)
            expected.push(`${name}|${shape}${letter}${label}|${score}`)
          }
          const answer = await open('lead', `/lists/${code}?${asked(day, known)}`)
          expect(answer.status).to.equal(200)
          const path = `${code} ${day} ${known}`
          expect(rowsOf(answer), path).to.deep.equal(expected.sort())
          expect(pageOf(answer)('.past').text(), path).to.include(`截至 ${day}`).and.to.include(ruleSet.id)
        }
      }
  })

  it('keep the day and the view on every link of the list, and lead to the other view and other days', async () => {
    const answer = await open('lead', `/lists/all?unit=u001&sort=name&${asked(BEFORE, 'now')}`)
    const $ = pageOf(answer)
    const links = $('main a[href]')
      .toArray()
      .map(link => $(link).attr('href') ?? '')
    const banner = $('.past a')
      .toArray()
      .map(link => $(link).attr('href') ?? '')
    const others = links.filter(link => !banner.includes(link))
    expect(others.length).to.be.above(15)
    for (const link of others) expect(link).to.include(asked(BEFORE, 'now'))
    const filters = 'unit=u001&sort=name'
    expect(banner).to.deep.equal([
      `/lists/all?${filters}&${asked(BEFORE, 'then')}`,
      `/lists/all?${filters}&${asked('2022-06-04', 'now')}`,
      `/lists/all?${filters}&${asked('2022-06-06', 'now')}`,
      `/lists/all?${filters}`,
    ])
    expect($('.filter-bar [name=asOf]').val()).to.equal(BEFORE)
    expect($('.filter-bar [name=known]').val()).to.equal('now')
  })

  it('offer the way to another day in one place, the head of the page, and keep there what else was asked', async () => {
    const paths = [
      ...[
        '/',
        '/?sort=blue',
        '/lists/all?unit=u001&sort=name',
        '/files/c00001',
        '/cadres?q=q',
        '/search?q=q',
        '/units',
      ],
      ...['/units/u001', '/facts?late=no', '/assessments?state=draft', '/alerts?kind=idle'],
      ...['/alerts/digest?since=2022-06-01', '/alerts/changes?since=2022-06-01'],
    ]
    for (const path of paths)
      for (const past of ['', asked(BEFORE, 'now')]) {
        const $ = pageOf(await open('lead', past === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${past}`))
        expect($('.page-head .as-of form').length, path).to.equal(1)
        expect($('main input[type=date][name=asOf]').length, path).to.equal(1)
        const [action, query = ''] = path.split('?')
        expect($('.as-of form').attr('action')).to.equal(action)
        const kept = $('.as-of input[type=hidden]').toArray()
        const pairs = kept.map((field): [string, string] => [$(field).attr('name') ?? '', $(field).attr('value') ?? ''])
        expect(new URLSearchParams(pairs).toString(), path).to.equal(query)
      }
  })

  it('carry their day along when somebody is looked for from the top bar, and find who was there then', async () => {
    const $ = pageOf(await open('lead', `/files/c00001?${asked(BEFORE, 'now')}`))
    const form = $('.top-search')
    expect(form.find('[name=asOf]').val()).to.equal(BEFORE)
    expect(form.find('[name=known]').val()).to.equal('now')
    expect(pageOf(await open('lead', '/files/c00001'))('.top-search [type=hidden]').length).to.equal(0)
    const several = pageOf(await open('lead', `/search?q=${encodeURIComponent('县')}&${asked(BEFORE, 'now')}`))
    expect(several('.past').text()).to.include(`截至 ${BEFORE}`)
    const links = several('main table a, main li a').toArray()
    for (const link of links.slice(4)) expect(several(link).attr('href')).to.include(asked(BEFORE, 'now'))
    const name = (await at.people.cadre(MOVER))?.name ?? ''
    const one = await open('lead', `/search?q=${encodeURIComponent(name)}&${asked(BEFORE, 'now')}`)
    expect(one.headers.location).to.equal(`/files/${MOVER}?${asked(BEFORE, 'now')}`)
    expect((await open('lead', '/search?q=q&asOf=2022-06-13')).status).to.equal(422)
  })

  it('have no banner today, and lead from yesterday to today', async () => {
    for (const path of ['/', '/lists/all', '/files/c00001', '/alerts', `/lists/all?asOf=${TODAY}&known=now`]) {
      const answer = await open('lead', path)
      expect(answer.status).to.equal(200)
      expect(pageOf(answer)('.past').length, path).to.equal(0)
      expect(pageOf(answer)('main [name=asOf]').attr('max'), path).to.equal(TODAY)
    }
    const yesterday = pageOf(await open('lead', '/files/c00001?asOf=2022-06-11'))
    expect(yesterday('.past a').eq(2).attr('href')).to.equal('/files/c00001')
  })

  it('say with 422 what is wrong with a day, on every page and export', async () => {
    const pages = [
      ...['/', '/lists/all', '/files/c00001', '/alerts'],
      ...['/exports/lists.xlsx', '/exports/lists/all.xlsx', '/exports/alerts.xlsx'],
    ]
    for (const path of pages)
      for (const [query, words] of [
        ['asOf=2022-02-30', '不是有效的日期'],
        ['asOf=2022-06-13', '还没有到'],
        ['asOf=2022-05-30', '系统自 2022-05-31 起才有记录'],
        ['asOf=1999-01-01&known=now', '最早的任职记录自 2018-03-15 起'],
        ['asOf=2022-06-05&known=both', '请从列出的选项中选择'],
        ['asOf=2022-06-05&asOf=2022-06-06', '只能填写一项'],
      ]) {
        const answer = await open('lead', `${path}?${query}`)
        expect(answer.status, `${path}?${query}`).to.equal(422)
        expect(wordsOf(answer), `${path}?${query}`).to.include(words)
      }
  })

  it('show of a cadre only what was known then, and mark as 事后补录 what was recorded later', async () => {
    const file = async (known: string) => pageOf(await open('lead', `/files/${LATE}?${asked(BEFORE, known)}`))
    const [then, now] = [await file('then'), await file('now')]
    expect(then('main').text()).not.to.include('督办件逾期未复').and.not.to.include('事后')
    expect(then('.timeline').text()).not.to.include('2022-06-08')
    expect(now('.timeline').text()).to.include('N4 督办件逾期未复')
    expect(now('.timeline').text()).to.include('事后补录，2022-06-08 记入').and.to.include('2022-06-08 事后核实')
    expect(now('.conditions').text()).to.match(/记录 \d+（事后补录）/)
    expect(then('.past').text()).to.include('当时所知')
    expect(now('.past').text()).to.include('现在所知')
    const whole = await at.ratings.asOf(BEFORE, at.clock.now())
    const suggestion = whole.suggestions.find(({ cadreId }) => cadreId === LATE)
    expect(now('.total').text()).to.include(hundredths(suggestion?.score ?? 0))
    const today = pageOf(await open('lead', `/files/${LATE}`))
    expect(today('main').text()).to.include('督办件逾期未复').and.not.to.include('事后补录')
  })

  it('say of a fact that was there and verified only later that it counts by hindsight', async () => {
    const [id = 0] = await at.record(factOf('c00014', 'u002', '2022-06-04'))
    at.clock.set('2022-06-13', 9 * 3600)
    await at.record(verificationOf(id, 'c00014', 'u002', '2022-06-13'))
    const now = pageOf(await open('lead', `/files/c00014?${asked(TODAY, 'now')}`))
    expect(now('.condition-records').text()).to.include(`记录 ${id}（事后核实）`)
    expect(now('.timeline').text()).to.include('属实（2022-06-13 事后核实）')
    const then = pageOf(await open('lead', `/files/c00014?${asked(TODAY, 'then')}`))
    expect(then('.timeline').text()).to.include('待核实').and.not.to.include('属实')
    expect(then('main').text()).to.include('待核实：N4')
    at.clock.set(TODAY, 9 * 3600)
  })

  it('show the alerts of that day and its digest, with links that keep it, and say what was overdue then', async () => {
    for (const known of ['then', 'now'] as const) {
      const whole = await at.ratings.asOf(BEFORE, known === 'then' ? endOfDay(BEFORE) : at.clock.now())
      const named = [...whole.ratings.values()].filter(
        rating => alertsOf(rating, whole.version.ruleSet).up !== undefined,
      )
      const $ = pageOf(await open('lead', `/alerts?kind=up&unit=u002&${asked(BEFORE, known)}`))
      const links = $('main a[href]')
        .toArray()
        .map(link => $(link).attr('href') ?? '')
      for (const link of links.slice($('.past a').length)) expect(link).to.include(asked(BEFORE, known))
      expect($('main tbody tr').length).to.equal(named.filter(({ unitId }) => unitId === 'u002').length)
      expect($('main').text()).to.include(`截至 ${BEFORE}`).and.to.include('核实逾期')
      expect($(`main a[href^="/alerts/digest?"]`).text()).to.equal('一周简报')
      expect($('.past a').eq(3).attr('href')).to.equal('/alerts?kind=up&unit=u002')
      expect(named.length).to.be.above(0)
    }
    const none = pageOf(await open('lead', `/alerts?kind=fell&${asked(BEFORE, 'then')}`))
    expect(none('.empty').text()).to.include(`${BEFORE}没有人得分骤降。`)
  })

  it('show the unit and the post of that day', async () => {
    const old = pageOf(await open('lead', `/files/${MOVER}?asOf=2022-06-09`))
    const later = pageOf(await open('lead', `/files/${MOVER}?asOf=2022-06-10`))
    expect(old('.facts').text()).not.to.include('调任副镇长')
    expect(later('.facts').text()).to.include('调任副镇长').and.to.include('2022-06-10 起')
  })

  it('reach for a liaison as far as the unit of that day', async () => {
    const name = (await at.people.cadre(MOVER))?.name ?? ''
    const seen = async (username: Username, query: string) => ({
      list: wordsOf(await open(username, `/lists/all${query}`)).includes(name),
      file: (await open(username, `/files/${MOVER}${query}`)).status,
    })
    const yes = { list: true, file: 200 }
    const no = { list: false, file: 404 }
    expect(await seen('u1', '')).to.deep.equal(no)
    expect(await seen('u2', '')).to.deep.equal(yes)
    for (const known of ['then', 'now']) {
      expect(await seen('u1', `?${asked('2022-06-09', known)}`)).to.deep.equal(yes)
      expect(await seen('u2', `?${asked('2022-06-09', known)}`)).to.deep.equal(no)
      expect(await seen('u1', `?${asked('2022-06-11', known)}`)).to.deep.equal(no)
      expect(await seen('u2', `?${asked('2022-06-11', known)}`)).to.deep.equal(yes)
    }
    expect(wordsOf(await open('u2', `/lists/all?unit=u001&${asked(BEFORE, 'then')}`))).to.include(
      '没有符合这些条件的干部',
    )
    expect((await open('u2', `/exports/lists.xlsx?${asked(BEFORE, 'then')}`)).status).to.equal(403)
    expect((await open('c1', `/files/c00001?${asked(BEFORE, 'now')}`)).status).to.equal(200)
    expect((await open('c1', `/files/${MOVER}?${asked(BEFORE, 'now')}`)).status).to.equal(404)
  })

  it('count on the home of that day what its rating says, and lead to its lists', async () => {
    for (const known of ['then', 'now']) {
      const whole = await at.ratings.asOf(BEFORE, known === 'then' ? endOfDay(BEFORE) : at.clock.now())
      const $ = pageOf(await open('lead', `/?sort=yellow&${asked(BEFORE, known)}`))
      const numbers = $('.numbers')
        .first()
        .find('.stat-value')
        .toArray()
        .map(value => Number.parseInt($(value).text(), 10))
      const of = (code: string) => whole.suggestions.filter(suggestion => countedAs(suggestion) === code).length
      expect(numbers, known).to.deep.equal([of('blue'), of('yellow'), of('red'), whole.suggestions.length])
      const links = $('main a[href]')
        .toArray()
        .map(link => $(link).attr('href') ?? '')
      for (const link of links.slice($('.past a').length)) expect(link).to.include(asked(BEFORE, known))
      expect($('.past a').eq(3).attr('href')).to.equal('/?sort=yellow')
    }
  })

  it('are exported with the day in title, name and first rows, and logged with it', async () => {
    for (const [known, name] of [
      ['then', '当时所知'],
      ['now', '现在所知'],
    ] as const) {
      for (const path of ['/exports/lists/yellow.xlsx', '/exports/lists.xlsx', '/exports/alerts.xlsx?kind=up']) {
        const visitor = visitors.get('lead') ?? (await at.signIn('lead'))
        const answer = await visitor.download(`${path}${path.includes('?') ? '&' : '?'}${asked(BEFORE, known)}`)
        expect(answer.status).to.equal(200)
        expect(decodeURIComponent(String(answer.headers['content-disposition']))).to.include(
          `截至${BEFORE}${name}.xlsx`,
        )
        const words = await wordsIn(answer.body)
        expect(words, path).to.include(`（截至 ${BEFORE}，${name}）`).and.to.include(`时点：截至 ${BEFORE}`)
        const late = (await at.people.cadre(LATE))?.name ?? ''
        if (path.includes('yellow')) expect(words.includes(late), known).to.equal(known === 'now')
      }
    }
    const logged = await at.database.db.collection('audit').find({ action: 'exports.list' }).toArray()
    expect(JSON.stringify(logged)).to.include(BEFORE).and.to.include('"now"')
  })
})

/** Every text of a workbook. */
async function wordsIn(workbook: Buffer): Promise<string> {
  const cells = (await sheetsOf(workbook)).flatMap(({ rows }) => rows.flatMap(row => [...row.cells.values()]))
  return cells.map(cell => ('text' in cell ? cell.text : '')).join('\n')
}
