import { expect } from 'chai'
import type { Entry, NewEntry } from '../../../src/domain/evidence/entries.ts'
import { gradedQuarters, gradeFaults } from '../../../src/domain/people/grades.ts'
import { heldDuties, heldPosts, mainPostOn } from '../../../src/domain/people/held.ts'
import { absenceOf, leaveFaults, returnFaults } from '../../../src/domain/people/leave.ts'

function ledger(...entries: NewEntry[]): Entry[] {
  return entries.map(
    (entry, index) => ({ ...entry, id: index + 1, recordedAt: '2022-05-31T01:00:00.000Z', recordedBy: 'k1' }) as Entry,
  )
}
const subjects = ['c00001', 'u001']
const duty = (from: string): NewEntry => ({
  kind: 'duty',
  subjects,
  effectiveOn: from,
  data: { unitId: 'u001', field: '信访', role: 'charge' },
})
const post = (from: string, title: string, main = true): NewEntry => ({
  kind: 'posting',
  subjects,
  effectiveOn: from,
  data: { unitId: 'u001', unitKind: 'town', title, head: false, main },
})
const end = (of: number, on: string): NewEntry => ({ kind: 'end', subjects, effectiveOn: on, data: { of, reason: '' } })
const reversal = (of: number): NewEntry => ({
  kind: 'reversal',
  subjects,
  effectiveOn: '2021-01-01',
  data: { of, reason: '' },
})

describe('Duties and posts of the ledger', () => {
  it('hold until they are ended', () => {
    expect(
      heldDuties(ledger(duty('2021-01-01'), end(1, '2022-01-01'), duty('2022-01-01'))).map(({ endedOn }) => endedOn),
    ).to.deep.equal(['2022-01-01', '9999-12-31'])
  })

  it('are gone when reversed, and open again when their end is', () => {
    expect(heldDuties(ledger(duty('2021-01-01'), reversal(1)))).to.deep.equal([])
    expect(heldDuties(ledger(duty('2021-01-01'), end(1, '2022-01-01'), reversal(2)))[0]?.endedOn).to.equal('9999-12-31')
    expect(heldDuties(ledger(duty('2021-01-01'), reversal(1), reversal(2)))).to.have.length(1)
  })

  it('name the main post of any day', () => {
    const posts = heldPosts(
      ledger(post('2019-01-01', '甲'), post('2020-01-01', '兼', false), end(1, '2021-01-01'), post('2021-01-01', '乙')),
    )
    expect(
      ['2018-12-31', '2019-01-01', '2020-12-31', '2021-01-01'].map(day => mainPostOn(posts, day)?.data.title),
    ).to.deep.equal([undefined, '甲', '甲', '乙'])
  })
})

describe('An absence', () => {
  const today = '2022-05-31'
  it('ends by its last day or by the return, whichever comes first', () => {
    const leave = {
      kind: 'leave',
      subjects: ['c00001'],
      effectiveOn: '2022-01-10',
      data: { reason: '病假', lastDay: '2022-03-31' },
    } as const
    const entry = ledger(leave)[0] as never
    expect(absenceOf({ entry, endedOn: '2022-02-01' }).back).to.equal('2022-02-01')
    expect(absenceOf({ entry, endedOn: '9999-12-31' }).back).to.equal('2022-04-01')
  })

  it('is refused when it overlaps another, lies ahead or runs backwards', () => {
    const held = [{ from: '2022-01-10', back: '2022-02-01' }]
    expect(leaveFaults('2022-02-01', null, today, held)).to.deep.equal({})
    expect(leaveFaults('2022-01-31', null, today, held)).to.have.key('from')
    expect(leaveFaults('2022-06-01', null, today, [])).to.have.key('from')
    expect(leaveFaults('2022-05-02', '2022-05-01', today, [])).to.have.key('lastDay')
  })

  it('ends after it began, not in the future, and only once', () => {
    const open = { from: '2022-01-10', back: '9999-12-31' }
    expect(returnFaults(open, '2022-05-31', today)).to.deep.equal({})
    expect(returnFaults(open, '2022-01-10', today)).to.have.key('firstDay')
    expect(returnFaults(open, '2022-06-01', today)).to.have.key('firstDay')
    expect(returnFaults({ ...open, back: '2022-02-01' }, '2022-03-01', today)).to.have.key('firstDay')
  })
})

describe('A grade', () => {
  it('can be given for quarters that are over', () => {
    expect(gradedQuarters('2022-05-31', 3)).to.deep.equal(['2022Q1', '2021Q4', '2021Q3'])
    expect(gradedQuarters('2022-06-30', 1)).to.deep.equal(['2022Q2'])
  })

  it('is given when its period is over, and not after today', () => {
    expect(gradeFaults('2021-12-31', '2022-03-01', '2022-05-31')).to.deep.equal({})
    expect(gradeFaults('2021-12-31', '2021-12-30', '2022-05-31')).to.have.key('givenOn')
    expect(gradeFaults('2021-12-31', '2022-06-01', '2022-05-31')).to.have.key('givenOn')
  })
})
