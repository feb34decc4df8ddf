import { createAlerting, type Outline } from '../outline.ts'
import type { Rater } from '../rate.ts'
import type { Rating } from '../rating.ts'
import { createBlockJudge } from './judge-block.ts'
import { blockOfPacked, type PackedRow } from './packed-block.ts'
import { marks } from './settle.ts'

/** Of an outline what is judged and not given. */
export type BlockOutline = Pick<
  Outline,
  'classCode' | 'scored' | 'score' | 'parts' | 'colour' | 'mark' | 'candidate' | 'placed' | 'alertKeys'
>

/**
 * Outlines many at once, column by column: each as `rater.outline` gives it, a test holds the two together.
 * `measuredBy` measured all of them.
 */
export function createBlockOutliner(rater: Rater, measuredBy: Rater): (rows: readonly PackedRow[]) => BlockOutline[] {
  const { ruleSet, compiled } = rater
  const judge = createBlockJudge(rater, measuredBy, 'new-scores')
  const alerting = createAlerting(compiled, ruleSet)
  const parts = ruleSet.score.parts.map((_, part) => part)
  return rows => {
    const { scores, colour, mark, candidate, scored, classes, valueAt } = judge(blockOfPacked(rows, measuredBy))
    return rows.map(({ values: { placed } }, row) => {
      const score = numberOrNull(scores.score[row] as number)
      const outcome = {
        colour: ruleSet.colours[colour[row] as number]?.code ?? '',
        mark: marks[mark[row] as number] as Rating['mark'],
        candidate: candidate[row] === 1,
      }
      const insufficient = scores.coverageAt(row) < ruleSet.marks.minCoverage || score === null
      const values = compiled.slots.map(({ leaf }) => numberOrNull(valueAt(leaf, row)))
      return {
        ...outcome,
        classCode: ruleSet.classes[classes[row] as number]?.code ?? '',
        scored: scored[row] === 1,
        score,
        parts: parts.map(part => ({ mean: numberOrNull(scores.partAt(part, row)) })),
        placed,
        alertKeys: alerting(values, { ...outcome, insufficient }, placed),
      }
    })
  }
}

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
