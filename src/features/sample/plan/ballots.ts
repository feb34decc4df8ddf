import type { BallotRow } from '../../../domain/assessments/content.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Part } from './part.ts'
import type { Random } from './random.ts'

/** Valid ballots of each group, from and to; now and then too few of the people and the enterprises come. */
const turnout: Readonly<Record<string, readonly [number, number]>> = {
  cityLeaders: [3, 6],
  heads: [5, 10],
  staff: [15, 40],
  people: [6, 28],
  enterprises: [5, 16],
}

/** What of the ballots does not hang on how good somebody is. */
export interface BallotShape {
  readonly group: string
  readonly valid: number
  /** Hundredths above or below the base. */
  readonly off: number
  /** Shares of 不称職 and of 优秀 plus 称职; null: as the mean suggests. */
  readonly unfit: number
  readonly qualified: number | null
}

export function ballotShapes(chance: Random, part: Part, { evaluation }: RuleSet): BallotShape[] {
  const unfit = part === 'R5' ? 0.37 + chance.next() * 0.05 : part === 'Y6' ? 0.14 : 0.02
  const qualified = part === 'R5' ? 0.5 : part === 'Y6' ? 0.56 + chance.next() * 0.06 : null
  return evaluation.map(({ code }) => {
    const [from, to] = turnout[code] ?? [5, 10]
    const isThin = (code === 'people' || code === 'enterprises') && chance.chance(0.07)
    const valid = isThin ? chance.int(2, 4) : chance.int(from, to)
    return { group: code, valid, off: Math.round(chance.near(0, 300)), unfit, qualified }
  })
}

/** The ballots of somebody whose base is this, in hundredths. */
export function ballotsAt(base: number, shapes: readonly BallotShape[]): BallotRow[] {
  return shapes.map(({ group, valid, off, unfit, qualified }) => {
    const mean = Math.max(0, Math.min(10_000, base + off))
    const share = qualified ?? Math.min(1, 0.69 + Math.max(0, mean - 4500) / 12_000)
    const good = qualified === null ? Math.ceil(valid * share) : Math.floor(valid * share)
    const bad = Math.min(valid - good, qualified === null ? Math.floor(valid * unfit) : Math.ceil(valid * unfit))
    const excellent = Math.floor(good * Math.max(0.1, Math.min(0.9, (mean - 6500) / 3000)))
    const counts = { excellent, fit: good - excellent, basic: valid - good - bad, unfit: bad }
    return { group, valid, mean, counts }
  })
}
