import { expect } from 'chai'
import { placeFault } from '../../../src/domain/evidence/ranking-checks.ts'

describe('the places of a ranking', () => {
  const table: [string, number[], boolean][] = [
    ['one unit', [1], true],
    ['1, 2, 3 in any order', [3, 1, 2], true],
    ['a tie, the next skipped', [1, 1, 3], true],
    ['all tied', [1, 1, 1], true],
    ['a tie, the next not skipped', [1, 1, 2], false],
    ['a gap', [1, 3], false],
    ['a beginning at 0', [0, 1], false],
    ['no first', [2, 2], false],
    ['beyond the size', [1, 2, 4], false],
    ['nothing', [], false],
  ]
  for (const [name, places, fits] of table) {
    it(`with ${name}: ${fits ? 'taken' : 'refused'}`, () => {
      const positions = places.map((position, index) => ({ unitId: `u${index}`, position }))
      expect(placeFault(positions) === null).to.equal(fits)
    })
  }

  it('with a unit twice: refused', () => {
    const twice = [1, 2].map(position => ({ unitId: 'u1', position }))
    expect(placeFault(twice)).to.contain('两次')
  })
})
