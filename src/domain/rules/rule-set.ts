import type { AttributionRole, Finding, RestrictionGround, UnitKind } from '../evidence/entries.ts'

/**
 * One version of the rules, as a document. Points, scores, weights, factors and occurrences are integer hundredths
 * (1.00 = 100); shares are hundredths of a percent (15% = 1500). Nothing of it is a constant in code.
 */
export interface RuleSet {
  readonly format: 1
  readonly id: string
  readonly title: string
  /** 文号 or origin of the scheme. */
  readonly basis: string
  /** Strongest first: the hit policy. */
  readonly colours: readonly Colour[]
  readonly classes: readonly ClassRule[]
  readonly indicators: Indicators
  readonly evaluation: readonly BallotGroupRule[]
  readonly score: ScoreRule
  readonly evidence: readonly EvidenceRule[]
  /** What a finding does to the points and the occurrence of a fact: 属实 100, 部分属实 50, 不实 0. */
  readonly findings: Readonly<Record<Finding, number>>
  /** 提醒谈话后同类再犯 (N10): within `months` of the talk, points are multiplied (200 = twice). */
  readonly repetition: { readonly months: number; readonly factor: number }
  readonly conditions: readonly ConditionRule[]
  readonly marks: {
    readonly minCoverage: number
    readonly absence: { readonly months: number; readonly share: number }
  }
  readonly quotas: Quotas
  /** When people are told beforehand; absent in versions from before: they tell nothing beforehand. */
  readonly alerts?: AlertRule
  /** Opinions that must be fresh and clear before blue is decided (not before it is suggested). */
  readonly opinions: { readonly offices: readonly string[]; readonly days: number }
}

export interface Colour {
  readonly code: string
  readonly label: string
  readonly letter: string
  readonly shape: string
  readonly direction: number
  /** Whether one condition suffices or all are needed; 'default' is what remains. */
  readonly match: 'any' | 'all' | 'default'
  /** Placements of these colours settle the causes of this colour's conditions. */
  readonly settledBy: readonly string[]
  /** Months of the term; null without term. */
  readonly term: { readonly months: number; readonly extensions: number; readonly extensionMonths: number } | null
  /** Tasks the system opens, with their limit in working days (null: none). */
  readonly consequences: readonly { readonly task: string; readonly workingDays: number | null }[]
}

/** A class inside which ranks are formed. */
export interface ClassRule {
  readonly code: string
  readonly label: string
  readonly unitKinds: readonly UnitKind[]
  /** true 正职, false 副职, null both. */
  readonly head: boolean | null
}

interface Indicators {
  readonly rows: readonly { readonly code: string; readonly label: string; readonly part: string }[]
  readonly sides: readonly { readonly code: string; readonly label: string }[]
  /** All weights total 10000. */
  readonly cells: readonly Cell[]
}

export interface Cell {
  readonly id: string
  readonly row: string
  readonly side: string
  readonly weight: number
  readonly title: string
}

export interface BallotGroupRule {
  readonly code: string
  readonly label: string
  readonly weight: number
  /** With fewer valid ballots the group is dropped. */
  readonly minBallots: number
}

export interface ScoreRule {
  /** The parts and their weights, total 10000. 'ballots' is the part formed from 评价, the others from cells. */
  readonly parts: readonly {
    readonly code: string
    readonly label: string
    readonly weight: number
    readonly from: 'cells' | 'ballots'
  }[]
  /** Age of a record: the first line whose window still holds gives its weight; after the last, none. */
  readonly fading: readonly { readonly months: number; readonly weight: number }[]
  readonly eventClip: { readonly min: number; readonly max: number }
  readonly clip: { readonly min: number; readonly max: number }
}

/** One kind of fact (P1…, N1…). */
export interface EvidenceRule {
  readonly code: string
  readonly label: string
  readonly positive: boolean
  readonly points: Readonly<Record<AttributionRole, number>>
  readonly proof: string
  /** Rank among channels and honours: the highest counts. */
  readonly tier: number
  /** Counts once for one honour, at its highest tier. */
  readonly oncePerHonour: boolean
  readonly cap: { readonly per: 'year' | 'quarter'; readonly points: number } | null
  /** Points by the grade the fact carries (N12), for the person; null when the table's points hold. */
  readonly byGrade: Readonly<Record<string, number>> | null
}

export interface ConditionRule {
  readonly id: string
  readonly colour: string
  /** The rule in one sentence, as a clerk reads it. */
  readonly sentence: string
  /** 文号 or clause it stands on. */
  readonly basis: string
  /** 'veto' outranks 不定色; 'lock' also takes the person out of score, n and ranks; 'alert' only warns. */
  readonly effect: 'suggest' | 'veto' | 'lock' | 'alert'
  readonly when: Expression
}

export type Operator = 'lt' | 'le' | 'gt' | 'ge'

/** A closed union. `value` may be a fraction `[numerator, denominator]`, so that 1/3 is exact. */
export type Expression =
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }
  | Leaf

export type Leaf =
  | { readonly compare: Measure; readonly op: Operator; readonly value: number | readonly [number, number] }
  | { readonly count: Counted; readonly op: Operator; readonly value: number }
  | { readonly streak: Streak; readonly op: Operator; readonly value: number }
  /** Rank inside the class by score: at or above the top `value` (hundredths of a percent), ties share. */
  | { readonly rank: 'score'; readonly op: 'le'; readonly value: number }

export interface FactFilter {
  readonly codes?: readonly string[]
  readonly positive?: boolean
  readonly roles?: readonly AttributionRole[]
  /** Only facts with 主观故意. */
  readonly intent?: true
  /** Only facts found fully 属实. */
  readonly full?: true
}

/** The points of facts in a window; `fading`: each by its age as in the score, else in full. */
interface FactPoints {
  readonly facts: FactFilter
  readonly months: number
  readonly fading?: true
}

export type Measure =
  | { readonly of: 'score' }
  | { readonly of: 'coverage' }
  /** Whole months in the present main post, at most 12. */
  | { readonly of: 'tenure' }
  /** Whole months without an assessment, a ballot or a verified fact in the present main post, at most 12. */
  | { readonly of: 'idle' }
  /** S now minus S `months` ago as known then. */
  | { readonly of: 'scoreChange'; readonly months: number }
  /** Sum of points after the verification factor, without cap. */
  | (FactPoints & { readonly of: 'points' })
  /** The mean of the points of each fact, unknown when there is none. */
  | (FactPoints & { readonly of: 'mean' })
  /** The points of the latest fact, unknown when there is none. */
  | (FactPoints & { readonly of: 'latest' })
  /** The lowest points of one fact, 0 when there is none. */
  | { readonly of: 'worst'; readonly facts: FactFilter; readonly months: number }
  /** Number of distinct channels. */
  | { readonly of: 'channels'; readonly facts: FactFilter; readonly months: number }
  /** Share of the latest ballots: 优秀+称职, or 不称职. */
  | { readonly of: 'ballotShare'; readonly share: 'qualified' | 'unfit'; readonly months: number }
  /** 1 when the latest ballots were verified 属实, 0 when not upheld, unknown before. */
  | { readonly of: 'ballotUpheld'; readonly months: number }
  /** Value of the last annual grade by this table. */
  | { readonly of: 'annualGrade'; readonly values: Readonly<Record<string, number>>; readonly months: number }

export type Counted =
  /** Occurrences in hundredths: 属实 100, 部分属实 50. */
  | { readonly of: 'facts'; readonly facts: FactFilter; readonly months: number }
  /** Placements of a colour that began in the window; observation does not count. */
  | { readonly of: 'placements'; readonly colour: string; readonly months: number }
  /** Placements of a colour whose extended term ended in the window with a failed rectification. */
  | { readonly of: 'failedRectifications'; readonly colour: string; readonly months: number }
  /** Vetoes in force. `months`: how long one without a named end holds; null: until ended. */
  | { readonly of: 'restrictions'; readonly grounds: readonly RestrictionGround[]; readonly months: number | null }
  /** Placements of these colours, vetoes and open notices in force or ended within the window. */
  | {
      readonly of: 'adverse'
      readonly colours: readonly string[]
      readonly months: number
      readonly restrictionMonths: number
    }

export type Streak =
  /** Months running among the last `bottom` of the 12345 class, for the holder of the duty in `field` or the chief. */
  | {
      readonly of: 'hotline'
      readonly bottom: number
      readonly role: 'charge' | 'chief'
      readonly field: string
      readonly months: number
    }
  /** Last graded quarters running with one of these grades, all ended within `months`. */
  | { readonly of: 'quarterGrade'; readonly grades: readonly string[]; readonly months: number }
  /** Calendar months running with such a fact, back from this month, or from the last one while this has none yet. */
  | { readonly of: 'factMonths'; readonly facts: FactFilter; readonly months: number }

interface Quotas {
  readonly colour: string
  /** ⌊share × n⌋ of each class. */
  readonly classShare: number
  /** max(1, ⌊n / unitDivisor⌋) of a unit. */
  readonly unitDivisor: number
  /** 主要负责人 at most this share of the list, checked when the list is decided. */
  readonly headShare: number
}

/** How near a limit, and how long before a term's end, people are told. */
export interface AlertRule {
  /** Points of the score or of a sum, hundredths. */
  readonly points: number
  /** Facts, months of a streak, placements. */
  readonly times: number
  /** Days before the end of a term. */
  readonly termDays: number
}

/** A published (or draft) rule set with its life. */
export interface RuleVersion {
  readonly ruleSet: RuleSet
  /** SHA-256 of the canonical JSON of `ruleSet`. */
  readonly hash: string
  readonly effectiveOn: string
  readonly publishedAt: string
}
