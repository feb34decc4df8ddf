import { type AlertKeys, alertKinds } from '../alerts.ts'
import { createAlerting } from '../outline.ts'
import type { Rater } from '../rate.ts'
import type { Rating } from '../rating.ts'
import { createBlockJudge, type JudgedBlock } from './judge-block.ts'
import { blockOfPacked, type PackedRow } from './packed-block.ts'
import { marks } from './settle.ts'

/** What stands of one cadre, and what it was judged from. */
export interface StandingRow
  extends PackedRow,
    Pick<Rating, 'classCode' | 'scored' | 'candidate' | 'score' | 'colour' | 'mark'> {
  readonly means: readonly (number | null)[]
  readonly alertKeys: AlertKeys
}

/**
 * Says of each row whether other rules change anything of it, column by column: a row that is spared would have the same
 * outline, a test holds the two together. `measuredBy` measured all of them.
 */
export function createSieve(rater: Rater, measuredBy: Rater): (rows: readonly StandingRow[]) => boolean[] {
  const { ruleSet, compiled } = rater
  const judge = createBlockJudge(rater, measuredBy, 'new-scores')
  const alerting = createAlerting(compiled, ruleSet)
  const alertKeys = (judged: JudgedBlock, row: number, { values: { placed } }: PackedRow): AlertKeys => {
    const values = compiled.slots.map(({ leaf }) => numberOrNull(judged.valueAt(leaf, row)))
    const { score, coverageAt } = judged.scores
    const insufficient = coverageAt(row) < ruleSet.marks.minCoverage || Number.isNaN(score[row] as number)
    return alerting(values, { ...outcomeOf(judged, row), insufficient }, placed)
  }
  const outcomeOf = ({ colour, mark, candidate }: JudgedBlock, row: number) => ({
    colour: ruleSet.colours[colour[row] as number]?.code ?? '',
    mark: marks[mark[row] as number] as Rating['mark'],
    candidate: candidate[row] === 1,
  })
  return rows => {
    const judged = judge(blockOfPacked(rows, measuredBy))
    const { score, partAt } = judged.scores
    return rows.map((old, row) => {
      const { colour, mark, candidate } = outcomeOf(judged, row)
      const asBefore =
        old.score === numberOrNull(score[row] as number) &&
        old.colour === colour &&
        old.mark === mark &&
        old.candidate === candidate &&
        old.scored === (judged.scored[row] === 1) &&
        old.classCode === ruleSet.classes[judged.classes[row] as number]?.code &&
        old.means.length === ruleSet.score.parts.length &&
        old.means.every((mean, part) => mean === numberOrNull(partAt(part, row)))
      return !asBefore || !sameKeys(old.alertKeys, alertKeys(judged, row, old))
    })
  }
}

const sameKeys = (a: AlertKeys, b: AlertKeys): boolean => alertKinds.every(kind => a[kind] === b[kind])

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
