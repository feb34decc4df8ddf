import { expect } from 'chai'
import { timelineView } from '../../../src/features/files/timeline-view.ts'
import type { Movement } from '../../../src/features/ratings/index.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'

const movementTo = (colour: string): Movement => ({
  _id: `m-${colour}`,
  cadreId: 'c1',
  unitId: 'u1',
  classCode: 'head',
  on: '2022-05-31',
  at: '2022-05-31T01:00:00.000Z',
  from: { colour: 'red', mark: null },
  to: { colour, mark: null },
  cause: 'time',
  entryIds: [],
})

describe('The timeline of a file', () => {
  it('sets off a move to a list, not one to the usual colour, whatever the rules call it', () => {
    const ruleSet = {
      ...ruleSetV1,
      colours: ruleSetV1.colours.map(one => (one.match === 'default' ? { ...one, code: 'usual' } : one)),
    }
    const strengthOf = (colour: string): boolean | undefined =>
      timelineView({
        ruleSet,
        day: '2022-05-31',
        entries: [],
        movements: [movementTo(colour)],
        reasons: new Map(),
        standing: new Set(),
        unitName: id => id,
        pointsOf: () => null,
        saysWho: true,
      })[0]?.strong
    expect(strengthOf('yellow')).to.equal(true)
    expect(strengthOf('usual')).to.equal(false)
  })
})
