import type { AssessmentType, BallotRow } from '../../../domain/assessments/content.ts'
import type { CyclePlan } from '../../../domain/cycles/cycle.ts'
import type { DutyRole, Finding, RankingPosition, RestrictionGround } from '../../../domain/evidence/entries.ts'
import type { Key, SheetCode } from '../../../domain/people/roster/layout.ts'
import type { Day } from '../../../domain/time/days.ts'
import type { PlannedUnit } from './unit-list.ts'

/** The first and the last business day of the year that is played. */
export const FIRST_DAY: Day = '2021-06-01'
export const LAST_DAY: Day = '2022-05-31'

/** A post from a day on; the next one of the same person ends it. */
export interface PlannedPost {
  readonly unit: string
  readonly title: string
  readonly head: boolean
  readonly from: Day
}

/** A cadre of the sample. The id number is the name in the plan. */
export interface PlannedCadre {
  readonly idNumber: string
  readonly name: string
  readonly sex: '男' | '女'
  /** Sheet A01 but for what the posts say. */
  readonly fields: Readonly<Partial<Record<Key<'A01'>, string>>>
  /** Oldest first. */
  readonly posts: readonly PlannedPost[]
  /** The day of the import that brings this person. */
  readonly joinsOn: Day
}

/** A duty from a day on. */
export interface PlannedDuty {
  readonly unit: string
  readonly cadre: string
  readonly field: string
  readonly role: DutyRole
  readonly from: Day
}

/** The rows of a file as they stand in its sheets, by the keys of the layout. */
export type PlannedRows = Readonly<Partial<Record<SheetCode, readonly Readonly<Record<string, string>>[]>>>

/** Accounts that act in the sample. */
export type Account = 'k1' | 'k2' | 'j1' | 'j2' | 'dep' | 'u1' | 'u2'

/** What an action is called in the plan: `f12`, `a3`, `p1`. `a3.ballot` means the ballots of an assessment. */
export type PlanKey = string

export interface PlannedFact {
  readonly code: string
  readonly day: Day
  readonly unit: string
  readonly field: string
  readonly persons: readonly string[]
  readonly title: string
  readonly channel: string
  readonly documentNo: string
  readonly proof: string
  readonly intent: boolean | null
  readonly grade: string | null
  readonly honour: string | null
  readonly sameAs: PlanKey | null
}

export interface PlannedAssessment {
  readonly cadre: string
  readonly type: AssessmentType
  readonly methods: readonly ('谈' | '看' | '查')[]
  readonly team: string
  readonly from: Day
  readonly to: Day
  readonly cells: Readonly<Record<string, number>>
  readonly ballots: readonly BallotRow[]
  readonly note: string
  readonly reason: string
  /** The cycle it is entered into, by the name of the action. */
  readonly cycle?: PlanKey
}

interface ActionData {
  /** A file of the roster, brought in through the product's own import. */
  import: { readonly rows: PlannedRows; readonly effectiveOn: Day; readonly label: string }
  /** A unit is closed: the day is the first on which it no longer exists. */
  closure: { readonly unit: string; readonly closedOn: Day }
  fact: { readonly fact: PlannedFact }
  verification: { readonly of: PlanKey; readonly finding: Finding; readonly note: string }
  tolerance: { readonly of: PlanKey; readonly documentNo: string; readonly reason: string }
  /** Takes a fact back, or its verification. */
  reversal: { readonly fact: PlanKey; readonly of: PlanKey; readonly reason: string }
  talk: { readonly cadre: string; readonly code: string; readonly note: string }
  /** Entered and submitted; it counts once another account has verified it. */
  assessment: { readonly assessment: PlannedAssessment }
  /** A cycle is planned and opened. */
  cycle: { readonly plan: CyclePlan }
  assessmentVerification: { readonly of: PlanKey }
  ballotVerification: { readonly of: PlanKey; readonly finding: Finding; readonly note: string }
  annualGrade: { readonly cadre: string; readonly year: number; readonly grade: string }
  quarterGrade: { readonly cadre: string; readonly quarter: string; readonly grade: string }
  opinion: { readonly cadre: string; readonly office: string; readonly objection: boolean; readonly note: string }
  ranking: {
    readonly month: string
    readonly group: string
    /** `unitId` is the unit's code. */
    readonly positions: readonly RankingPosition[]
  }
  notice: {
    readonly number: string
    readonly title: string
    readonly deadline: Day
    readonly unit: string
    readonly field: string
  }
  restriction: {
    readonly cadre: string
    readonly ground: RestrictionGround
    readonly documentNo: string
    readonly lastDay: Day | null
  }
  /** `causes`: the records that led to it, by their names in the plan. */
  placement: {
    readonly cadre: string
    readonly colour: string
    readonly lastDay: Day
    readonly causes: readonly PlanKey[]
    readonly decidedBy: string
    readonly documentNo: string
  }
  extension: { readonly of: PlanKey; readonly lastDay: Day }
  rectification: { readonly of: PlanKey; readonly passed: boolean }
  /** Ends a notice, a placement or a leave; the day is the first on which it no longer holds. */
  end: { readonly of: PlanKey; readonly reason: string }
  leave: { readonly cadre: string; readonly reason: string; readonly lastDay: Day | null }
}

export type ActionKind = keyof ActionData

/** Something an account does on a day. It may need what was done earlier, never what is done later. */
export type PlannedAction = {
  [K in ActionKind]: { readonly key: PlanKey; readonly kind: K; readonly on: Day; readonly by: Account } & ActionData[K]
}[ActionKind]

export type ActionOf<K extends ActionKind> = Extract<PlannedAction, { readonly kind: K }>

/** A year of the sample. The same seed gives the same plan, byte for byte. */
export interface SamplePlan {
  readonly seed: number
  readonly units: readonly PlannedUnit[]
  readonly cadres: readonly PlannedCadre[]
  /** Who is on the yellow list at the end, and suggested for it: an account shows what such a cadre sees. */
  readonly listed: string
  /** By day; within a day in the order in which they are done. */
  readonly actions: readonly PlannedAction[]
}
