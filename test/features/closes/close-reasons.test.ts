import { expect } from 'chai'
import { rulesNote } from '../../../src/features/closes/close-view.ts'
import type { CloseView } from '../../../src/features/closes/read-close.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { limited } from '../ratings/other-rules.ts'
import { assessedTown, recordFact, verify } from './support.ts'

describe('Why somebody stands otherwise than at the close before', function () {
  this.timeout(180_000)
  let at: TestInstallation
  let lead: Visitor

  async function settle(cadreId: string, factId: number): Promise<void> {
    await at.journal.submit({
      action: 'tests.place',
      actor: { userId: 'test', name: '测试', role: 'section' },
      idempotencyKey: newId('key'),
      requestId: 'test',
      run: async work => {
        const data = { colour: 'yellow', lastDay: '2022-08-25', causes: [factId], observation: false }
        const decision = { decidedBy: '部务会', documentNo: '1号' }
        work.record({ kind: 'placement', subjects: [cadreId], effectiveOn: work.today, data: { ...data, ...decision } })
        return null
      },
    })
  }
  async function goTo(day: string): Promise<void> {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
  }
  const because = async (month: string, cadreId: string): Promise<string> => {
    const $ = pageOf(await lead.open(`/closes/${month}?moved=yes`))
    const row = $('main table').last().find('tbody tr')
    return row
      .filter((_, tr) => $(tr).find(`a[href="/files/${cadreId}"]`).length > 0)
      .text()
      .replace(/\s+/g, ' ')
  }

  // Those with an even number at 76, the others at 90.
  before(async () => {
    at = await assessedTown([7600, 9000])
    lead = await at.signIn('lead')
    const settled = await recordFact(at, { code: 'N4', day: '2022-05-20', persons: ['c00009'], title: '已处理的逾期' })
    await verify(at, settled)
    await settle('c00009', settled)
    await goTo('2022-06-01')
    await at.closes.closeDue()
    await publish(at, 'V2', '2022-06-01', limited(7700))
    await goTo('2022-06-02')
    await verify(at, await recordFact(at, { code: 'N4', day: '2022-06-01', persons: ['c00009'], title: '又一次逾期' }))
    for (const title of ['部分属实的逾期', '又一件部分属实的逾期']) {
      const half = await recordFact(at, { code: 'N4', day: '2022-06-01', persons: ['c00017'], title })
      await verify(at, half, 'partly')
    }
    await goTo('2022-07-01')
    await at.closes.closeDue()
    await publish(at, 'V3', '2022-07-01', rules => ({ ...rules, findings: { ...rules.findings, partly: 40 } }))
    await goTo('2022-07-02')
    await verify(at, await recordFact(at, { code: 'N4', day: '2022-07-01', persons: ['c00013'], title: '七月的逾期' }))
    await goTo('2022-08-01')
    await at.closes.closeDue()
  })
  after(() => at?.close())

  it('names the rules of whom they moved', async () => {
    expect(await because('2022-06', 'c00006')).to.include('规则由 V1 改为 V2；Y1 由不成立变为成立')
  })

  it('does not name the rules of whom a record moved, and says what was settled already', async () => {
    const settled = '（另有 1 条已随名单处理，不再计）'
    expect(await because('2022-06', 'c00009'))
      .to.include(`Y4 由不成立变为成立：3 个月内本人或分管承担的 N4 0 件${settled} → 1 件${settled}`)
      .and.not.include('规则由')
  })

  it('tells whether they matter from the ledger where what was measured does not', async () => {
    expect(await because('2022-07', 'c00013'))
      .to.include('Y4 由不成立变为成立')
      .and.not.include('规则由')
    expect(await because('2022-07', 'c00017')).to.include('规则由 V2 改为 V3；Y4 由成立变为不成立')
  })

  it('says once above the list where a place under the old rules would depend on everybody', async () => {
    const page = async () => wordsOf(await lead.open('/closes/2022-07'))
    expect(await page()).not.to.include('不逐人写明')
    const closes = { header: { ruleSet: 'V3' }, before: { header: { ruleSet: 'V2' } } } as CloseView
    const nobody = { turned: () => [], byRules: () => false }
    expect(rulesNote(closes, { ...nobody, isUndecided: false })).to.equal('')
    expect(rulesNote(closes, { ...nobody, isUndecided: true })).to.include(
      '规则由 V2 改为 V3：因此变动的，在各人原因前写明；按 V2 也可能取得名额的，要连同所有人计算，不逐人写明。',
    )
  })
})
