import { expect } from 'chai'
import { canonical } from '../../../src/domain/canonical.ts'
import { readIdNumber } from '../../../src/domain/people/id-number.ts'
import { buildPlan } from '../../../src/features/sample/plan/build-plan.ts'
import { playInMemory } from '../../../src/features/sample/plan/memory-play.ts'
import { type MemoryRatings, rateInMemory } from '../../../src/features/sample/plan/memory-ratings.ts'
import {
  type ActionKind,
  type ActionOf,
  LAST_DAY,
  type PlannedFact,
  type SamplePlan,
} from '../../../src/features/sample/plan/types.ts'
import { rater, ruleSetV1 } from '../../domain/support/rules.ts'

describe('The year of the sample', () => {
  let plan: SamplePlan
  let ratings: MemoryRatings

  before(() => {
    plan = buildPlan(ruleSetV1)
    ratings = rateInMemory(playInMemory(plan.actions, ruleSetV1), rater, LAST_DAY)
  })

  const done = <K extends ActionKind>(kind: K): ActionOf<K>[] =>
    plan.actions.filter((action): action is ActionOf<K> => action.kind === kind)
  const facts = (): PlannedFact[] => done('fact').map(({ fact }) => fact)
  const suggested = (colour: string): number =>
    [...ratings.outcomes.values()].filter(outcome => outcome.colour === colour).length
  const marked = (mark: string): number =>
    [...ratings.outcomes.values()].filter(outcome => outcome.mark === mark).length

  it('is the same for the same seed, byte for byte', () => {
    expect(canonical(buildPlan(ruleSetV1))).to.equal(canonical(plan))
  })

  it('ends with exactly 49 blue and 37 red, by the rules alone', () => {
    expect(suggested('blue')).to.equal(49)
    expect(suggested('red')).to.equal(37)
  })

  it('names somebody who is on the yellow list to the end and whom the rules suggest for it, for an account', () => {
    const placements = done('placement').filter(({ cadre }) => cadre === plan.listed)
    expect(placements.map(({ colour }) => colour)).to.deep.equal(['yellow'])
    expect((placements[0]?.lastDay ?? '') > LAST_DAY).to.equal(true)
    const ended = new Set(done('end').map(({ of }) => of))
    expect(ended.has(placements[0]?.key ?? '')).to.equal(false)
    const play = playInMemory(plan.actions, ruleSetV1)
    expect(ratings.outcomes.get(play.roster.cadreId(plan.listed))?.colour).to.equal('yellow')
  })

  it('leaves five without a place and a pair that ties, some without enough seen, some long away', () => {
    expect(ratings.placing.full).to.have.length(5)
    expect(ratings.placing.tied).to.have.length(2)
    expect(marked('insufficient')).to.equal(15)
    expect(marked('indeterminate')).to.equal(5)
    expect(marked('locked')).to.equal(2)
  })

  it('makes every condition of the rules true for somebody', () => {
    const fired = [...ratings.ratings.values()].flatMap(({ conditions }) =>
      conditions.filter(({ verdict }) => verdict === 'true').map(({ id }) => id),
    )
    const ranked = new Set(['B1'])
    const wanted = ruleSetV1.conditions.map(({ id }) => id).filter(id => !ranked.has(id))
    expect(wanted.filter(id => !fired.includes(id))).to.deep.equal([])
  })

  it('has 820 cadres with names that are names and ids of the unassigned area that hold', () => {
    expect(plan.cadres).to.have.length(820)
    expect(ratings.ratings.size).to.equal(820)
    for (const { idNumber, name, sex, fields } of plan.cadres) {
      const read = readIdNumber(idNumber)
      if ('complaint' in read) throw new Error(read.complaint)
      expect(idNumber.slice(0, 6)).to.equal('370699')
      expect(read.sex).to.equal(sex)
      expect(read.birthDay.replaceAll('-', '').slice(0, 6)).to.equal(fields.birthMonth)
      expect(name).to.match(/^\p{Script=Han}{2,4}$/u)
    }
    expect(new Set(plan.cadres.map(({ idNumber }) => idNumber)).size).to.equal(820)
    expect(new Set(plan.cadres.map(({ name }) => name)).size).to.equal(819)
  })

  it('has the 18 towns of the place and about 45 departments', () => {
    const of = (kind: string): number => plan.units.filter(unit => unit.kind === kind).length
    expect(of('town')).to.equal(18)
    expect(of('department')).to.be.within(44, 47)
    expect(of('enterprise')).to.equal(4)
  })

  it('records about 2,000 facts, 93% of them positive and a third about units', () => {
    const all = facts()
    expect(all.length).to.be.within(1950, 2100)
    expect(all.filter(({ code }) => code.startsWith('P')).length / all.length).to.be.closeTo(0.93, 0.01)
    expect(all.filter(({ persons }) => persons.length === 0).length / all.length).to.be.closeTo(1 / 3, 0.05)
    expect(new Set(all.map(({ code }) => code)).size).to.equal(ruleSetV1.evidence.length)
  })

  it('never lets the account that recorded a fact verify it', () => {
    const verifiers = new Map(done('verification').map(({ of, by }) => [of, by]))
    for (const { key, by, fact } of done('fact')) expect(by).to.not.equal(verifiers.get(fact.sameAs ?? key))
  })

  it('serves the notices of the report: 3 towns, 7 departments, and 3 after the visits', () => {
    const units = (start: string): number =>
      new Set(
        done('notice')
          .filter(({ title }) => title.startsWith(start))
          .map(({ unit }) => unit),
      ).size
    expect(units('执行力督办通知')).to.equal(10)
    expect(units('督办单')).to.equal(3)
    const towns = done('notice').filter(({ unit }) => unit.startsWith('001'))
    expect(towns).to.have.length(3)
  })

  it('gives a truth of its own to every past month', () => {
    const play = playInMemory(plan.actions, ruleSetV1)
    const counts = ['2021-12-31', '2022-02-28'].map(day => {
      const { outcomes } = rateInMemory(play, rater, day)
      return [...outcomes.values()].filter(({ colour }) => colour === 'red').length
    })
    expect(counts[0]).to.be.above(0)
    expect(counts[1]).to.be.above(counts[0] ?? 0)
    expect(counts[1]).to.be.below(37)
  })
})
