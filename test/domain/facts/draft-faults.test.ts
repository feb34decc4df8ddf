import { expect } from 'chai'
import { draftFaults } from '../../../src/domain/facts/draft-faults.ts'
import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import type { EvidenceRule } from '../../../src/domain/rules/rule-set.ts'
import { draft, rule, unit } from './builders.ts'

const today = '2022-05-31'
const faultsOf = (more: Partial<FactDraft>, of: Partial<EvidenceRule> | null = {}, at: typeof unit | null = unit) =>
  Object.keys(draftFaults(draft(more), { today, rule: of && rule(of), unit: at }))

describe('what speaks against a fact', () => {
  it('is nothing for a complete one', () => {
    expect(faultsOf({})).to.deep.equal([])
    expect(faultsOf({ day: today })).to.deep.equal([])
    expect(faultsOf({ title: '字'.repeat(100), proof: '字'.repeat(1000) })).to.deep.equal([])
  })

  const table: [string, Partial<FactDraft>, Partial<EvidenceRule>, string][] = [
    ['a day to come', { day: '2022-06-01' }, {}, 'day'],
    ['a day that is not', { day: '2022-02-30' }, {}, 'day'],
    ['no day', { day: '' }, {}, 'day'],
    ['a channel of its own', { channel: '听说' }, {}, 'channel'],
    ['no title', { title: '' }, {}, 'title'],
    ['a title of 101 characters', { title: '字'.repeat(101) }, {}, 'title'],
    ['a proof of 1,001 characters', { proof: '字'.repeat(1001) }, {}, 'proof'],
    ['no 文号 where the proof is one', {}, { proof: '文号' }, 'documentNo'],
    ['no word on intent of a negative one', { intent: null }, {}, 'intent'],
    ['no honour where it counts once', { honour: '' }, { oncePerHonour: true }, 'honour'],
    ['no grade where points go by it', {}, { byGrade: { 一般: -200, 较差: -500 } }, 'grade'],
    ['another grade', { grade: '好' }, { byGrade: { 一般: -200, 较差: -500 } }, 'grade'],
    [
      'nobody named where it falls to persons only',
      { persons: [] },
      { points: { person: -400, charge: 0, chief: 0, unit: 0 } },
      'persons',
    ],
    ['too many persons', { persons: Array.from({ length: 21 }, (_, i) => `c${i}`) }, {}, 'persons'],
  ]
  for (const [name, more, of, field] of table) {
    it(`is ${name}`, () => expect(faultsOf(more, of)).to.deep.equal([field]))
  }

  it('is a code without a rule on the day', () => expect(faultsOf({}, null)).to.deep.equal(['code']))
  it('is an unknown unit', () => expect(faultsOf({}, {}, null)).to.deep.equal(['unitId']))
  it('is a unit closed or not yet set up on the day', () => {
    expect(faultsOf({}, {}, { ...unit, until: '2022-05-20' })).to.deep.equal(['unitId'])
    expect(faultsOf({}, {}, { ...unit, until: '2022-05-21' })).to.deep.equal([])
    expect(faultsOf({}, {}, { ...unit, from: '2022-05-21' })).to.deep.equal(['unitId'])
  })
  it('names every field at once', () => {
    expect(faultsOf({ day: '', title: '', channel: '', intent: null })).to.have.members([
      'day',
      'title',
      'channel',
      'intent',
    ])
  })
})
