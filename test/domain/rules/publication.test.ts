import { expect } from 'chai'
import fc from 'fast-check'
import { Invalid } from '../../../src/domain/errors.ts'
import {
  beginningsFor,
  everInForce,
  inForceOn,
  replacedBy,
  replacementOf,
  requireBeginning,
} from '../../../src/domain/rules/publication.ts'
import { addDays, type Day } from '../../../src/domain/time/days.ts'

const V1 = { id: 'V1', effectiveOn: '2000-01-01' }

function refusal(day: Day, today: Day, last = V1): string {
  try {
    requireBeginning(day, today, last)
    return ''
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return error.fields.effectiveOn ?? ''
  }
}

describe('The day on which new rules begin', () => {
  it('is the first of a coming month, at most twelve ahead', () => {
    expect(beginningsFor('2022-01-31', V1).slice(0, 2)).to.deep.equal(['2022-02-01', '2022-03-01'])
    expect(beginningsFor('2022-12-01', V1)).to.have.length(12).and.to.include('2023-01-01').and.to.include('2023-12-01')
  })

  it('comes not before the last version begins that waits still; on the same day it takes its place', () => {
    const last = { id: 'V2', effectiveOn: '2022-07-01' }
    expect(beginningsFor('2022-05-31', last)[0]).to.equal('2022-07-01')
    expect(refusal('2022-07-01', '2022-05-31', last)).to.equal('')
    expect(refusal('2022-06-01', '2022-05-31', last)).to.include('V2 自 2022-07-01 起施行，新版本不能早于这一天')
    expect(refusal('2022-07-01', '2022-07-01', last)).to.include('最早为下月 1 日')
  })

  it('of two versions leaves the one published last', () => {
    const [V2, V3, V4] = [
      { id: 'V2', effectiveOn: '2022-07-01' },
      { id: 'V3', effectiveOn: '2022-07-01' },
      { id: 'V4', effectiveOn: '2022-08-01' },
    ]
    const all = [V1, V2, V3, V4]
    expect(inForceOn(all, '2022-07-15')).to.equal(V3)
    expect(everInForce(all)).to.deep.equal([V1, V3, V4])
    expect(all.map(one => replacementOf(one, all)?.id ?? null)).to.deep.equal([null, 'V3', null, null])
    expect(all.map(one => replacedBy(one, all)?.id ?? null)).to.deep.equal([null, null, 'V2', null])
  })

  it('takes the place of the one published last for its day, also before it is published itself', () => {
    const [V2, V3, V4] = ['V2', 'V3', 'V4'].map(id => ({ id, effectiveOn: '2022-07-01' }))
    const all = [V1, V2, V3, V4].filter(one => one !== undefined)
    expect(all.map(one => replacementOf(one, all)?.id ?? null)).to.deep.equal([null, 'V4', 'V4', null])
    expect(all.map(one => replacedBy(one, all)?.id ?? null)).to.deep.equal([null, null, 'V2', 'V3'])
    expect(replacedBy({ effectiveOn: '2022-07-01' }, all)).to.equal(V4)
    expect(replacedBy({ effectiveOn: '2022-08-01' }, all)).to.equal(null)
  })

  it('is offered exactly when it is taken', () => {
    const days = fc.integer({ min: -40, max: 440 }).map(n => addDays('2022-05-17', n))
    const firsts = days.map(day => `${day.slice(0, 8)}01`)
    const ask = fc.record({ today: days, beginsOn: fc.oneof(days, firsts), last: fc.oneof(days, firsts) })
    fc.assert(
      fc.property(ask, ({ today, beginsOn, last }) => {
        const version = { id: 'V2', effectiveOn: last }
        expect(refusal(beginsOn, today, version) === '').to.equal(beginningsFor(today, version).includes(beginsOn))
      }),
    )
    expect(refusal('2022-06-01', '2022-05-31')).to.equal('')
  })
})
