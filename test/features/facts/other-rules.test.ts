import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { actors, draft, failureOf, type Visitor, type World, wordsOf, world } from './support.ts'

/** N2 counts double, N1 more than N2, 部分属实 40%; N8 is gone. */
const dearer = (ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  findings: { ...ruleSet.findings, partly: 40 },
  evidence: ruleSet.evidence
    .filter(({ code }) => code !== 'N8')
    .map(rule => {
      const times = rule.code === 'N2' ? 2 : rule.code === 'N1' ? 10 : 1
      const { person, charge, chief, unit } = rule.points
      return {
        ...rule,
        points: { person: person * times, charge: charge * times, chief: chief * times, unit: unit * times },
      }
    }),
})

describe('a fact of before other rules came into force', function () {
  this.timeout(60_000)
  let here: World
  let j1: Visitor
  let k1: Visitor
  let ids: { waiting: number; found: number; partly: number; gone: number }

  const record = async (title: string, code = 'N2') =>
    (await here.facts.record(actors.k1, draft({ title, code }), here.keys())).id

  before(async () => {
    here = await world()
    ids = {
      waiting: await record('等待核实'),
      found: await record('已经核实'),
      partly: await record('部分核实'),
      gone: await record('类别已删', 'N8'),
    }
    const verify = (factId: number, finding: 'true' | 'partly') =>
      here.facts.verify(actors.j1, { factId, finding, note: '经核实' }, here.keys())
    await verify(ids.found, 'true')
    await verify(ids.partly, 'partly')
    await verify(ids.gone, 'true')
    await here.publish('V2', '2022-06-01', dearer)
    here.clock.set('2022-06-01', 9 * 3600)
    j1 = await here.signedIn('j1')
    k1 = await here.signedIn('k1')
  })
  after(() => here.close())

  const told = async (id: number, query = '') => wordsOf(await j1.open(`/facts/${id}${query}`))

  it('shows the points that ratings count today, and by which rules, with those of its own day beside', async () => {
    expect(await told(ids.found))
      .to.include('按现行规则 V2 计分，未计时间衰减')
      .and.include('本人孙委员 党工委委员发生当日的规则 V1 为 −3.00−6.00')
      .and.include('主要负责人赵镇长 主任发生当日的规则 V1 为 −1.00−2.00')
      .and.include('单位东村街道发生当日的规则 V1 为 −3.00−6.00')
    expect(await told(ids.waiting))
      .to.include('核实属实后按现行规则 V2 计的分值')
      .and.include('−6.00')
  })

  it('shows on a past day what ratings of that day counted', async () => {
    expect(await told(ids.found, '?asOf=2022-05-31'))
      .to.include('按 2022-05-31 有效的规则 V1 计分')
      .and.include('孙委员 党工委委员−3.00')
      .and.not.include('发生当日的规则')
  })

  it('says the share that 部分属实 counts', async () => {
    expect(await told(ids.partly))
      .to.include('部分属实，按现行规则 V2 计 40%')
      .and.include('−2.40')
    expect(await told(ids.partly, '?asOf=2022-05-31'))
      .to.include('规则 V1 计 50%')
      .and.include('委员−1.50')
  })

  it('says that its kind counts nothing any more', async () => {
    expect(await told(ids.gone))
      .to.include('按现行规则 V2，没有 N8 这一类别，不计分')
      .and.include('N8 包居联户')
      .and.include('发生当日的规则 V1 为 −2.000.00')
  })

  it('is previewed with the points that the choice of its kind names, which are those that will count', async () => {
    const typed = {
      ...{ unitId: 'u001', channel: '督查通报', day: '2022-05-20', code: 'N2', field: '项目', persons: '孙委员' },
      ...{ title: '另一件', proof: '第 3 页', intent: 'no' },
    }
    await k1.open('/facts/new')
    expect(wordsOf(await k1.post('/facts/preview', typed)))
      .to.include('（本人 −6.00）')
      .and.include('核实属实后按现行规则 V2 计的分值')
      .and.include('发生当日的规则 V1 为 −3.00−6.00')
  })

  it('takes no further channel behind its verification that counts for more today', async () => {
    const further = draft({ sameAs: ids.found, code: 'N1', channel: '信访' })
    const fault = await failureOf(here.facts.record(actors.k1, further, here.keys()))
    expect(fault.fields?.sameAs).to.include('分值更高')
  })
})
