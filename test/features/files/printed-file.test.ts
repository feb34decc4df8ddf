import { expect } from 'chai'
import type { TestInstallation } from '../../support/installation.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assessedTown, recordFact, verify } from '../closes/support.ts'

/** Holds 8000 points and facts that put on yellow. */
const YELLOW = '/files/c00009'

describe('A file on paper', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let k1: Visitor
  before(async () => {
    at = await assessedTown([8000])
    for (const day of ['2022-05-10', '2022-05-11', '2022-05-12', '2022-05-13'])
      await verify(at, await recordFact(at, { code: 'N4', day, title: `督办件逾期未复 ${day}` }))
    k1 = await at.signIn('k1')
  })
  after(() => at?.close())

  it('has all that speaks of the rating: every condition, the ways out, every moment with its number', async () => {
    const screen = pageOf(await k1.open(YELLOW))
    const answer = await k1.open(`${YELLOW}?print=1`)
    const $ = pageOf(answer)
    expect(screen('.moment.no-print').length).to.be.above(0)
    expect($('.moment').length).to.equal(screen('.moment').length)
    expect($('.moment.no-print, .rule.no-print, details .rule')).to.have.length(0)
    expect($('.rule').length).to.equal(screen('.rule').length)
    expect($('#ways li').length).to.be.above(0)
    expect(wordsOf(answer)).to.include(`经过（共 ${$('.moment').length} 条）`)
  })

  it('is led to from the file, which says on paper that it is a summary', async () => {
    const screen = pageOf(await k1.open(YELLOW))
    expect(screen(`.page-head a[href="${YELLOW}?print=1"]`).text()).to.equal('打印')
    expect(screen('.print-only').text()).to.include('本件是摘要')
    const printed = pageOf(await k1.open(`${YELLOW}?print=1`))
    expect(printed('.print-only').text()).not.to.include('本件是摘要')
    expect(printed(`a[href="${YELLOW}"]`).text()).to.include('返回')
  })
})
