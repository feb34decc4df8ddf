import { expect } from 'chai'
import type { EntryOf } from '../../../src/domain/evidence/entries.ts'
import { effectOn, supposing } from '../../../src/domain/facts/effect.ts'
import { factEntry, isLate, verificationDue } from '../../../src/domain/facts/fact-entry.ts'
import { type FactLife, factLife } from '../../../src/domain/facts/fact-life.ts'
import { asChannelOf, furtherChannelFault } from '../../../src/domain/facts/further-channel.ts'
import { personFault } from '../../../src/domain/facts/person-fault.ts'
import { duplicatesOf, perhapsSame } from '../../../src/domain/facts/related.ts'
import { talkEntry, talkFaults } from '../../../src/domain/facts/talk.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { FOREVER } from '../../../src/domain/time/days.ts'
import { seededCalendar } from '../../../src/domain/time/working-days.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import { draft, fact, reversal, rule, verification } from './builders.ts'

describe('recording a fact', () => {
  it('is late from the eleventh working day on', () => {
    expect(isLate('2022-05-17', '2022-05-31', seededCalendar)).to.equal(false)
    expect(isLate('2022-05-16', '2022-05-31', seededCalendar)).to.equal(true)
    expect(isLate('2022-05-31', '2022-05-31', seededCalendar)).to.equal(false)
  })

  it('waits five working days for its verification', () => {
    expect(verificationDue('2022-05-31', seededCalendar)).to.equal('2022-06-08')
  })

  it('speaks of all it falls to, and says intent only of a negative one', () => {
    const entry = factEntry(draft({ honour: '先进', grade: '一般' }), rule(), fact(1, 'k1').data.attributions, true)
    expect(entry.subjects).to.deep.equal(['c1', 'u1'])
    expect(entry.data).to.include({ intent: false, honour: null, grade: null, late: true })
    const praise = factEntry(draft({ honour: '先进' }), rule({ positive: true, oncePerHonour: true }), [], false)
    expect(praise.data).to.include({ intent: null, honour: '先进' })
  })

  const post = (unitId: string, from: string, endedOn = FOREVER) => ({
    endedOn,
    entry: { effectiveOn: from, data: { unitId } } as EntryOf<'posting'>,
  })
  for (const [name, posts, says] of [
    ['held that day', [post('u1', '2022-05-20')], null],
    ['held before, then again', [post('u1', '2020-01-01', '2021-01-01'), post('u1', '2022-01-01')], null],
    ['begun later', [post('u1', '2022-05-21')], '始于 2022-05-21'],
    ['ended on the day', [post('u1', '2020-01-01', '2022-05-20')], '2022-05-20 结束'],
    ['at another unit', [post('u2', '2020-01-01')], '不在该单位任职'],
    ['never', [], '没有这名干部'],
  ] as const) {
    it(`takes a person by a post ${name}`, () => {
      const fault = personFault(posts, 'u1', '2022-05-20')
      if (says === null) expect(fault).to.equal(null)
      else expect(fault).to.contain(says)
    })
  }
})

describe('facts that are related', () => {
  const near = fact(1, 'k1')
  it('may be the same within three days, of the same direction or about the same person', () => {
    const ask = (day: string, positive: boolean, persons: string[]) =>
      perhapsSame({ unitId: 'u1', day, positive, persons }, [near]).length
    expect(ask('2022-05-23', false, [])).to.equal(1)
    expect(ask('2022-05-24', false, [])).to.equal(0)
    expect(ask('2022-05-17', true, [])).to.equal(0)
    expect(ask('2022-05-17', true, ['c1'])).to.equal(1)
  })

  it('are duplicates while they stand', () => {
    expect(duplicatesOf(draft(), [near])).to.have.length(1)
    expect(duplicatesOf(draft({ title: '另一件' }), [near])).to.have.length(0)
    expect(duplicatesOf(draft(), [near, reversal(2, 'j1', 1)])).to.have.length(0)
    expect(duplicatesOf(draft(), [near, reversal(2, 'j1', 1), reversal(3, 'j1', 2)])).to.have.length(1)
  })

  it('make a further channel that falls where the first one fell', () => {
    const second = asChannelOf(
      near,
      draft({ day: '2022-05-22', unitId: 'u9', persons: ['c7'], intent: true, sameAs: 1 }),
    )
    expect(second).to.include({ day: '2022-05-20', unitId: 'u1', intent: false, sameAs: 1 })
    expect(second.persons).to.deep.equal(['c1'])
  })

  const channel = draft({ channel: '信访', sameAs: 1 })
  const refusal = (entries: Parameters<typeof factLife>[1], more = {}, by = 'k3') =>
    furtherChannelFault(factLife(1, entries) as FactLife, channel, { of: rule(more), existing: [rule()] }, by)
  it('take a further channel before verification, whatever it weighs', () => {
    expect(refusal([near])).to.equal(null)
    expect(refusal([near], { tier: 2 })).to.equal(null)
  })
  it('take none of the other direction, none twice, none once taken back', () => {
    expect(refusal([near], { positive: true })).to.contain('正面')
    expect(refusal([near, reversal(2, 'j1', 1)])).to.contain('冲正')
    const same = { of: rule(), existing: [rule()] }
    expect(furtherChannelFault(factLife(1, [near]) as FactLife, draft({ sameAs: 1 }), same, 'k3')).to.contain('已有')
  })
  it('take none behind a verification that weighs more, or that the verifier brings', () => {
    const verified = [near, verification(2, 'k2', 1)]
    expect(refusal(verified)).to.equal(null)
    expect(refusal(verified, {}, 'k2')).to.contain('您核实过')
    expect(refusal(verified, { tier: 1 })).to.contain('分值更高')
    expect(refusal(verified, { points: { person: -400, charge: 0, chief: 0, unit: 0 } })).to.contain('分值更高')
    expect(refusal([near, verification(2, 'k2', 1, 'false')])).to.contain('不实')
  })
})

describe('what a fact would do', () => {
  let ruleSet: RuleSet
  before(async () => {
    ruleSet = await defaultRuleSet()
  })
  const effectOf = (code: string, day: string, entries: Parameters<typeof effectOn>[1]) => {
    const line = ruleSet.evidence.find(one => one.code === code)!
    const entry = factEntry(draft({ code, day }), line, fact(1, 'k1').data.attributions, false)
    const supposed = supposing(entry, entries)
    return effectOn('c1', supposed.entries, supposed.factId, ruleSet, '2022-05-31')
  }
  const talk = {
    ...talkEntry({ cadreId: 'c1', code: 'N2', day: '2022-01-10', note: '提醒' }),
    id: 1,
    recordedAt: '2022-01-10T02:00:00.000Z',
    recordedBy: 'k1',
  } as EntryOf<'talk'>

  it('is its points, twice after a talk for the same code', () => {
    expect(effectOf('N2', '2022-05-20', [])).to.deep.equal({ role: 'person', points: -300, repeated: false, capped: 0 })
    expect(effectOf('N2', '2022-05-20', [talk])).to.include({ points: -600, repeated: true })
    expect(effectOf('N1', '2022-05-20', [talk])).to.include({ points: -100, repeated: false })
  })

  it('says what the cap takes back', () => {
    const praised = [1, 3, 5, 7].flatMap(id => [
      fact(id, 'k1', { code: 'P6', intent: null }),
      verification(id + 1, 'k2', id),
    ])
    expect(effectOf('P6', '2022-05-20', praised.slice(0, 6))).to.include({ points: 100, capped: 0 })
    expect(effectOf('P6', '2022-05-20', praised)).to.include({ points: 100, capped: -100 })
  })
})

describe('a 提醒谈话', () => {
  const good = { cadreId: 'c1', code: 'N2', day: '2022-05-20', note: '当面提醒' }
  it('is for a negative code, on a day gone by, with a note', () => {
    const faults = (more: object, of: ReturnType<typeof rule> | null = rule()) =>
      Object.keys(talkFaults({ ...good, ...more }, of, '2022-05-31'))
    expect(faults({})).to.deep.equal([])
    expect(faults({ day: '2022-06-01' })).to.deep.equal(['day'])
    expect(faults({ day: '2022-02-30' })).to.deep.equal(['day'])
    expect(faults({ note: '' })).to.deep.equal(['note'])
    expect(faults({ note: '字'.repeat(1001) })).to.deep.equal(['note'])
    expect(faults({}, null)).to.deep.equal(['code'])
    expect(faults({}, rule({ positive: true }))).to.deep.equal(['code'])
  })
})
