import type { Suggestion } from '../rating/suggest.ts'

/** What is compared of one cadre: the outcome and every condition, ranks answered. */
export type ComparedOutcome = Pick<
  Suggestion,
  | 'cadreId'
  | 'unitId'
  | 'classCode'
  | 'colour'
  | 'mark'
  | 'score'
  | 'scored'
  | 'coverage'
  | 'rank'
  | 'conditions'
  | 'reasons'
>

/** How one stands to the places of the quota's colour: has one, tied, full, or is not in question. */
export type PlaceState = 'placed' | 'tied' | 'full' | 'none'
