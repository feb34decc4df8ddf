import { expect } from 'chai'
import type { Actor } from '../../../src/domain/access/roles.ts'
import { sheetsOf } from '../../platform/workbook/reading-here.ts'
import type { Username } from '../../support/installation.ts'
import { smallRoster } from '../../support/small-roster.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { draft } from '../facts/support.ts'
import { cadreRow, fileOf, nameOf, postRow, type Rows, unitRow } from '../roster/made-up-roster.ts'
import { BEFORE, MOVER, type PastInstallation, pastInstallation } from './past-installation.ts'

const clerk = { userId: 'k1', name: '李科员', role: 'section' }

/** c00005 and unit 1 are called otherwise from 06-07 on, c00006 has another level; recorded on 06-08. */
const RENAMED = { id: MOVER, was: nameOf(5), is: '章改名' }
const TOWN = { was: '示例1镇', is: '新港镇' }
const PROMOTED = { id: 'c00006', was: '乡科级副职', is: '乡科级正职', grade: '三级主任科员' }
/** c00007 was written down wrongly: corrected on 06-10. */
const CORRECTED = { id: 'c00007', was: nameOf(7), is: '章更正' }
/** Registered on 06-08, in posts since 2018. */
const NEWCOMER = { id: 'c00025', name: nameOf(25), unit: '示例21局' }

describe('A past day as it was registered', function () {
  this.timeout(240_000)
  let at: PastInstallation
  let factId = 0
  const visitors = new Map<Username, Visitor>()
  const visitor = async (username: Username): Promise<Visitor> => {
    const found = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, found)
    return found
  }
  const open = async (path: string, username: Username = 'lead'): Promise<Answer> =>
    (await visitor(username)).open(path)
  const asked = (path: string, day: string, known: string): string =>
    `${path}${path.includes('?') ? '&' : '?'}asOf=${day}&known=${known}`
  const words = async (path: string, day: string, known: string): Promise<string> => {
    const answer = await open(asked(path, day, known))
    expect(answer.status, path).to.equal(200)
    return wordsOf(answer)
  }
  const cells = async (path: string, day: string, known: string): Promise<string> => {
    const { agent } = await visitor('lead')
    const answer = await agent.get(asked(path, day, known)).responseType('blob')
    expect(answer.status, path).to.equal(200)
    const found = (await sheetsOf(answer.body)).flatMap(({ rows }) => rows.flatMap(row => [...row.cells.values()]))
    return found.map(cell => ('text' in cell ? cell.text : '')).join(' ')
  }

  before(async () => {
    at = await pastInstallation(async (here, day) => {
      at = here
      if (day === '2022-06-03') await recordFact()
      if (day === '2022-06-08') {
        await imported(changes(), '2022-06-07')
        await imported(newcomer(), '2022-06-08')
      }
      if (day === '2022-06-10') {
        await correctByForm()
        await dissolve('u004')
      }
    })
  })
  after(() => at.close())

  const imported = async (rows: Partial<Rows>, effectiveOn: string): Promise<void> => {
    const { status, report } = await at.roster.importFile(await fileOf(rows), clerk, { effectiveOn })
    expect(status, JSON.stringify(report.issues)).to.equal('done')
  }
  const recordFact = async (): Promise<void> => {
    const who: Actor = { userId: 'k1', username: 'k1', name: '李科员', role: 'section', unitId: null, cadreId: null }
    const fact = draft({ persons: [MOVER], day: '2022-06-02', unheld: '项目' })
    factId = (await at.facts.record(who, fact, { idempotencyKey: 'past-fact', requestId: 'test' })).id
  }
  const changes = (): Partial<Rows> => {
    const { B01, A01 } = smallRoster()
    return {
      B01: [{ ...B01[0], 机构名称: TOWN.is, 机构简称: '新港' }],
      A01: [
        { ...A01[4], 姓名: RENAMED.is },
        { ...A01[5], 现职务层次: PROMOTED.is, 现职级: PROMOTED.grade },
      ],
    }
  }
  const newcomer = (): Partial<Rows> => {
    const unit = unitRow(21)
    const cadre = cadreRow(25, unit)
    return { B01: [unit], A01: [cadre], A02: [postRow(cadre)] }
  }
  const correctByForm = async (): Promise<void> => {
    const section = await visitor('k1')
    await section.open('/roster/import')
    const row = { ...smallRoster().A01[6], 姓名: CORRECTED.is }
    const sent = await section.agent
      .post('/roster/import')
      .field('_csrf', section.hidden._csrf ?? '')
      .field('_key', section.hidden._key ?? '')
      .attach('file', await fileOf({ A01: [row] }))
    const path = String(sent.headers.location)
    const $ = pageOf(await section.open(path))
    expect($('[name=amendment]').length).to.equal(2)
    expect($('[name=amendment][value=change]').attr('checked')).to.not.equal(undefined)
    const given = { effectiveOn: '2022-06-10', amendment: 'correction' }
    expect((await section.post(`${path}/confirmation`, given)).status).to.equal(303)
    expect(wordsOf(await section.open(path))).to.include('人员、单位信息按更正')
  }
  const dissolve = async (id: string): Promise<void> => {
    await at.journal.submit({
      action: 'test',
      actor: clerk,
      idempotencyKey: `dissolve-${id}`,
      requestId: 'test',
      run: async work => {
        const was = await at.people.unitIn(work, id)
        if (was === null) throw new Error(`there is no ${id}`)
        at.people.writeUnit(work, { ...was, until: '2022-06-10' }, { was, from: '2022-06-10' })
        return null
      },
    })
  }

  /** Pages of the renamed cadre and unit, and those of everybody. */
  const named = [
    '/lists/all',
    '/lists/all?unit=u001',
    `/files/${MOVER}`,
    '/cadres',
    '/cadres?unit=u001',
    '/units/u001',
    '/facts',
  ]

  it('calls people and units what they were called, in both views, before a change of their names', async () => {
    for (const known of ['then', 'now'])
      for (const path of named) {
        const page = await words(path, BEFORE, known)
        const of = `${path} ${known}`
        expect(page, of).to.include(RENAMED.was).and.include(TOWN.was)
        expect(page, of).not.to.include(RENAMED.is)
        expect(page, of).not.to.include(TOWN.is)
      }
  })

  it('calls them by their new names from the day of the change on: known then only once it was recorded', async () => {
    for (const [day, known, isNew] of [
      ['2022-06-07', 'then', false],
      ['2022-06-07', 'now', true],
      ['2022-06-08', 'then', true],
      ['2022-06-08', 'now', true],
    ] as const)
      for (const path of named) {
        const page = await words(path, day, known)
        const of = `${path} ${day} ${known}`
        expect(page.includes(RENAMED.is), of).to.equal(isNew)
        expect(page.includes(TOWN.is), of).to.equal(isNew)
        expect(page.includes(RENAMED.was), of).to.equal(!isNew)
      }
  })

  it('shows a name that was written down wrongly as it stood then, and put right as known now', async () => {
    for (const path of ['/lists/all', `/files/${CORRECTED.id}`, '/cadres', '/units/u003']) {
      expect(await words(path, BEFORE, 'then'), path)
        .to.include(CORRECTED.was)
        .and.not.include(CORRECTED.is)
      expect(await words(path, BEFORE, 'now'), path)
        .to.include(CORRECTED.is)
        .and.not.include(CORRECTED.was)
    }
  })

  it('knows nobody who was not registered then, whenever their post began', async () => {
    for (const path of ['/lists/all', '/cadres'])
      expect([
        (await words(path, BEFORE, 'then')).includes(NEWCOMER.name),
        (await words(path, BEFORE, 'now')).includes(NEWCOMER.name),
      ]).to.deep.equal([false, true])
    expect((await open(asked(`/files/${NEWCOMER.id}`, BEFORE, 'then'))).status).to.equal(404)
    expect(await words(`/files/${NEWCOMER.id}`, BEFORE, 'now')).to.include(NEWCOMER.name)
    expect((await open(asked('/units/u005', BEFORE, 'then'))).status).to.equal(404)
    expect(await words('/units', BEFORE, 'then')).not.to.include(NEWCOMER.unit)
    expect(await words('/units', BEFORE, 'now')).to.include(NEWCOMER.unit)
  })

  it('narrows by the level and the name of that day', async () => {
    const found = async (path: string, day: string, known: string) => {
      const $ = pageOf(await open(asked(path, day, known)))
      return $('main tbody tr').length
    }
    for (const known of ['then', 'now'])
      for (const list of ['/cadres?', '/lists/all?'])
        expect([
          await found(`${list}level=${PROMOTED.is}`, BEFORE, known),
          await found(`${list}level=${PROMOTED.is}`, '2022-06-08', known),
          await found(`${list}q=${RENAMED.is}`, BEFORE, known),
          await found(`${list}q=${RENAMED.was}`, BEFORE, known),
          await found(`${list}q=${RENAMED.was}`, '2022-06-08', known),
        ]).to.deep.equal([0, 1, 0, 1, 0], `${list} ${known}`)
    for (const [name, n] of [
      [RENAMED.was, 1],
      [RENAMED.is, 0],
    ] as const)
      expect(await found(`/facts?person=${name}`, BEFORE, 'then'), name).to.equal(n)
  })

  it('takes the name of a unit in an address as of that day', async () => {
    const list = async (name: string, day: string) => words(`/lists/all?unit=${name}`, day, 'then')
    expect(await list(TOWN.was, BEFORE)).to.include(RENAMED.was)
    expect(await list(TOWN.is, BEFORE)).to.include(`没有单位“${TOWN.is}”`)
    expect(await list(TOWN.is, '2022-06-08')).to.include(RENAMED.is)
  })

  it('shows the grade of that day', async () => {
    for (const known of ['then', 'now']) {
      expect(await words('/cadres?unit=u002', BEFORE, known)).not.to.include(PROMOTED.grade)
      expect(await words('/cadres?unit=u002', '2022-06-08', known)).to.include(PROMOTED.grade)
    }
  })

  it('lets a unit exist until the day on which it was dissolved', async () => {
    for (const known of ['then', 'now']) {
      expect(await words('/units/u004', '2022-06-09', known)).not.to.include('撤销')
      expect(await words('/units/u004', '2022-06-10', known)).to.include('已于 2022-06-10 撤销')
      const choices = async (day: string): Promise<string[]> => {
        const $ = pageOf(await open(asked('/lists/all', day, known)))
        return $('[name=unit] option, datalist option')
          .toArray()
          .map(option => $(option).text().trim())
      }
      expect(await choices('2022-06-09')).to.include('示例20局')
      expect(await choices('2022-06-10')).not.to.include('示例20局')
    }
  })

  it('is exported with the names of that day', async () => {
    for (const path of ['/exports/lists.xlsx', '/exports/lists/all.xlsx', '/exports/facts.xlsx']) {
      const [then, now, later] = await Promise.all([
        cells(path, BEFORE, 'then'),
        cells(path, BEFORE, 'now'),
        cells(path, '2022-06-08', 'now'),
      ])
      for (const sheet of [then, now])
        expect(sheet, path).to.include(RENAMED.was).and.include(TOWN.was).and.not.include(RENAMED.is)
      expect(later, path).to.include(RENAMED.is).and.include(TOWN.is)
    }
  })

  it('is told in the alerts, the digest and on home', async () => {
    for (const path of [
      '/alerts?kind=idle',
      '/alerts?kind=up',
      '/alerts/digest',
      '/alerts/changes?since=2022-05-31',
      '/',
    ])
      for (const known of ['then', 'now']) {
        const page = await words(path, BEFORE, known)
        expect(page, path).not.to.include(RENAMED.is)
        expect(page, path).not.to.include(TOWN.is)
        expect(page, path).not.to.include('新港')
      }
    expect(await words('/', BEFORE, 'then')).to.include(TOWN.was)
    expect(await words('/', '2022-06-08', 'then')).to.include(TOWN.is)
  })

  it('is told in the file of a fact', async () => {
    for (const known of ['then', 'now'])
      expect(await words(`/facts/${factId}`, BEFORE, known))
        .to.include(RENAMED.was)
        .and.include(TOWN.was)
        .and.not.include(RENAMED.is)
    expect(await words(`/facts/${factId}`, '2022-06-08', 'now'))
      .to.include(RENAMED.is)
      .and.include(TOWN.is)
  })

  it('is told in 公平性, by the groups and names of that day', async () => {
    for (const known of ['then', 'now']) {
      expect(await words('/fairness?by=unit', BEFORE, known))
        .to.include(TOWN.was)
        .and.not.include(TOWN.is)
      expect(await words('/fairness?by=unit', '2022-06-08', known)).to.include(TOWN.is)
      expect(await words('/fairness?by=level', BEFORE, known)).not.to.include(PROMOTED.is)
      expect(await words('/fairness?by=level', '2022-06-08', known)).to.include(PROMOTED.is)
      expect(await words('/fairness/calibration', BEFORE, known))
        .to.include(RENAMED.was)
        .and.not.include(RENAMED.is)
      expect(await cells('/fairness/distribution.xlsx?by=unit', BEFORE, known)).to.include(TOWN.was)
    }
  })

  it('reaches for a liaison as far as before', async () => {
    const page = wordsOf(await open(asked('/cadres', BEFORE, 'then'), 'u1'))
    expect(page).to.include(RENAMED.was).and.include(TOWN.was).and.not.include(TOWN.is)
    expect((await open(asked('/units/u002', BEFORE, 'then'), 'u1')).status).to.equal(404)
    expect(wordsOf(await open('/cadres', 'u1')))
      .to.include(TOWN.is)
      .and.not.include(RENAMED.is)
  })

  it('says so in its banner, and nothing of what cannot be shown', async () => {
    expect(await words('/lists/all', BEFORE, 'then'))
      .to.include('姓名、职务层次、单位名称等按当日终了时的登记')
      .and.not.include('只能按现在的')
    expect(await words('/facts', BEFORE, 'now'))
      .to.include('按这一天的登记（后来的变更不算，更正照改）')
      .and.not.include('只能按现在的')
  })

  it('leaves today as it is registered now, and what is rebuilt from the ledger as it was', async () => {
    const page = wordsOf(await open('/lists/all'))
    expect(page).to.include(RENAMED.is).and.include(TOWN.is).and.include(CORRECTED.is)
    expect(await at.ratings.replay(at.clock.today())).to.deep.equal([])
    await at.closes.closeDue()
    for await (const difference of at.closes.replay()) expect.fail(JSON.stringify(difference))
  })

  it('is what a close made later calls people and units by', async () => {
    const close = wordsOf(await open('/closes/2022-05'))
    expect(close).to.include(RENAMED.was).and.include(TOWN.was)
    expect(close).not.to.include(RENAMED.is)
    expect(close).not.to.include(TOWN.is)
  })
})
