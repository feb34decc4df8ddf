import { expect } from 'chai'
import { ballotAlarms, isDropped } from '../../../src/domain/assessments/ballots.ts'
import { cellParts, effectiveWeights, partMean, sumOfWeights } from '../../../src/domain/assessments/grid.ts'
import { ledgerEntries } from '../../../src/domain/assessments/ledger-entries.ts'
import { allCells, ballots, content, ruleSet } from './builders.ts'

describe('the grid', () => {
  const [result, process] = cellParts(ruleSet)

  it('totals 100 and divides into a result and a process part', () => {
    expect(sumOfWeights(ruleSet.indicators.cells)).to.equal(10_000)
    expect(sumOfWeights(result!.cells)).to.equal(4500)
    expect(sumOfWeights(process!.cells)).to.equal(5500)
  })

  it('weighs the cells of S by their part, all of them 80 of 100', () => {
    const weights = effectiveWeights(ruleSet)
    expect(weights.get('solid-organization')).to.equal(1111)
    expect(weights.get('strict-organization')).to.equal(436)
    expect([...weights.values()].reduce((a, b) => a + b, 0)).to.be.closeTo(8000, 8)
  })

  it('means what was seen, by weight, rounded once', () => {
    expect(partMean(result!, allCells(8650))).to.equal(8650)
    expect(partMean(result!, { 'solid-organization': 10_000, 'solid-people': 0 })).to.equal(5333)
    expect(partMean(result!, { 'strict-people': 9000 })).to.equal(null)
  })
})

describe('ballots', () => {
  it('of a group below the minimum are left out, of leaders below one', () => {
    expect(isDropped(ballots('staff', 4, 0, 0, 0), ruleSet)).to.equal(true)
    expect(isDropped(ballots('staff', 5, 0, 0, 0), ruleSet)).to.equal(false)
    expect(isDropped(ballots('heads', 1, 0, 0, 0), ruleSet)).to.equal(false)
  })

  const table: [string, [number, number, number, number], string[]][] = [
    ['exactly two thirds 优秀 and 称职', [1, 1, 1, 0], []],
    ['just below two thirds', [65, 1, 34, 0], ['Y6']],
    ['exactly one third 不称职', [2, 0, 0, 1], []],
    ['just above one third 不称职', [65, 0, 0, 35], ['R5', 'Y6']],
    ['no ballots', [0, 0, 0, 0], []],
  ]
  for (const [name, [a, b, c, d], ids] of table) {
    it(`with ${name} ask for ${ids.join(' and ') || 'no'} verification`, () => {
      expect(ballotAlarms([ballots('staff', a, b, c, d)], ruleSet).map(rule => rule.id)).to.have.members(ids)
    })
  }
})

describe('a counted 考察', () => {
  it('records what was seen and the ballots, on the last day of its period', () => {
    const { assessment, ballot } = ledgerEntries(
      content({ ballots: [ballots('staff', 5, 1, 0, 0)], note: '扎实', reason: '回升' }),
    )
    expect(assessment).to.deep.equal({
      kind: 'assessment',
      subjects: ['c1'],
      effectiveOn: '2022-05-20',
      data: {
        type: '跟踪考察',
        methods: ['谈', '查'],
        team: '第一考察组',
        from: '2022-01-01',
        cells: allCells(8600),
        note: '扎实\n变动理由：回升',
      },
    })
    expect(ballot).to.deep.include({ kind: 'ballot', effectiveOn: '2022-05-20' })
  })

  it('records no ballots when there were none', () => {
    expect(ledgerEntries(content()).ballot).to.equal(null)
  })
})
