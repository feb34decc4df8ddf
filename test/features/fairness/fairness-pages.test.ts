import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { AssessmentContent } from '../../../src/domain/assessments/content.ts'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { actorOf } from '../../support/actor.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { type Answer, pageOf, wordsOf } from '../../support/visitor.ts'

let keys = 0
const key = () => ({ idempotencyKey: `fair-${++keys}`, requestId: 'test' })

const cells = (score: number) =>
  Object.fromEntries(
    ['strict', 'true', 'fine', 'solid', 'quick'].flatMap(row =>
      ['organization', 'people', 'enterprise'].map(side => [`${row}-${side}`, score]),
    ),
  )

const content = (cadreId: string, team: string, score: number, day: string): AssessmentContent => ({
  cadreId,
  type: '跟踪考察',
  methods: ['谈'],
  team,
  from: day,
  to: day,
  cells: cells(score),
  ballots: [],
  note: '',
  reason: '情况变化较大',
})

/** The cells of the row of a table that begins with these words. */
function rowOf(answer: Answer, label: string, table = 'table.data-table'): string[] {
  const page = pageOf(answer)
  const row = page(table)
    .find('tbody tr')
    .toArray()
    .find(one => page(one).find('th, td').first().text().trim() === label)
  return row === undefined
    ? []
    : page(row)
        .find('td')
        .toArray()
        .map(cell => page(cell).text().trim())
}

describe('The pages of 公平性', function () {
  this.timeout(60_000)
  let at: TestInstallation
  const lenient = ['c00005', 'c00009', 'c00013', 'c00017', 'c00021']
  const strict = ['c00006', 'c00010', 'c00014', 'c00018', 'c00022']

  /** Counts a 考察; answers its id. */
  async function assess(cadreId: string, team: string, score: number, day = '2022-05-20'): Promise<string> {
    const id = await at.assessments.enterAndSubmit(actorOf('k1'), content(cadreId, team, score, day), key())
    await at.assessments.verify(actorOf('k2'), id, key())
    return id
  }

  before(async () => {
    at = await installation()
  })
  after(() => at.close())

  it('say what comes next while nothing was assessed', async () => {
    const visitor = await at.signIn('lead')
    expect(wordsOf(await visitor.open('/fairness/assessors'))).to.include('没有计入的考察')
    expect(wordsOf(await visitor.open('/fairness/calibration'))).to.include('无从对照')
    expect(wordsOf(await visitor.open('/fairness/changes'))).to.include('还没有可以比较的月末')
    expect(wordsOf(await visitor.open('/fairness?by=team'))).to.include('间没有计入的考察')
  })

  it('flag the team that gives the same class ten points more, with the number of its ratings', async () => {
    for (const [i, id] of lenient.entries()) await assess(id, '第一 组', 9000 + i * 10)
    for (const [i, id] of strict.entries()) await assess(id, '第二组', 8000 + i * 10)
    // One that was taken back says nothing of anybody.
    const reversed = await assess('c00005', '第三组', 100, '2022-05-21')
    await at.assessments.reverse(actorOf('k2'), reversed, '录错了人', key())
    const visitor = await at.signIn('lead')
    const answer = await visitor.open('/fairness/assessors')
    expect(answer.status).to.equal(200)
    // Deviation √250, standard error √50, hundredths.
    expect(rowOf(answer, '第一组', '.table-wrap table')).to.deep.equal([
      '5',
      '5',
      '90.20',
      '+10.00',
      '0.16',
      '0.07',
      '明显偏宽',
    ])
    expect(rowOf(answer, '第二组', '.table-wrap table')).to.deep.equal([
      '5',
      '5',
      '80.20',
      '−10.00',
      '0.16',
      '0.07',
      '明显偏严',
    ])
    expect(wordsOf(answer)).to.include('2 个考察组，10 份考察，其中 2 个组').and.not.include('第三组')
  })

  it('find nobody to compare with on the same cadre', async () => {
    const visitor = await at.signIn('j1')
    const answer = await visitor.open('/fairness/assessors?basis=cadre')
    expect(rowOf(answer, '第一组', '.table-wrap table').slice(-1)).to.deep.equal(['没有可比的考察'])
  })

  it('show what scores would be, by the engine, and change nothing', async () => {
    const visitor = await at.signIn('dep')
    const before = await at.counts()
    const standings = await at.database.db.collection('standings').find().sort({ _id: 1 }).toArray()
    const answer = await visitor.open('/fairness/calibration')
    expect(rowOf(answer, '第一组')).to.deep.equal(['5', '90.20', '−10.00', '80.20'])
    const page = pageOf(answer)
    const changes = page('table')
      .last()
      .find('tbody tr')
      .toArray()
      .map(row =>
        page(row)
          .find('td')
          .toArray()
          .map(cell => page(cell).text().trim()),
      )
    const scored = changes.filter(cells => cells[3] !== '—')
    expect(scored).to.have.length(10)
    for (const cells of scored.slice(0, 5)) expect(cells[5]).to.equal('−10.00')
    for (const cells of scored.slice(5)) expect(cells[5]).to.equal('+10.00')
    expect(wordsOf(answer)).to.include('只作对照：不改变任何考察、得分、排名、颜色和名单')
    expect(await at.counts()).to.deep.equal(before)
    expect(await at.database.db.collection('standings').find().sort({ _id: 1 }).toArray()).to.deep.equal(standings)
  })

  it('count scores and colours by group', async () => {
    const visitor = await at.signIn('k1')
    const answer = await visitor.open('/fairness?by=class')
    expect(rowOf(answer, '镇街副职', '.table-wrap table')[0]).to.equal('10')
    expect(rowOf(answer, '合计', '.table-wrap table')[0]).to.equal('24')
    const byTeam = await visitor.open('/fairness?by=team')
    expect(rowOf(byTeam, '第一组', '.table-wrap table')[0]).to.equal('5')
    const one = await visitor.open('/fairness?by=unit&class=town-head')
    expect(wordsOf(one)).to.include('共 2 人，2 组')
  })

  it('hide cells under three of sex and age from everybody, and of every group in Excel', async () => {
    const visitor = await at.signIn('lead')
    await at.database.db.collection('cadres').updateMany({}, { $set: { sex: '男' } })
    await at.database.db
      .collection('cadres')
      .updateMany({ _id: { $in: ['c00005', 'c00006'] } as object }, { $set: { sex: '女' } })
    const bySex = await visitor.open('/fairness?by=sex')
    const women = rowOf(bySex, '女', '.table-wrap table')
    expect(women[0]).to.equal('＊')
    expect(women.slice(-5)).to.deep.equal(['＊', '＊', '＊', '＊', '＊'])
    // With the men in sight, the total would give the women away.
    expect(rowOf(bySex, '男', '.table-wrap table')[0]).to.equal('＊')
    expect(wordsOf(bySex)).to.include('小于 3 人')
    // A narrowed table, taken from the whole one, would tell of single people.
    const narrowed = await visitor.open('/fairness?by=sex&class=town-head&unit=u001&level=县处级正职')
    const figures = (answer: Answer) => pageOf(answer)('.table-wrap table').first().text()
    expect(figures(narrowed)).to.equal(figures(bySex))
    expect(narrowed.text).not.to.include('name="unit"')
    expect(wordsOf(narrowed)).to.include('只看全体')
    const heads = await visitor.open('/fairness?by=unit&class=town-head')
    expect(heads.text).not.to.include('＊')
    // The page shows what the file does not: both say so.
    expect(wordsOf(heads)).to.include('Excel 可能带出本部：其中小于 3 人的数一律隐去')
    expect(wordsOf(await visitor.open('/fairness/changes?by=unit'))).not.to.include('Excel')
    expect(wordsOf(await visitor.open('/fairness/assessors'))).to.include('不足 3 份的考察组不列分数')
    const file = await visitor.agent.get('/fairness/distribution.xlsx?by=unit&class=town-head').responseType('blob')
    expect(file.status).to.equal(200)
    const path = join(at.dataFolder, 'fairness.xlsx')
    await writeFile(path, file.body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    expect(text).to.include('＊').and.include('得分与颜色分布·单位').and.include('页面上显示的，这里也隐去')
  })

  it('put people into groups by everything that may be unfair', async () => {
    await at.database.db
      .collection('cadres')
      .updateMany({}, [
        { $set: { birthMonth: { $cond: [{ $gt: ['$_id', 'c00010'] }, '1970-05', '1985-03'] } } },
      ] as never)
    const visitor = await at.signIn('lead')
    const groups = {
      class: ['镇街副职', '市直副职'],
      unit: [],
      level: [],
      sex: ['男', '女'],
      age: ['36至40岁', '51至55岁'],
      team: ['第一组', '第二组'],
    }
    for (const [by, labels] of Object.entries(groups)) {
      for (const list of ['suggested', 'placed']) {
        const answer = await visitor.open(`/fairness?by=${by}&list=${list}`)
        expect(answer.status, by).to.equal(200)
        const rows = pageOf(answer)('.table-wrap table').first().find('tbody th').toArray()
        const shown = rows.map(row => pageOf(answer)(row).text())
        expect(shown, by).to.include.members(labels)
        expect(shown.at(-1), by).to.equal('合计')
      }
    }
  })

  it('compare a close with now', async () => {
    at.clock.set('2022-06-10', 9 * 3600)
    await at.closes.closeDue()
    await assess('c00007', '第二组', 8000, '2022-06-09')
    const visitor = await at.signIn('lead')
    const answer = await visitor.open('/fairness/changes')
    expect(wordsOf(answer)).to.include('2022-05-31 到 现在')
    const row = rowOf(answer, '市直副职').join('|') || rowOf(answer, '合计').join('|')
    expect(row).to.match(/（[+−]1）/)
    expect(wordsOf(answer)).to.include('其中小于 3 人的数一律隐去')
  })

  it('are there for four roles alone', async () => {
    for (const username of ['k1', 'j1', 'dep', 'lead'] as const) {
      expect((await (await at.signIn(username)).open('/fairness')).status, username).to.equal(200)
    }
    for (const username of ['sys', 'aud', 'hr', 'u1', 'c1'] as const) {
      const visitor = await at.signIn(username)
      for (const path of ['/fairness', '/fairness/assessors', '/fairness/distribution.xlsx']) {
        expect((await visitor.open(path)).status, `${username} ${path}`).to.equal(403)
      }
    }
  })

  it('refuse a window that ends before it begins', async () => {
    const visitor = await at.signIn('lead')
    expect((await visitor.open('/fairness/assessors?from=2022-05-01&to=2022-04-01')).status).to.equal(422)
  })
})
