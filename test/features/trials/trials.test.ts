import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import {
  type Filled,
  factFields,
  filledInstallation,
  recordFact,
  rosterNames,
  trialEnds,
} from '../../support/filled.ts'
import type { Username } from '../../support/installation.ts'
import { type Answer, faultsOf, pageOf, wordsOf } from '../../support/visitor.ts'
import { changeDraft } from './trials-world.ts'

const Y1 = 'conditions.Y1.1'
/** Who has a score: 88.00, assessed and counted. */
const SCORED = 'c00006'

describe('A trial of a draft', function () {
  this.timeout(120_000)
  let at: Filled
  before(async () => {
    at = await filledInstallation()
  })
  after(() => at.close())

  /** Starts one as this person; answers its id. */
  async function start(who: Username, choice: Record<string, string> = {}): Promise<string> {
    const visitor = at.as(who)
    await visitor.open('/trials/new')
    const answer = await visitor.post('/trials', { draft: at.ids.ruleDraft, basis: 'today', day: '', ...choice })
    expect(answer.status, wordsOf(answer)).to.equal(303)
    return String(answer.headers.location).split('/').at(-1) ?? ''
  }
  const run = async (who: Username, choice: Record<string, string> = {}): Promise<[string, Answer]> => {
    const id = await start(who, choice)
    return [id, await trialEnds(at.as(who), id)]
  }

  /** The sheets that go out of a trial, each with the texts of its rows. */
  async function workbookOf(id: string): Promise<readonly { readonly name: string; readonly rows: string[][] }[]> {
    const answer = await at.as('k1').download(`/exports/trials/${id}.xlsx`)
    const folder = await mkdtemp(join(tmpdir(), 'sanse-trial-'))
    const path = join(folder, 'trial.xlsx')
    await writeFile(path, answer.body)
    const read = await readWorkbook(path)
    await rm(folder, { recursive: true })
    if (!read.ok) throw new Error('unreadable')
    const textsOf = (cells: (typeof read.sheets)[number]['rows'][number]['cells']): string[] =>
      [...cells.values()].map(cell => ('text' in cell ? cell.text : ''))
    return read.sheets.map(({ name, rows }) => ({ name, rows: rows.map(({ cells }) => textsOf(cells)) }))
  }

  it('that moves nobody says so', async () => {
    const answer = await at.as('k1').open(`/trials/${at.ids.trial}`)
    expect(wordsOf(answer)).to.include('没有人的颜色变动').and.to.include('参加评定 24人')
    expect(wordsOf(await at.as('k1').open(`/trials/${at.ids.trial}/movers`))).to.include('没有人的颜色或标注变动')
  })

  it('names who moves, from which colour to which, and the condition with its value and both limits', async () => {
    await changeDraft(at, at.ids.ruleDraft, { [Y1]: 9000 })
    const [id, answer] = await run('k1')
    expect(wordsOf(answer)).to.include('颜色变动 1人').and.to.include('颜色、标注不变 23人')
    const movers = wordsOf(await at.as('k1').open(`/trials/${id}/movers`))
    expect(movers).to.include(rosterNames[5])
    expect(movers).to.include('Y1 由不成立变为成立：得分 88.00 分，V1“得分低于 75 分”，草案“得分低于 90 分”')
    expect(await at.database.db.collection('trial_movers').countDocuments({ trialId: id })).to.equal(1)
  })

  it('is read by who may, and by nobody else', async () => {
    const [id] = await run('k2')
    for (const who of ['k1', 'dep', 'lead'] as const) {
      expect((await at.as(who).open(`/trials/${id}`)).status, who).to.equal(200)
      expect((await at.as(who).open(`/trials/${id}/movers`)).status, who).to.equal(200)
    }
    for (const who of ['u1', 'c1', 'hr', 'j1', 'sys', 'sec', 'aud'] as const)
      for (const path of [
        `/trials/${id}`,
        `/trials/${id}/movers`,
        '/trials',
        '/trials/cases',
        `/exports/trials/${id}.xlsx`,
      ])
        expect((await at.as(who).open(path)).status, `${who} ${path}`).to.equal(403)
    await at.as('lead').open('/account')
    expect((await at.as('lead').post('/trials', { draft: at.ids.ruleDraft, basis: 'today' })).status).to.equal(403)
  })

  it('of the same draft over the same data is found again, not computed again, whoever asks', async () => {
    const [id] = await run('k1')
    const both = await Promise.all([start('k2'), start('dep')])
    expect(both).to.deep.equal([id, id])
    expect(await at.database.db.collection('trials').countDocuments({ 'startedBy.name': '王副部长' })).to.equal(0)
  })

  it('started by two at once is one', async () => {
    await changeDraft(at, at.ids.ruleDraft, { [Y1]: 8900 })
    const [one, other] = await Promise.all([start('k1'), start('k2')])
    expect(one).to.equal(other)
    await trialEnds(at.as('k1'), one)
  })

  it('is another one once the ledger or the draft has gone on', async () => {
    const [id] = await run('k1')
    await recordFact(at.as('u1'), factFields({ code: 'N1', title: '又一件逾期', day: '2022-05-21' }))
    const [later] = await run('k1')
    expect(later).not.to.equal(id)
    await changeDraft(at, at.ids.ruleDraft, { [Y1]: 9000 })
    const [edited] = await run('k1')
    expect(edited).not.to.equal(later)
    expect(wordsOf(await at.as('k1').open(`/trials/${later}`))).to.include('请对现在的内容重新试算')
  })

  it('over a past day rates what was known then, and says so', async () => {
    const [, answer] = await run('k1', { basis: 'day', day: '2022-04-30' })
    expect(wordsOf(answer)).to.include('2022-04-30 当天所知')
    // Everything was recorded today: on that day nobody was known.
    expect(wordsOf(answer)).to.include('没有参加评定的干部')
  })

  it('over a close judges what it kept, and finds whom the ledger of its day finds', async () => {
    await changeDraft(at, at.ids.ruleDraft, { [Y1]: 9000, 'score.parts.result': 4500, 'score.parts.ballots': 2500 })
    const [overClose] = await run('k1', { basis: 'close:2022-05' })
    const [overToday] = await run('k1')
    const found = async (trialId: string) => {
      const { db } = at.database
      const header = await db.collection<{ _id: string; summary: object }>('trials').findOne({ _id: trialId })
      const movers = await db.collection('trial_movers').find({ trialId }).sort({ _id: 1 }).toArray()
      return { summary: header?.summary, movers: movers.map(({ _id, trialId: of, ...mover }) => mover) }
    }
    const close = await found(overClose)
    expect(close).to.deep.equal(await found(overToday))
    expect(close.movers.length).to.be.greaterThan(0)
    expect(await at.database.db.collection('measured_blocks').countDocuments()).to.equal(3)
  })

  it('needs a draft and a day that has passed', async () => {
    const k1 = at.as('k1')
    for (const [choice, sentence] of [
      [{ basis: 'day', day: '' }, '请填写在哪一天'],
      [{ basis: 'day', day: '2022-05-31' }, '须早于今天'],
      [{ basis: 'close:2020-01', day: '' }, '没有这次月结'],
      [{ basis: '', day: '' }, '请填写'],
    ] as const) {
      await k1.open('/trials/new')
      const answer = await k1.post('/trials', { draft: at.ids.ruleDraft, ...choice })
      expect(answer.status).to.equal(422)
      expect(faultsOf(answer).join(), choice.basis).to.include(sentence)
    }
    await k1.open('/trials/new')
    expect((await k1.post('/trials', { draft: 'V1', basis: 'today', day: '' })).status).to.equal(404)
    expect((await k1.open('/trials/none')).status).to.equal(404)
    expect((await k1.post(`/trials/${at.ids.trial}/cancellation`)).status).to.equal(409)
  })

  it('goes out as a workbook that says what it is, over what, by which rules, and leaves a trace', async () => {
    const [id] = await run('k1')
    const sheets = await workbookOf(id)
    expect(sheets.map(({ name }) => name)).to.deep.equal(['汇总', '按类别', '按单位', '名额', '变动的人', '案例'])
    const text = (name: string): string => (sheets.find(sheet => sheet.name === name)?.rows ?? []).flat().join('|')
    const trial = await at.database.db
      .collection<{ _id: string; hash: string; before: { hash: string } }>('trials')
      .findOne({ _id: id })
    expect(text('变动的人'))
      .to.include('导出人：李科员')
      .and.to.include('试算结果，不是名单')
      .and.to.include(trial?.hash.slice(0, 16))
      .and.to.include(trial?.before.hash.slice(0, 16))
      .and.to.include('截至 2022-05-31')
      .and.to.include(rosterNames[5])
      .and.to.include('草案“得分低于 90 分”')
    expect(text('按单位')).to.include('没有变化的')
    expect(text('案例')).to.include('文一不能进红名单').and.to.include('V1 下').and.to.include('草案下')
    expect(
      await at.database.db.collection('audit').countDocuments({ action: 'exports.trial', 'actor.name': '李科员' }),
    ).to.equal(1)
  })

  it('filters who moves, and counts them', async () => {
    const [id] = await run('k1')
    const rowsAt = async (query: string): Promise<number> =>
      pageOf(await at.as('k1').open(`/trials/${id}/movers?${query}`))('main table.data-table tbody tr').length
    const unit = SCORED === 'c00006' ? 'u002' : ''
    expect(await rowsAt(`from=none&to=yellow&unit=${unit}&kind=colour`)).to.equal(1)
    for (const none of ['from=yellow', 'to=red', 'unit=u001', 'kind=mark', 'class=other'])
      expect(await rowsAt(none), none).to.equal(0)
  })

  describe('with saved cases', () => {
    const demand = { name: '六号不能变黄', person: SCORED, must: 'not-be', colour: 'yellow', reason: '核实过' }
    const save = async (more: Record<string, string> = {}): Promise<Answer> => {
      await at.as('k1').open('/trials/cases/new')
      return at.as('k1').post('/trials/cases', { ...demand, ...more })
    }

    it('says of each whether it holds, with what was found', async () => {
      expect((await save()).status).to.equal(303)
      expect((await save({ name: '六号须变黄', must: 'be' })).status).to.equal(303)
      const [, answer] = await run('k1')
      const $ = pageOf(answer)
      const row = (name: string): string =>
        $('tr')
          .filter((_, tr) => $(tr).find('td').first().text() === name)
          .text()
          .replace(/\s+/g, ' ')
      expect(row('六号不能变黄'))
        .to.include('✗ 草案使其不符')
        .and.to.include('草案下为 ◆警 黄名单·提醒（Y1），原为 ○常 常态')
      expect(row('六号须变黄')).to.include('符合（V1 下不符）').and.not.to.include('✗')
      expect(row('文一不能进红名单')).to.include('符合')
      expect(wordsOf(answer)).to.include('共 3 个案例，1 个不符')
    })

    it('tells a case that the draft breaks from one that failed before, on the page and in the workbook', async () => {
      expect((await save({ name: '六号须是红', must: 'be', colour: 'red' })).status).to.equal(303)
      const [id, answer] = await run('k1')
      const $ = pageOf(answer)
      const names = $('tr')
        .toArray()
        .map(tr => $(tr).find('td').slice(0, 2).text())
        .filter(text => text.includes('号') && text.includes('不符'))
      expect(names).to.deep.equal([
        '六号不能变黄✗ 草案使其不符',
        '六号须是红✗ V1 下已不符',
        '六号须变黄符合（V1 下不符）',
      ])
      expect(wordsOf(answer)).to.include('2 个不符：草案使其不符的 1 个，V1 下已不符的 1 个')
      const rows = ((await workbookOf(id)).at(-1)?.rows ?? []).map(cells => cells.join('|'))
      const row = (name: string) => rows.find(cells => cells.startsWith(name)) ?? ''
      expect(row('六号不能变黄')).to.include('|草案使其不符|').and.to.include('|○常 常态|◆警 黄名单·提醒|Y1|')
      expect(row('六号须是红')).to.include('|V1 下已不符|').and.to.include('|○常 常态|◆警 黄名单·提醒|')
      expect(row('六号须变黄')).to.include('|符合（V1 下不符）|')
      expect(row('文一不能进红名单')).to.include('|符合|')
    })

    it('takes a colour that only a draft under way has', async () => {
      const k1 = at.as('k1')
      await k1.open('/rules/drafts')
      const begun = await k1.post('/rules/drafts', { note: '添一种颜色' })
      const id = String(begun.headers.location).split('/').at(-1) ?? ''
      const drafts = at.database.db.collection<{ _id: string; ruleSet: RuleSet }>('rule_sets')
      const draft = await drafts.findOne({ _id: id })
      const blue = draft?.ruleSet.colours.find(({ code }) => code === 'blue')
      const green = { ...blue, code: 'green', label: '绿名单·培养', letter: '绿', shape: '☆' }
      const colours = [green, ...(draft?.ruleSet.colours ?? [])] as RuleSet['colours']
      await drafts.updateOne({ _id: id }, { $set: { 'ruleSet.colours': colours } })
      const $ = pageOf(await k1.open('/trials/cases/new'))
      const labels = $('select[name=colour] option')
        .toArray()
        .map(option => $(option).text().trim())
      expect(labels).to.include('☆ 绿名单·培养（草案里的颜色）').and.include('◆ 黄名单·提醒')
      expect((await save({ name: '六号不能变绿', colour: 'green' })).status).to.equal(303)
      expect(wordsOf(await k1.open('/trials/cases'))).to.include('不能是 ☆绿 绿名单·培养')
    })

    it('finds the person by name, and asks for the number when several bear it', async () => {
      expect(faultsOf(await save({ name: '甲', person: '查无此人' })).join()).to.include('没有这个人')
      const [one] = await at.people.search({ text: rosterNames[0] ?? '', unitId: null, limit: 1 })
      const answer = await save({ name: '按姓名', person: one?.name ?? '' })
      const same = rosterNames.filter(name => name === one?.name).length
      expect(answer.status).to.equal(same > 1 ? 422 : 303)
    })

    it('refuses a second one of the same name, and a change or removal of what somebody else changed', async () => {
      expect(faultsOf(await save()).join()).to.include('已有同名的案例')
      const k1 = at.as('k1')
      const $ = pageOf(await k1.open('/trials/cases'))
      const path =
        $('tr')
          .filter((_, tr) => $(tr).find('td').first().text() === '六号不能变黄')
          .find('a')
          .last()
          .attr('href') ?? ''
      await k1.open(path)
      expect((await k1.post(path, { ...demand, version: '1', reason: '改了理由' })).status).to.equal(303)
      await k1.open(path)
      expect((await k1.post(path, { ...demand, version: '1' })).status).to.equal(409)
      await k1.open(`${path}/removal`)
      expect((await k1.post(`${path}/removal`, { version: '1' })).status).to.equal(409)
      expect((await k1.post(`${path}/removal`, { version: '2' })).status).to.equal(303)
      expect((await k1.open(path)).status).to.equal(404)
      const audit = await at.database.db.collection('audit').findOne({ action: 'trials.change-case' })
      expect(JSON.stringify(audit)).to.include('改了理由').and.to.include('核实过')
    })
  })
})
