import { expect } from 'chai'
import { ruleSetV1 as rules } from './support/rules.ts'

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0)

/** Says what rules.md says; the numbers stand here a second time on purpose. */
describe('Rule set V1', () => {
  it('has the colours of §1, strongest first', () => {
    expect(rules.colours.map(c => [c.code, c.label, c.letter, c.shape, c.direction])).to.deep.equal([
      ['red', '红名单·整改', '止', '■', -2],
      ['yellow', '黄名单·提醒', '警', '◆', -1],
      ['blue', '蓝名单·优先', '优', '▲', 1],
      ['none', '常态', '常', '○', 0],
    ])
    expect(rules.colours.map(c => c.match)).to.deep.equal(['any', 'any', 'all', 'default'])
    expect(rules.colours.map(c => c.settledBy)).to.deep.equal([['red'], ['yellow', 'red'], [], []])
    expect(rules.colours.map(c => c.term)).to.deep.equal([
      { months: 6, extensions: 1, extensionMonths: 3 },
      { months: 3, extensions: 1, extensionMonths: 3 },
      { months: 12, extensions: 0, extensionMonths: 0 },
      null,
    ])
    expect(rules.colours.map(c => c.consequences.map(task => task.workingDays))).to.deep.equal([
      [5, null, null],
      [5, 5, null],
      [null, null],
      [],
    ])
  })

  it('has the grid of §2, which totals 100', () => {
    const grid = {
      严: [800, 700, 500],
      真: [800, 700, 500],
      细: [600, 525, 375],
      实: [1000, 875, 625],
      快: [800, 700, 500],
    }
    expect(sum(rules.indicators.cells.map(cell => cell.weight))).to.equal(10_000)
    expect(rules.indicators.sides.map(side => side.label)).to.deep.equal(['组织放心', '群众满意', '企业满意'])
    for (const row of rules.indicators.rows) {
      const cells = rules.indicators.cells.filter(cell => cell.row === row.code)
      expect(cells.map(cell => cell.side)).to.deep.equal(rules.indicators.sides.map(side => side.code))
      expect(cells.map(cell => cell.weight)).to.deep.equal(grid[row.label as keyof typeof grid])
    }
    const bySide = rules.indicators.sides.map(side =>
      sum(rules.indicators.cells.filter(cell => cell.side === side.code).map(cell => cell.weight)),
    )
    expect(bySide).to.deep.equal([4000, 3500, 2500])
    expect(new Set(rules.indicators.cells.map(cell => cell.id)).size).to.equal(15)
  })

  it('takes the result from 实 and 快, the process from 严, 真 and 细', () => {
    expect(rules.indicators.rows.map(row => [row.label, row.part])).to.deep.equal([
      ['严', 'process'],
      ['真', 'process'],
      ['细', 'process'],
      ['实', 'result'],
      ['快', 'result'],
    ])
    expect(rules.score.parts.map(part => [part.code, part.weight, part.from])).to.deep.equal([
      ['result', 5000, 'cells'],
      ['process', 3000, 'cells'],
      ['ballots', 2000, 'ballots'],
    ])
    expect(sum(rules.score.parts.map(part => part.weight))).to.equal(10_000)
  })

  it('fades, clips and drops as §3 says', () => {
    expect(rules.score.fading).to.deep.equal([
      { months: 6, weight: 100 },
      { months: 12, weight: 50 },
    ])
    expect(rules.score.eventClip).to.deep.equal({ min: -3000, max: 1000 })
    expect(rules.score.clip).to.deep.equal({ min: 0, max: 11_000 })
    expect(rules.evaluation.map(group => [group.label, group.weight, group.minBallots])).to.deep.equal([
      ['市级领导', 2500, 1],
      ['主要负责人', 2500, 1],
      ['干部职工', 2000, 5],
      ['群众', 1500, 5],
      ['企业', 1500, 5],
    ])
    expect(sum(rules.evaluation.map(group => group.weight))).to.equal(10_000)
    expect(rules.classes.map(rule => [rule.label, rule.unitKinds, rule.head])).to.deep.equal([
      ['镇街正职', ['town'], true],
      ['镇街副职', ['town'], false],
      ['市直正职', ['department'], true],
      ['市直副职', ['department'], false],
      ['国企及其他', ['enterprise', 'other'], null],
    ])
  })

  it('has the facts of §4', () => {
    const table = rules.evidence.map(({ code, points: p, cap, tier, oncePerHonour }) => [
      code,
      p.person,
      p.charge,
      p.chief,
      p.unit,
      cap === null ? '–' : `${cap.points} a ${cap.per}`,
      tier,
      oncePerHonour,
    ])
    expect(table).to.deep.equal([
      ['P1', 600, 300, 200, 600, '–', 3, true],
      ['P2', 400, 200, 100, 400, '–', 2, true],
      ['P3', 300, 100, 100, 300, '–', 1, true],
      ['P4', 200, 100, 0, 200, '600 a year', 0, false],
      ['P5', 200, 0, 0, 0, '400 a year', 0, false],
      ['P6', 100, 50, 0, 100, '400 a year', 0, false],
      ['P7', 50, 0, 0, 50, '200 a year', 0, false],
      ['P8', 200, 100, 0, 200, '400 a year', 0, false],
      ['N1', -100, -50, 0, -100, '–', 0, false],
      ['N2', -300, -150, -100, -300, '–', 0, false],
      ['N3', -200, -100, -100, -200, '–', 0, false],
      ['N4', -400, -200, -200, -400, '–', 0, false],
      ['N5', 0, -100, -50, -100, '–', 0, false],
      ['N6', -600, -300, -200, -600, '–', 0, false],
      ['N7', -100, -50, 0, -100, '-400 a quarter', 0, false],
      ['N8', -200, -100, -50, -200, '–', 0, false],
      ['N9', -400, -200, -100, -400, '–', 0, false],
      ['N11', -400, 0, 0, 0, '–', 0, false],
      ['N12', 0, 0, 0, 0, '–', 0, false],
    ])
    expect(rules.evidence.every(rule => rule.positive === rule.code.startsWith('P'))).to.equal(true)
    expect(rules.evidence.filter(rule => rule.byGrade !== null).map(rule => [rule.code, rule.byGrade])).to.deep.equal([
      ['N12', { 一般: -200, 较差: -500 }],
    ])
    expect(rules.evidence.map(rule => rule.proof).every(proof => proof !== '')).to.equal(true)
    expect(rules.findings).to.deep.equal({ true: 100, partly: 50, false: 0 })
    expect(rules.repetition).to.deep.equal({ months: 12, factor: 200 })
  })

  it('has the conditions of §5 with their colours and effects', () => {
    const table = rules.conditions.map(({ id, colour, effect }) => `${id} ${colour} ${effect}`)
    expect(table).to.deep.equal([
      'V1 red lock',
      'V2 red veto',
      'V3 red veto',
      'V4 red veto',
      'R1 red suggest',
      'R2 red suggest',
      'R3 red suggest',
      'R4 red suggest',
      'R5 red suggest',
      'Y1 yellow suggest',
      'Y2 yellow suggest',
      'Y3 yellow suggest',
      'Y4 yellow suggest',
      'Y5 yellow suggest',
      'Y6 yellow suggest',
      'Y7 yellow alert',
      'Y8 yellow alert',
      'B1 blue suggest',
      'B2 blue suggest',
      'B3 blue suggest',
      'B4 blue suggest',
    ])
    expect(rules.conditions.every(rule => rule.sentence !== '' && rule.basis !== '')).to.equal(true)
  })

  it('marks, shares out and asks opinions as §5 says', () => {
    expect(rules.marks).to.deep.equal({ minCoverage: 6000, absence: { months: 12, share: 5000 } })
    expect(rules.quotas).to.deep.equal({ colour: 'blue', classShare: 1000, unitDivisor: 8, headShare: 4000 })
    expect(rules.alerts).to.deep.equal({ points: 300, times: 1, termDays: 30 })
    expect(rules.opinions).to.deep.equal({ offices: ['纪委监委', '信访'], days: 30 })
  })
})
