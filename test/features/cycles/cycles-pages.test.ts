import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { assessmentFields, cycleFields } from '../../support/filled.ts'
import { installation, type TestInstallation, type Username } from '../../support/installation.ts'
import type { Visitor } from '../../support/visitor.ts'
import { type Fields, faultsOf, pageOf, wordsOf } from '../../support/visitor.ts'

describe('考察周期', function () {
  this.timeout(60_000)
  let at: TestInstallation
  let visitors: Record<'k1' | 'k2' | 'j1' | 'lead', Visitor>
  let cycle = ''

  const made = (answer: { status: number; headers: Record<string, string> }): string => {
    expect(answer.status).to.equal(303)
    return String(answer.headers.location).split('?')[0]?.split('/').at(-1) ?? ''
  }
  const assess = async (cadre: string, more: Record<string, string>): Promise<ReturnType<Visitor['post']>> => {
    await visitors.k1.open(`/assessments/new?cadre=${cadre}&cycle=${more.cycle ?? ''}`)
    return visitors.k1.post('/assessments/submission', assessmentFields('86', { cadre, ...more }) as Fields)
  }
  const plan = async (more: Record<string, string> = {}): Promise<string> => {
    await visitors.k1.open('/cycles/new')
    return made(await visitors.k1.post('/cycles', cycleFields(more)))
  }
  const decide = async (id: string, what: 'opening' | 'closing') => {
    const page = await visitors.k1.open(`/cycles/${id}/${what}`)
    return visitors.k1.post(`/cycles/${id}/${what}`, { version: String(pageOf(page)('input[name=version]').val()) })
  }

  before(async () => {
    at = await installation()
    const signIn = async (name: Username) => at.signIn(name)
    visitors = { k1: await signIn('k1'), k2: await signIn('k2'), j1: await signIn('j1'), lead: await signIn('lead') }
  })
  after(() => at.close())

  it('begin with a sentence that says how assessments go without them', async () => {
    expect(wordsOf(await visitors.lead.open('/cycles')))
      .to.include('还没有考察周期')
      .and.include('这一年没有周期')
    expect(pageOf(await visitors.k1.open('/assessments/new?cadre=c00005'))('select[name=cycle]').length).to.equal(0)
  })

  it('are planned only whole, and every fault is named', async () => {
    await visitors.k1.open('/cycles/new')
    const answer = await visitors.k1.post('/cycles', cycleFields({ to: '2022-06-29', closesOn: '2022-06-01' }))
    expect(answer.status).to.equal(422)
    expect(faultsOf(answer).join()).to.include('季度考察应从 2022-04-01 到 2022-06-30').and.include('录入止')
    const strange = await visitors.k1.post('/cycles', { ...cycleFields(), units: ['u999'] })
    expect(faultsOf(strange).join()).to.include('没有这个单位')
  })

  it('are one of a kind and a period, also when two people plan them at the same moment', async () => {
    const period = { from: '2024-01-01', to: '2024-03-31', opensOn: '2024-01-01', closesOn: '2024-04-10' }
    const first = cycleFields({ title: '甲的一季度', ...period })
    const second = cycleFields({ title: '乙的一季度', ...period })
    await Promise.all([visitors.k1.open('/cycles/new'), visitors.k2.open('/cycles/new')])
    const answers = await Promise.all([visitors.k1.post('/cycles', first), visitors.k2.post('/cycles', second)])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 422])
    const refused = answers.find(({ status }) => status === 422) ?? expect.fail('none was refused')
    const title = answers[0]?.status === 303 ? '甲的一季度' : '乙的一季度'
    expect(faultsOf(refused)).to.deep.equal([
      `考察期起：2024-01-01 至 2024-03-31 已有季度考察“${title}”，不再另建；范围不同的，请选“专项”。`,
    ])
    expect(pageOf(refused)('[aria-invalid=true]').attr('name')).to.equal('from')
    expect(await at.database.db.collection('cycles').countDocuments({ from: '2024-01-01' })).to.equal(1)

    const special = { ...period, kind: 'special' }
    const other = await plan({ title: '专项甲', ...special })
    await plan({ title: '专项乙', ...special })
    await visitors.k1.open('/cycles/new')
    const same = '名称：2024-01-01 至 2024-03-31 已有专项考察“专项乙”，请换一个名称。'
    expect(faultsOf(await visitors.k1.post('/cycles', cycleFields({ title: ' 专项 乙', ...special })))).to.deep.equal([
      same,
    ])
    await visitors.k1.open(`/cycles/${other}/edit`)
    const change = (title: string) =>
      visitors.k1.post(`/cycles/${other}`, { ...cycleFields({ title, ...special }), version: '1' })
    expect(faultsOf(await change('专项乙'))).to.deep.equal([same])
    expect((await change('专项甲')).status, 'its own name').to.equal(303)
  })

  it('take no assessment until they are opened', async () => {
    cycle = await plan({ title: '二季度考察' })
    const answer = await assess('c00005', { cycle })
    expect(answer.status).to.equal(422)
    expect(faultsOf(answer).join()).to.include('未启动')
  })

  it('freeze the indicators when opened, and are opened once', async () => {
    expect((await decide(cycle, 'opening')).status).to.equal(303)
    const words = wordsOf(await visitors.lead.open(`/cycles/${cycle}`))
    expect(words).to.include('本周期的指标（启动时冻结）').and.include('V1').and.include('应考察 24 人')
    await visitors.k1.open('/cycles/new')
    const twice = await visitors.k1.post(`/cycles/${cycle}/opening`, { version: '1' })
    expect(twice.status).to.equal(409)
  })

  it('keep their titles when the rules are edited later', async () => {
    const stored = await at.database.db.collection('cycles').findOne({ _id: cycle as never })
    const [first, ...rest] = stored?.snapshot.indicators.cells ?? []
    const indicators = { ...stored?.snapshot.indicators, cells: [{ ...first, title: '当时的题目' }, ...rest] }
    await at.database.db
      .collection('cycles')
      .updateOne({ _id: cycle as never }, { $set: { 'snapshot.indicators': indicators } })
    const within = await visitors.k1.open(`/assessments/new?cadre=c00005&cycle=${cycle}`)
    expect(within.text).to.include('当时的题目')
    expect((await visitors.k1.open('/assessments/new?cadre=c00005')).text).not.to.include('当时的题目')
  })

  it('hold the assessment from draft to ledger, and show it with their titles', async () => {
    const id = made(await assess('c00005', { cycle }))
    const page = await visitors.k2.open(`/assessments/${id}/verification`)
    const version = String(pageOf(page)('input[name=version]').val())
    made(await visitors.k2.post(`/assessments/${id}/verification`, { version }))
    const shown = await visitors.lead.open(`/assessments/${id}`)
    expect(wordsOf(shown)).to.include('考察周期').and.include('二季度考察').and.include('当时的题目')
    const [entry] = await at.ledger.byKind('assessment')
    expect(entry?.data.cycle).to.equal(cycle)
  })

  it('say per unit who is missing, with the link to record', async () => {
    const page = pageOf(await visitors.lead.open(`/cycles/${cycle}`))
    const row = page('tbody tr').first().find('th, td').toArray()
    expect(row.map(cell => page(cell).text().trim())).to.deep.equal(['示例1镇', '6', '1', '0', '0', '5', '16.7%'])
    const unit = await visitors.k1.open(`/cycles/${cycle}/units/u001`)
    expect(pageOf(unit)(`a[href="/assessments/new?cadre=c00009&cycle=${cycle}"]`).length).to.equal(1)
    expect(wordsOf(unit)).to.include('应考察 6 人，未录入 5 人')
    // Who only reads gets no link to record.
    expect((await visitors.lead.open(`/cycles/${cycle}/units/u001`)).text).not.to.include('/assessments/new?cadre')
  })

  it('refuse a period outside theirs', async () => {
    const answer = await assess('c00009', { cycle, from: '2022-03-01' })
    expect(faultsOf(answer).join()).to.include('应在“二季度考察”的考察期')
  })

  it('take none of somebody who is not in them', async () => {
    const heads = await plan({ kind: 'special', title: '正职考察', classes: 'town-head' })
    await decide(heads, 'opening')
    expect(faultsOf(await assess('c00009', { cycle: heads })).join()).to.include('不在“正职考察”的范围内')
    expect(wordsOf(await visitors.lead.open(`/cycles/${heads}`))).to.include('应考察 2 人')
  })

  it('want a reason after the window, or refuse, as they say', async () => {
    const strict = await plan({ kind: 'special', title: '只收按期', late: 'refused' })
    await decide(strict, 'opening')
    at.clock.set('2022-07-11', 9 * 3600)
    const late = await assess('c00009', { cycle })
    expect(faultsOf(late).join()).to.include('请说明为何补录')
    const id = made(await assess('c00009', { cycle, lateReason: '考察组外出' }))
    expect(wordsOf(await visitors.lead.open(`/assessments/${id}`)))
      .to.include('补录')
      .and.include('考察组外出')
    expect(faultsOf(await assess('c00013', { cycle: strict, lateReason: '晚' })).join()).to.include('不再受理')
  })

  it('end, and take nothing more', async () => {
    made(await decide(cycle, 'closing'))
    expect(faultsOf(await assess('c00013', { cycle, lateReason: '晚' })).join()).to.include('已结束')
    expect(wordsOf(await visitors.lead.open('/cycles?state=closed'))).to.include('共 1 个周期')
  })

  it('are of four kinds, each with its own period and window, listed and in the calendar', async () => {
    const periods = {
      month: ['2023-02-01', '2023-02-28', '月度'],
      quarter: ['2023-01-01', '2023-03-31', '季度'],
      year: ['2023-01-01', '2023-12-31', '年度'],
      special: ['2023-02-10', '2023-05-20', '专项'],
    } as const
    for (const [kind, [from, to, words]] of Object.entries(periods)) {
      const closesOn = `${Number(to.slice(0, 4)) + 1}-01-15`
      const id = await plan({ title: `${words}一次`, kind, from, to, opensOn: from, closesOn })
      const shown = wordsOf(await visitors.lead.open(`/cycles/${id}`))
      expect(shown).to.include(`${words}考察`).and.include(`${from} 至 ${to}`).and.include(`${from} 至 ${closesOn}`)
      const list = wordsOf(await visitors.lead.open(`/cycles?kind=${kind}&state=planned&year=2023`))
      expect(list).to.include(`${words}一次`).and.include('2023 年安排')
      if (kind === 'special') continue
      await visitors.k1.open('/cycles/new')
      const partly = cycleFields({ kind, from, to: '2023-02-27', opensOn: from, closesOn })
      expect(faultsOf(await visitors.k1.post('/cycles', partly)).join(), kind).to.include(
        `${words}考察应从 ${from} 到 ${to}`,
      )
    }
    const calendar = pageOf(await visitors.lead.open('/cycles?year=2023'))('#calendar tbody tr').toArray()
    expect(calendar).to.have.length(4)
  })

  it('are changed until they are opened, by whoever saw the newest plan, and leave in a workbook', async () => {
    const id = await plan({ kind: 'special', title: '先前的名称' })
    const change = async (title: string, version: string) => {
      await visitors.k1.open(`/cycles/${id}/edit`)
      return visitors.k1.post(`/cycles/${id}`, { ...cycleFields({ kind: 'special', title }), version, units: ['u001'] })
    }
    const changed = await change('后来的名称', '1')
    expect(changed.status, faultsOf(changed).join()).to.equal(303)
    const stale = await change('又一个名称', '1')
    expect(stale.status).to.equal(409)
    const form = pageOf(await visitors.k1.open(`/cycles/${id}/edit`))
    expect(form('input[name=title]').val()).to.equal('后来的名称')
    // What is chosen is in sight.
    expect(form('details[open] input[name=units]:checked').length).to.equal(1)
    await decide(id, 'opening')
    expect((await change('太晚', '3')).status).to.equal(409)
    const file = await visitors.lead.download(`/cycles/${id}/progress.xlsx`)
    expect(file.status).to.equal(200)
    const path = join(at.dataFolder, 'progress.xlsx')
    await writeFile(path, file.body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    expect(text).to.include('后来的名称：考察进度').and.include('合计').and.include('未录入')
  })

  it('are managed by the section alone', async () => {
    for (const name of ['j1', 'lead'] as const) {
      expect((await visitors[name].open('/cycles/new')).status).to.equal(403)
      expect((await visitors[name].post('/cycles', cycleFields())).status).to.equal(403)
    }
    expect((await (await at.signIn('hr')).open('/cycles')).status).to.equal(403)
  })

  it('leave an assessment without a cycle as it was', async () => {
    made(await assess('c00017', {}))
    const found = await at.database.db.collection('drafts').findOne({ 'content.cadreId': 'c00017' })
    expect(found?.content).not.to.have.property('cycle')
  })
})
