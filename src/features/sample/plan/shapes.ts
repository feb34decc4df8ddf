import type { BallotRow } from '../../../domain/assessments/content.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import { type BallotShape, ballotShapes, ballotsAt } from './ballots.ts'
import type { Part } from './part.ts'
import type { Random } from './random.ts'
import type { Round } from './rounds.ts'

/** What of a 考察 does not hang on how good somebody is: which cells were seen, where one is stronger or weaker. */
export interface Shape {
  /** Cell → hundredths above or below the base; a cell not seen is absent. */
  readonly offs: Readonly<Record<string, number>>
  readonly ballots: readonly BallotShape[]
}

/** `seen`: how many cells at most; null for nearly all. */
export function shapeOf(
  chance: Random,
  part: Part,
  ruleSet: RuleSet,
  { withBallots }: Pick<Round, 'withBallots'>,
  seen: number | null,
): Shape {
  const { cells, rows } = ruleSet.indicators
  const strong = new Map(rows.map(({ code }) => [code, chance.near(0, 500)]))
  const left = seen === null ? (chance.chance(0.13) ? chance.int(1, 3) : 0) : cells.length - seen
  const unseen = new Set(
    chance
      .shuffle(cells)
      .slice(0, left)
      .map(({ id }) => id),
  )
  const offs = cells
    .map(({ id, row }) => [id, Math.round((strong.get(row) ?? 0) + chance.near(0, 500))] as const)
    .filter(([id]) => !unseen.has(id))
  return { offs: Object.fromEntries(offs), ballots: withBallots ? ballotShapes(chance, part, ruleSet) : [] }
}

/** Cells are given in half points. */
const STEP = 50

/** The cells and ballots of somebody whose base is this, in hundredths. */
export function filledAt(
  base: number,
  { offs, ballots }: Shape,
): { readonly cells: Readonly<Record<string, number>>; readonly ballots: readonly BallotRow[] } {
  const cells = Object.entries(offs).map(([id, off]) => {
    const value = Math.round((base + off) / STEP) * STEP
    return [id, Math.max(0, Math.min(10_000, value))] as const
  })
  return { cells: Object.fromEntries(cells), ballots: ballotsAt(base, ballots) }
}
