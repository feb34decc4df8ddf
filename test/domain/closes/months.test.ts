import { expect } from 'chai'
import { closeBy, mayClose, monthsToClose } from '../../../src/domain/closes/months.ts'
import { talliesOf } from '../../../src/domain/closes/tally.ts'

describe('The months to close', () => {
  it('are those that have passed since the first record, in order, across a year', () => {
    expect(monthsToClose('2021-11-20', new Set(), '2022-02-28')).to.deep.equal(['2021-11', '2021-12', '2022-01'])
    expect(monthsToClose('2021-11-20', new Set(['2021-12']), '2022-03-01')).to.deep.equal([
      '2021-11',
      '2022-01',
      '2022-02',
    ])
    expect(monthsToClose('2022-02-01', new Set(), '2022-02-28')).to.deep.equal([])
  })

  it('may be closed by hand from their last day on, and are closed by the date of the schedule', () => {
    expect(mayClose('2022-05', '2022-05-30')).to.equal(false)
    expect(mayClose('2022-05', '2022-05-31')).to.equal(true)
    expect(closeBy('2022-05', 5)).to.equal('2022-06-05')
    expect(closeBy('2021-12', 28)).to.equal('2022-01-28')
  })
})

describe('What a close counts', () => {
  const row = (cadreId: string, suggested: string, mark: 'insufficient' | 'tied' | null, unitId: string) => ({
    cadreId,
    suggested,
    mark,
    placed: suggested === 'red' ? 'yellow' : null,
    classCode: 'town',
    unitId,
  })
  const rows = [row('c1', 'blue', null, 'u2'), row('c2', 'none', 'insufficient', 'u1'), row('c3', 'red', null, 'u2')]

  it('counts 依据不足 apart from the default colour, by class and unit in order', () => {
    const { all, byClass, byUnit } = talliesOf(rows)
    expect(all).to.deep.equal({ people: 3, suggested: { blue: 1, insufficient: 1, red: 1 }, placed: { yellow: 1 } })
    expect(byClass.map(({ code, people }) => [code, people])).to.deep.equal([['town', 3]])
    expect(byUnit.map(({ code, people }) => [code, people])).to.deep.equal([
      ['u1', 1],
      ['u2', 2],
    ])
  })
})
