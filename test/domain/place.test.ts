import { expect } from 'chai'
import { classPlaces, type Placeable, place, unitPlaces } from '../../src/domain/rating/place.ts'
import { ranksOf } from '../../src/domain/rating/suggest.ts'
import { ruleSetV1 } from './support/rules.ts'

interface Words {
  readonly unit?: string
  readonly class?: string
  readonly candidate?: boolean
  readonly scored?: boolean
  readonly result?: number
  readonly process?: number
}

const someone = (cadreId: string, score: number, words: Words = {}): Placeable => ({
  cadreId,
  score,
  unitId: words.unit ?? `unit of ${cadreId}`,
  classCode: words.class ?? 'town-deputy',
  scored: words.scored ?? true,
  candidate: words.candidate ?? true,
  parts: [words.result ?? 9000, words.process ?? 9000, null].map((mean, i) => ({ code: `${i}`, mean, coverage: 0 })),
})

/** So many more of a class, scored low and no candidates. */
const others = (n: number, words: Words = {}): Placeable[] =>
  Array.from({ length: n }, (_, i) =>
    someone(`${words.class ?? 'town-deputy'} ${words.unit ?? ''} ${i}`, 8000 - i, { ...words, candidate: false }),
  )

const outcome = (...people: Placeable[]) => {
  const { placed, tied, full } = place(people, ruleSetV1)
  return { placed, tied, full }
}

describe('Quotas', () => {
  for (const [n, places] of [
    [0, 0],
    [9, 0],
    [10, 1],
    [19, 1],
    [20, 2],
    [820, 82],
  ] as const) {
    it(`give a class of ${n} ${places} places`, () => expect(classPlaces(n, ruleSetV1)).to.equal(places))
  }

  for (const [n, places] of [
    [0, 1],
    [1, 1],
    [8, 1],
    [15, 1],
    [16, 2],
    [24, 3],
  ] as const) {
    it(`give a unit of ${n} ${places} places`, () => expect(unitPlaces(n, ruleSetV1)).to.equal(places))
  }

  it('count scored members only, by class and by unit', () => {
    const people = [someone('a', 9500), ...others(8), someone('b', 0, { scored: false, candidate: false })]
    expect(outcome(...people)).to.deep.equal({ placed: [], tied: [], full: ['a'] })
    expect(place(people, ruleSetV1).classes['town-deputy']).to.include({ n: 9, places: 0 })
  })
})

describe('Ranks', () => {
  it('are 1, 1, 3 inside a class, of those with a score that counts', () => {
    const ranks = ranksOf([
      someone('a', 9000),
      someone('b', 9500),
      someone('c', 9500),
      someone('d', 9900, { class: 'other' }),
      someone('e', 9900, { scored: false }),
    ])
    expect([...ranks].sort()).to.deep.equal([
      ['a', 3],
      ['b', 1],
      ['c', 1],
      ['d', 1],
    ])
  })

  it('are inside the top 15% up to ⌈0.15 n⌉, ties sharing', () => {
    // n = 12: rank ≤ 2
    const people = [someone('a', 9800), someone('b', 9700), someone('c', 9700), ...others(9)]
    expect(place(people, ruleSetV1).classes['town-deputy']?.cuts['1500']).to.deep.equal({ rank: 2, score: 9700 })
    expect(outcome(...people)).to.deep.equal({ placed: ['a'], tied: [], full: ['b', 'c'] })
  })

  it('outside the top share leave a candidate without any word of places', () => {
    const people = [someone('a', 9800), someone('b', 9700), someone('c', 9600), ...others(9)]
    expect(outcome(...people)).to.deep.equal({ placed: ['a'], tied: [], full: ['b'] })
  })

  it('count those who are no candidates', () => {
    const people = [
      someone('a', 9900, { candidate: false }),
      someone('b', 9800, { candidate: false }),
      someone('c', 9700),
      ...others(9),
    ]
    expect(outcome(...people)).to.deep.equal({ placed: [], tied: [], full: [] })
  })
})

describe('Places', () => {
  it('go by S, then R, then P', () => {
    const n = 7
    for (const [first, second] of [
      [someone('b', 9600), someone('a', 9500)],
      [someone('b', 9500, { result: 9100 }), someone('a', 9500, { process: 9900 })],
      [someone('b', 9500, { process: 9100 }), someone('a', 9500)],
    ] as const) {
      expect(outcome(second, first, ...others(n + 1))).to.deep.equal({ placed: ['b'], tied: [], full: ['a'] })
    }
  })

  it('fall to nobody of those who tie at the cut of the class, and stay empty', () => {
    // 20 members, 2 places, top 3
    const people = [someone('a', 9700), someone('b', 9500), someone('c', 9500), ...others(17)]
    expect(outcome(...people)).to.deep.equal({ placed: ['a'], tied: ['b', 'c'], full: [] })
    const more = [someone('a', 9700), someone('b', 9500), someone('c', 9500), someone('d', 9400), ...others(16)]
    expect(outcome(...more).full).to.deep.equal([]) // d is outside the top 15%
  })

  it('fall to both when two tie and two places are left', () => {
    expect(outcome(someone('a', 9500), someone('b', 9500), ...others(18))).to.deep.equal({
      placed: ['a', 'b'],
      tied: [],
      full: [],
    })
  })

  it('fall to nobody of those who tie at the cut of the unit', () => {
    const people = [
      someone('a', 9500, { unit: 'u' }),
      someone('b', 9500, { unit: 'u' }),
      someone('c', 9400, { unit: 'u' }),
      someone('d', 9300, { unit: 'v' }),
      ...others(26),
    ]
    // 30 members: 3 places, top 5. The unit has one: a and b tie at it, c finds it closed, d is free.
    expect(outcome(...people)).to.deep.equal({ placed: ['d'], tied: ['a', 'b'], full: ['c'] })
  })

  it('are looked at within the unit first: who ties there does not crowd the class', () => {
    const people = [
      someone('a', 9500, { unit: 'u' }),
      someone('b', 9500, { unit: 'u' }),
      someone('c', 9500, { unit: 'v' }),
      ...others(17),
    ]
    expect(outcome(...people)).to.deep.equal({ placed: ['c'], tied: ['a', 'b'], full: [] })
  })

  it('of one unit are shared by its classes, in one order over all', () => {
    const people = [
      someone('a', 9600, { unit: 'u' }),
      someone('b', 9700, { unit: 'u', class: 'town-head' }),
      ...others(9),
      ...others(9, { class: 'town-head' }),
    ]
    expect(outcome(...people)).to.deep.equal({ placed: ['b'], tied: [], full: ['a'] })
  })

  it('may be lost to another through the unit, when a rival elsewhere falls: the exception of PR-06', () => {
    const field = (x: number) => [
      someone('x', x),
      someone('y', 9700, { unit: 'u' }),
      someone('w', 9600, { unit: 'u', class: 'town-head' }),
      ...others(9),
      ...others(9, { class: 'town-head' }),
    ]
    expect(outcome(...field(9800))).to.deep.equal({ placed: ['w', 'x'], tied: [], full: ['y'] })
    expect(outcome(...field(9650))).to.deep.equal({ placed: ['y'], tied: [], full: ['x', 'w'].sort() })
  })
})
