import type { Path } from './shape.ts'

/** A number of the rules: whole, or a fraction of ballots so that 1/3 is exact. */
export type Amount = number | readonly [number, number]

/** One number that a draft may change. */
export interface Threshold {
  /** Names it in forms and comparisons, the same in every version: `conditions.R1.1`, `evidence.P1.person`. */
  readonly key: string
  readonly section: 'conditions' | 'score' | 'marks' | 'quotas' | 'evidence'
  /** The condition, fact or part it belongs to: `R1`. */
  readonly of: string
  /** Where it stands, in words: `条件 R1`. */
  readonly place: string
  /** What it limits, in words: `得分`. */
  readonly label: string
  readonly value: Amount
  /** How it is typed: hundredths with two decimals, whole, as `1/3`, or a grade by its name. */
  readonly typed: 'hundredths' | 'whole' | 'fraction' | 'grade'
  /** 分, %, 次 …; '' for a fraction or a grade. */
  readonly unit: string
  /** Least and greatest value, in the unit of `value`. */
  readonly min: number
  readonly max: number
  /** The grades to choose from, by value. */
  readonly grades: readonly { readonly value: number; readonly label: string }[]
  readonly path: Path
}
