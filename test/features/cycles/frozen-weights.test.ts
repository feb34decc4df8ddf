import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { assessmentFields, cycleFields } from '../../support/filled.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'

/** 快·组织放心 16% instead of 8%, 实·组织放心 2% instead of 10%; 群众 need 20 ballots. */
const quicker = (ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  evaluation: ruleSet.evaluation.map(group => (group.code === 'people' ? { ...group, minBallots: 20 } : group)),
  indicators: {
    ...ruleSet.indicators,
    cells: ruleSet.indicators.cells.map(cell => {
      const weight = { 'quick-organization': 1600, 'solid-organization': 200 }[cell.id]
      return weight === undefined ? cell : { ...cell, weight }
    }),
  },
})

describe('the weights that a cycle froze', function () {
  this.timeout(60_000)
  let at: TestInstallation
  let k1: Visitor
  let id = ''
  let draft = ''
  let cycle = ''

  const made = (answer: Answer): string => {
    expect(answer.status, wordsOf(answer)).to.equal(303)
    return String(answer.headers.location).split('?')[0]?.split('/').at(-1) ?? ''
  }
  const versionIn = (answer: Answer): string => String(pageOf(answer)('input[name=version]').val() ?? '')
  const seen = async (query = '') => wordsOf(await k1.open(`/assessments/${id}${query}`))

  before(async () => {
    at = await installation()
    k1 = await at.signIn('k1')
    await k1.open('/cycles/new')
    cycle = made(await k1.post('/cycles', cycleFields()))
    const version = versionIn(await k1.open(`/cycles/${cycle}/opening`))
    made(await k1.post(`/cycles/${cycle}/opening`, { version }))
    const fields = (cadre: string) =>
      assessmentFields('80', { cadre, cycle, 'cell.solid-organization': '90', 'cell.quick-organization': '60' })
    await k1.open(`/assessments/new?cadre=c00005&cycle=${cycle}`)
    id = made(await k1.post('/assessments/submission', fields('c00005')))
    await k1.open(`/assessments/new?cadre=c00009&cycle=${cycle}`)
    draft = made(await k1.post('/assessments', fields('c00009')))
    const k2 = await at.signIn('k2')
    const verification = await k2.open(`/assessments/${id}/verification`)
    made(await k2.post(`/assessments/${id}/verification`, { version: versionIn(verification) }))
  })
  after(() => at.close())

  it('are those of the score as long as the rules are the same', async () => {
    expect(await seen())
      .to.include('结果 R 均分 78.67')
      .and.include('均分按本周期启动时冻结的 V1 的权重，与现行规则 V1 相同。')
  })

  it('form the mean that is shown, beside the one that counts once the rules weigh otherwise', async () => {
    await publish(at, 'V2', '2022-06-01', quicker)
    at.clock.set('2022-06-01', 9 * 3600)
    const words = await seen()
    expect(words).to.include('结果 R 均分 78.67')
    expect(words).to.include(
      '均分按本周期启动时冻结的 V1 的权重；得分不用它，和“占总分”一样按现行规则 V2（2022-06-01 起施行）的权重，均分为：结果 R 73.33。',
    )
    expect(words).to.include('权重 10%，占总分 2.22%').and.include('权重 8%，占总分 17.78%')
    expect(words, 'too few by the rules of the score').to.include('少于 20 票，不计入')
  })

  it('are said on a past day by the rules of that day', async () => {
    expect(await seen('?asOf=2022-05-31'))
      .to.include('冻结的 V1 的权重，与 2022-05-31 有效的规则 V1 相同。')
      .and.include('权重 10%，占总分 11.11%')
  })

  it('are told in the form too, with what counts kept as one types', async () => {
    const form = pageOf(await k1.open(`/assessments/${draft}`))
    expect(form('main').text()).to.include('均分按本周期启动时冻结的 V1 的权重；得分不用它')
    expect(form('output[data-mean=result]').text()).to.equal('78.67')
    expect(form('output[data-counted-mean=result]').text()).to.equal('73.33')
    const field = form('[name="cell.quick-organization"]')
    expect([field.attr('data-weight'), field.attr('data-counted-weight')]).to.deep.equal(['800', '1600'])
  })

  it('are put under what was typed when the cycle is chosen in the form, and none is saved by others', async () => {
    const choose = { ...assessmentFields('80', { cadre: 'c00012' }), 'cell.quick-organization': '61', gridOf: 'V2' }
    const weightOf = (answer: Answer) => pageOf(answer)('[name="cell.quick-organization"]').attr('data-weight')
    const form = await k1.open('/assessments/new?cadre=c00012')
    expect([weightOf(form), pageOf(form)('[name=gridOf]').val()]).to.deep.equal(['1600', 'V2'])
    const shown = await k1.post('/assessments', { ...choose, cycle, do: 'grid' })
    expect([shown.status, weightOf(shown)]).to.deep.equal([200, '800'])
    expect(pageOf(shown)('[name="cell.quick-organization"]').val()).to.equal('61')
    const refused = await k1.post('/assessments', { ...choose, cycle })
    expect([refused.status, weightOf(refused)]).to.deep.equal([422, '800'])
    expect(pageOf(refused)('#f-cycle-error').text()).to.include('填的是 V2 的考察表，这里用 V1 的')
    made(await k1.post('/assessments', { ...choose, cycle, gridOf: 'V1' }))
  })

  it('are said on the page of the cycle to be those of its forms', async () => {
    const links = pageOf(await k1.open('/cycles'))('main a[href^="/cycles/"]').toArray()
    const path = links.map(link => link.attribs.href ?? '').find(href => /^\/cycles\/[^/?]{6,}$/.test(href)) ?? ''
    expect(wordsOf(await k1.open(path))).to.include('得分按评定当日有效的规则的权重计')
  })
})
