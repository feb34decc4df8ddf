import { expect } from 'chai'
import type { AssessmentContent } from '../../../src/domain/assessments/content.ts'
import { draftFaults, submissionFaults } from '../../../src/domain/assessments/faults.ts'
import { allCells, ballots, content, counted, entry, post, ruleSet } from './builders.ts'

const against = { ruleSet, today: '2022-05-31', entries: [post] }
const draft = (more: Partial<AssessmentContent>, on = against) => draftFaults(content(more), on)
const finished = (more: Partial<AssessmentContent>, on = against) => submissionFaults(content(more), on)

describe('a 考察 is checked', () => {
  it('and found in order when it is', () => {
    expect(finished({ ballots: [ballots('staff', 10, 8, 1, 1)] })).to.deep.equal({})
  })

  const periods: [string, Partial<AssessmentContent>, string | null][] = [
    ['ends after today', { to: '2022-06-01' }, 'to'],
    ['ends today', { to: '2022-05-31' }, null],
    ['begins after it ends', { from: '2022-05-21' }, 'from'],
    ['is one day', { from: '2022-05-20' }, null],
    ['begins before the post', { from: '2021-05-31', to: '2022-03-01' }, 'from'],
    ['begins with the post', { from: '2021-06-01', to: '2022-05-30' }, null],
    ['lasts a day more than 12 months', { from: '2021-06-01', to: '2022-06-01' }, 'to'],
    ['lasts 12 months', { from: '2021-06-01', to: '2022-05-31' }, null],
    ['ends before there was a post', { from: '2021-03-01', to: '2021-04-01' }, 'to'],
  ]
  for (const [name, more, field] of periods) {
    it(`whose period ${name}: ${field ?? 'taken'}`, () => {
      expect(Object.keys(draft(more))).to.deep.equal(field === null ? [] : [field])
    })
  }

  it('and refused beside the beginning when it lasts more than 12 months', () => {
    const old = { ...against, entries: [{ ...post, effectiveOn: '2019-01-01' }] }
    expect(draft({ from: '2021-05-01', to: '2022-05-01' }, old)).to.have.keys('from')
    expect(draft({ from: '2021-05-01', to: '2022-04-30' }, old)).to.deep.equal({})
  })

  it('against the post that was held then, not the one before a transfer', () => {
    const end = entry(2, 'end', '2022-03-01', { of: 1, reason: '调任' })
    const next = { ...post, id: 3, effectiveOn: '2022-03-01' }
    expect(draft({}, { ...against, entries: [post, end, next] })).to.have.keys('from')
    expect(draft({ to: '2022-02-28' }, { ...against, entries: [post, end, next] })).to.deep.equal({})
  })

  it('as a draft without what is still missing, as a submission with all of it', () => {
    const empty = { type: null, methods: [], team: '', from: null, to: null, cells: {} }
    expect(draft(empty)).to.deep.equal({})
    expect(finished(empty)).to.have.all.keys('type', 'methods', 'team', 'from', 'to', '')
  })

  const cells: [string, Record<string, number>, boolean][] = [
    ['0', { 'solid-people': 0 }, true],
    ['100.00', { 'solid-people': 10_000 }, true],
    ['100.01', { 'solid-people': 10_001 }, false],
    ['a half hundredth', { 'solid-people': 99.5 }, false],
    ['a cell that the rules do not have', { 'solid-nobody': 9000 }, false],
  ]
  for (const [name, values, fits] of cells) {
    it(`with ${name} in a cell: ${fits ? 'taken' : 'refused'}`, () => {
      expect(Object.keys(draft({ cells: values }))).to.deep.equal(fits ? [] : [`cell.${Object.keys(values)[0]}`])
    })
  }

  it('for ballots whose grades do not add up to the valid ones', () => {
    const wrong = { ...ballots('staff', 10, 8, 1, 1), valid: 21 }
    expect(draft({ ballots: [wrong] })['ballot.staff.valid'])
      .to.contain('合计 20 票')
      .and.contain('21')
  })

  it('for a line of ballots that is begun and not finished, on submission only', () => {
    const row = { group: 'staff', valid: 6, mean: null, counts: { excellent: 5, fit: null, basic: null, unfit: 1 } }
    expect(draft({ ballots: [row] })).to.deep.equal({})
    expect(finished({ ballots: [row] })).to.have.all.keys('ballot.staff.mean', 'ballot.staff.fit', 'ballot.staff.basic')
  })

  it('takes a group with fewer ballots than count', () => {
    expect(finished({ ballots: [ballots('people', 2, 1, 0, 0)] })).to.deep.equal({})
  })

  it('refuses an unknown group and one that comes twice', () => {
    expect(draft({ ballots: [ballots('aliens', 1, 0, 0, 0)] })).to.have.keys('ballot.aliens.valid')
    const twice = [ballots('staff', 5, 0, 0, 0), ballots('staff', 6, 0, 0, 0)]
    expect(draft({ ballots: twice })).to.have.keys('ballot.staff.valid')
  })

  describe('for a strong move against the last counted one', () => {
    const since = (value: number) => ({ ...against, entries: [post, counted(2, '2021-12-31', value)] })
    it('of 15 points, asks for a reason', () => {
      expect(finished({ cells: allCells(7100) }, since(8600)).reason)
        .to.contain('86.00')
        .and.contain('71.00')
    })
    it('of 14.99 points, does not', () => {
      expect(finished({ cells: allCells(7101) }, since(8600))).to.deep.equal({})
    })
    it('is content with a reason, and with a draft without one', () => {
      expect(finished({ cells: allCells(5000), reason: '重点任务滞后' }, since(8600))).to.deep.equal({})
      expect(draft({ cells: allCells(5000) }, since(8600))).to.deep.equal({})
    })
    it('looks past one that was taken back', () => {
      const reversal = entry(3, 'reversal', '2021-12-31', { of: 2, reason: '录错' })
      const known = { ...against, entries: [...since(8600).entries, reversal] }
      expect(finished({ cells: allCells(5000) }, known)).to.deep.equal({})
    })
    it('looks at each part alone', () => {
      const half = { ...allCells(8600), 'solid-organization': 2000, 'solid-people': 2000, 'solid-enterprise': 2000 }
      expect(finished({ cells: half }, since(8600)).reason)
        .to.contain('结果')
        .and.not.contain('过程')
    })
  })
})
