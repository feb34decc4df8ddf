/** Parts of a rule set, in the order of its page. */
export type RuleSection =
  | 'general'
  | 'colours'
  | 'classes'
  | 'indicators'
  | 'evaluation'
  | 'score'
  | 'evidence'
  | 'conditions'
  | 'limits'

/** Something beside a number that differs between two rule sets, in words; null where a version does not have it. */
export interface RuleChange {
  readonly section: RuleSection
  /** Where: 条件 R1. */
  readonly place: string
  /** What of it: 依据; 新增 or 删除 for the whole. */
  readonly what: string
  readonly before: string | null
  readonly after: string | null
}
