import type { RuleSet, RuleVersion } from '../rules/rule-set.ts'
import type { Day, Instant } from '../time/days.ts'

/** 月度, 季度, 年度 and 专项 assessment. */
export const cycleKinds = { month: '月度', quarter: '季度', year: '年度', special: '专项' } as const
export type CycleKind = keyof typeof cycleKinds

/** What happens to an assessment entered after the window: marked 补录 with a reason, or refused. */
export const latePolicies = { flagged: '可以补录，标明并说明理由', refused: '不再受理' } as const
export type LatePolicy = keyof typeof latePolicies

export const cycleStates = { planned: '未启动', open: '进行中', closed: '已结束' } as const
export type CycleState = keyof typeof cycleStates

/** What a cycle is by its plan. */
export interface CyclePlan {
  readonly kind: CycleKind
  readonly title: string
  /** First and last day of the period that is assessed. */
  readonly from: Day
  readonly to: Day
  /** First and last day on which assessments are entered in time. */
  readonly opensOn: Day
  readonly closesOn: Day
  readonly late: LatePolicy
  /** Who is in it: these classes at these units; an empty list means all. */
  readonly classes: readonly string[]
  readonly units: readonly string[]
}

/** The indicators as they stood when the cycle opened: later rules do not change what it is entered and shown with. */
export interface IndicatorSnapshot extends Pick<RuleSet, 'indicators' | 'evaluation'> {
  readonly ruleSetId: string
  readonly ruleSetHash: string
  readonly frozenAt: Instant
  readonly parts: RuleSet['score']['parts']
}

interface CycleMoment {
  readonly at: Instant
  readonly by: { readonly id: string; readonly name: string }
  readonly what: string
}

export interface Cycle extends CyclePlan {
  readonly id: string
  readonly state: CycleState
  /** Null until it is opened. */
  readonly snapshot: IndicatorSnapshot | null
  /** Rises with each change. */
  readonly version: number
  readonly history: readonly CycleMoment[]
}

/** Freezes the indicators of these rules. */
export const snapshotOf = ({ ruleSet, hash }: RuleVersion, frozenAt: Instant): IndicatorSnapshot => ({
  ruleSetId: ruleSet.id,
  ruleSetHash: hash,
  frozenAt,
  indicators: ruleSet.indicators,
  evaluation: ruleSet.evaluation,
  parts: ruleSet.score.parts,
})

/** The rules with the indicators of the snapshot: what a form of the cycle is made of and checked by. */
export const withSnapshot = (ruleSet: RuleSet, snapshot: IndicatorSnapshot): RuleSet => ({
  ...ruleSet,
  id: snapshot.ruleSetId,
  indicators: snapshot.indicators,
  evaluation: snapshot.evaluation,
  score: { ...ruleSet.score, parts: snapshot.parts },
})

/** Whether somebody of this class at this unit is in it. */
export const isIn = (
  { classes, units }: Pick<CyclePlan, 'classes' | 'units'>,
  member: { readonly classCode: string; readonly unitId: string },
): boolean =>
  (classes.length === 0 || classes.includes(member.classCode)) && (units.length === 0 || units.includes(member.unitId))
