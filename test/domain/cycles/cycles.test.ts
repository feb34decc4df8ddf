import { expect } from 'chai'
import { calendarRow } from '../../../src/domain/cycles/calendar.ts'
import { type Cycle, type CyclePlan, withSnapshot } from '../../../src/domain/cycles/cycle.ts'
import { type EntryInCycle, entryFaults } from '../../../src/domain/cycles/entry-faults.ts'
import { planFaults } from '../../../src/domain/cycles/plan-faults.ts'
import { furthestByCadre, progressByUnit } from '../../../src/domain/cycles/progress.ts'
import { closeCycle, openCycle, planCycle, replanCycle } from '../../../src/domain/cycles/transitions.ts'
import { refuseTwin } from '../../../src/domain/cycles/twin.ts'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import { ruleSetV1 } from '../support/rules.ts'

const plan = (more: Partial<CyclePlan> = {}): CyclePlan => ({
  kind: 'quarter',
  title: '一季度',
  from: '2022-01-01',
  to: '2022-03-31',
  opensOn: '2022-01-10',
  closesOn: '2022-04-10',
  late: 'flagged',
  classes: [],
  units: [],
  ...more,
})
const act = { by: { id: 'k1', name: '甲' }, at: '2022-01-04T01:00:00.000Z' }
const rules = { ruleSet: ruleSetV1, hash: 'abc', effectiveOn: '2021-01-01', publishedAt: act.at }
const open = (more: Partial<CyclePlan> = {}): Cycle => openCycle(planCycle('z1', plan(more), act), 1, rules, act)

describe('The plan of a cycle', () => {
  const cases: readonly (readonly [string, Partial<CyclePlan>, readonly string[]])[] = [
    ['a whole quarter', {}, []],
    ['a whole month', { kind: 'month', from: '2022-02-01', to: '2022-02-28', opensOn: '2022-02-01' }, []],
    ['a whole year', { kind: 'year', to: '2022-12-31', closesOn: '2023-01-20' }, []],
    ['a special one of any days', { kind: 'special', from: '2022-01-05', to: '2022-03-02' }, []],
    ['a quarter that is none', { to: '2022-03-30' }, ['to']],
    ['a month that is two', { kind: 'month', to: '2022-02-28' }, ['to']],
    ['a special one of more than a year', { kind: 'special', to: '2023-01-01', closesOn: '2023-02-01' }, ['to']],
    ['an end before the beginning', { to: '2021-12-31' }, ['to']],
    ['a window before the period', { opensOn: '2021-12-31' }, ['opensOn']],
    ['a window that ends before the period does', { closesOn: '2022-03-30' }, ['closesOn']],
    ['a window that ends before it begins', { opensOn: '2022-05-01' }, ['closesOn']],
  ]
  for (const [what, more, faults] of cases) {
    it(`${faults.length === 0 ? 'may be' : 'may not be'} ${what}`, () =>
      expect(Object.keys(planFaults(plan(more)))).to.deep.equal(faults))
  }
})

describe('A cycle', () => {
  it('freezes the indicators when it opens, and later rules do not rewrite them', () => {
    const { snapshot } = open()
    expect(snapshot).to.include({ ruleSetId: 'V1', ruleSetHash: 'abc' })
    const cells = ruleSetV1.indicators.cells.map(cell => ({ ...cell, title: `新的${cell.title}` }))
    const later = { ...ruleSetV1, id: 'V2', indicators: { ...ruleSetV1.indicators, cells } }
    if (snapshot === null) expect.fail('no snapshot')
    const used = withSnapshot(later, snapshot)
    expect(used.id).to.equal('V1')
    expect(used.indicators).to.deep.equal(ruleSetV1.indicators)
    expect(used.conditions).to.equal(later.conditions)
  })

  it('goes from planned to open to closed, and no other way', () => {
    const planned = planCycle('z1', plan(), act)
    const opened = openCycle(planned, 1, rules, act)
    const closed = closeCycle(opened, 2, act)
    expect([planned.state, opened.state, closed.state]).to.deep.equal(['planned', 'open', 'closed'])
    expect(() => closeCycle(planned, 1, act)).to.throw(Conflict)
    expect(() => openCycle(closed, 3, rules, act)).to.throw(Conflict)
    expect(() => replanCycle(opened, 2, plan(), act)).to.throw(Conflict)
    expect(() => openCycle(planned, 2, rules, act)).to.throw(Conflict, '别人改过')
  })
})

describe('Two cycles over one period', () => {
  const named = (id: string, more: Partial<CyclePlan> = {}): Cycle => planCycle(id, plan(more), act)
  const special = { kind: 'special', title: '项目专项' } as const
  const cases: readonly (readonly [string, Cycle, Cycle, string | null])[] = [
    ['of one kind are one too many', named('z2', { title: '另一个' }), named('z1'), 'from'],
    [
      'of one kind are one too many for other classes too',
      named('z2', { classes: ['town-head'] }),
      named('z1'),
      'from',
    ],
    ['of different kinds may be', named('z2', special), named('z1'), null],
    ['may be special with different names', named('z2', special), named('z1', { ...special, title: '信访专项' }), null],
    [
      'may not be special with one name',
      named('z2', special),
      named('z1', { ...special, title: '项目 专项' }),
      'title',
    ],
    ['are none while they are the same one', named('z1', { title: '改名' }), named('z1'), null],
  ]
  for (const [what, cycle, other, fault] of cases) {
    it(what, () => {
      if (fault === null) expect(() => refuseTwin(cycle, [other])).not.to.throw()
      else
        expect(() => refuseTwin(cycle, [other]))
          .to.throw(Invalid)
          .with.property('fields')
          .that.has.all.keys(fault)
    })
  }

  it('follow each other freely', () => {
    const next = { from: '2022-04-01', to: '2022-06-30', opensOn: '2022-04-01', closesOn: '2022-07-10' }
    expect(() => refuseTwin(named('z2', next), [named('z1')])).not.to.throw()
  })
})

describe('Entering into a cycle', () => {
  const entry = (more: Partial<EntryInCycle> = {}): EntryInCycle => ({
    from: '2022-01-01',
    to: '2022-03-20',
    lateReason: '',
    classCode: 'town-deputy',
    unitId: 'u1',
    ...more,
  })
  const cases: readonly (readonly [string, Cycle | null, Partial<EntryInCycle>, string, readonly string[]])[] = [
    ['in the window', open(), {}, '2022-03-25', []],
    ['on the last day of the window', open(), {}, '2022-04-10', []],
    ['the day after without a reason', open(), {}, '2022-04-11', ['lateReason']],
    ['the day after with a reason', open(), { lateReason: '材料晚到' }, '2022-04-11', []],
    ['the day after when that is refused', open({ late: 'refused' }), { lateReason: '晚' }, '2022-04-11', ['cycle']],
    ['before the window', open(), {}, '2022-01-09', ['cycle']],
    ['of a period outside', open(), { from: '2021-12-31', to: '2022-04-01' }, '2022-04-05', ['from', 'to']],
    ['of a class that is not in it', open({ classes: ['town-head'] }), {}, '2022-03-25', ['cycle']],
    ['of a unit that is not in it', open({ units: ['u2'] }), {}, '2022-03-25', ['cycle']],
    ['that is not open yet', planCycle('z', plan(), act), {}, '2022-03-25', ['cycle']],
    ['that is closed', closeCycle(open(), 2, act), {}, '2022-03-25', ['cycle']],
    ['that is not there', null, {}, '2022-03-25', ['cycle']],
  ]
  for (const [what, cycle, more, today, faults] of cases) {
    it(`${what} ${faults.length === 0 ? 'is taken' : `is refused at ${faults.join(', ')}`}`, () =>
      expect(Object.keys(entryFaults(cycle, entry(more), today, true))).to.deep.equal(faults))
  }

  it('asks no reason of a draft', () => {
    expect(entryFaults(open(), entry(), '2022-04-11', false)).to.deep.equal({})
  })
})

describe('The progress of a cycle', () => {
  it('takes the assessment that is furthest, and none of what was taken back', () => {
    const found = furthestByCadre([
      { id: 'a', cadreId: 'c1', state: 'draft' },
      { id: 'b', cadreId: 'c1', state: 'counted' },
      { id: 'c', cadreId: 'c1', state: 'submitted' },
      { id: 'd', cadreId: 'c2', state: 'reversed' },
      { id: 'e', cadreId: 'c3', state: 'returned' },
    ])
    expect([...found]).to.deep.equal([
      ['c1', { state: 'counted', id: 'b' }],
      ['c3', { state: 'draft', id: 'e' }],
    ])
  })

  it('counts by unit', () => {
    const member = (unitId: string, state: 'none' | 'counted') => ({ cadreId: 'c', unitId, state, assessmentId: null })
    expect(progressByUnit([member('u1', 'none'), member('u1', 'counted'), member('u2', 'none')])).to.deep.equal([
      { unitId: 'u1', counted: 1, submitted: 0, draft: 0, none: 1, all: 2 },
      { unitId: 'u2', counted: 0, submitted: 0, draft: 0, none: 1, all: 1 },
    ])
  })
})

describe('The calendar of a year', () => {
  it('shows period and window by month, and nothing of a cycle of another year', () => {
    const row = calendarRow(plan(), 2022) ?? expect.fail('no row')
    expect(
      row.map(({ isPeriod, isWindow }) => `${isPeriod ? '考' : ''}${isWindow ? '录' : ''}`).slice(0, 5),
    ).to.deep.equal(['考录', '考录', '考录', '录', ''])
    expect(calendarRow(plan(), 2021)).to.equal(null)
  })
})
