import type { RuleSet } from '../../../../domain/rules/rule-set.ts'
import type { Collection } from '../collection.ts'
import type { Spec, Typed } from '../spec.ts'

type PartCode =
  | 'general'
  | 'colours'
  | 'classes'
  | 'indicators'
  | 'ballots'
  | 'score'
  | 'evidence'
  | 'findings'
  | 'conditions'
  | 'limits'

/** One part of a rule set with a page of its own. */
export interface Part {
  readonly code: PartCode
  readonly label: string
  readonly lead: string
  /** The fields of the rule set that are its own. */
  readonly keys: readonly (keyof RuleSet)[]
  /** The form over those fields, the rule set gives the choices; or a list whose items have pages of their own. */
  readonly sheet: ((ruleSet: RuleSet) => Spec) | Collection
  /** Sums and the like of what is typed, each in a sentence. */
  notes?(typed: Typed): readonly string[]
}

export const percentOptions = { suffix: '%' }
