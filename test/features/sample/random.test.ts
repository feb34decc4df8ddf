import { expect } from 'chai'
import { random } from '../../../src/features/sample/plan/random.ts'

describe('Chance with a seed', () => {
  it('gives the same numbers for the same seed and label', () => {
    const draw = (label: string): number[] => {
      const chance = random(7).fork(label)
      return Array.from({ length: 5 }, () => chance.next())
    }
    expect(draw('a')).to.deep.equal(draw('a'))
    expect(draw('a')).to.not.deep.equal(draw('b'))
  })

  it('keeps whole numbers between their bounds, both possible', () => {
    const chance = random(1)
    const seen = new Set(Array.from({ length: 200 }, () => chance.int(2, 4)))
    expect([...seen].sort()).to.deep.equal([2, 3, 4])
  })

  it('shuffles without losing anything', () => {
    const list = [1, 2, 3, 4, 5, 6]
    expect(random(3).shuffle(list).sort()).to.deep.equal(list)
  })
})
