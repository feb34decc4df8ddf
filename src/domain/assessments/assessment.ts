import type { Finding } from '../evidence/entries.ts'
import type { Instant } from '../time/days.ts'
import type { AssessmentContent } from './content.ts'

/** Who did something, as the draft remembers it. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** Where the entries of a counted 考察 stand in the ledger. */
export interface EntryIds {
  readonly assessment: number
  readonly ballot: number | null
}

/** Verification of the ballots (民主测评核实), for R5 and Y6. */
interface BallotFinding {
  readonly finding: Finding
  readonly note: string
  readonly by: Person
  readonly at: Instant
  readonly entryId: number
}

/** 草稿, 待核实, 已退回, 已计入, 已冲正. */
export type Stage =
  | { readonly state: 'draft' }
  | { readonly state: 'submitted'; readonly by: Person; readonly at: Instant }
  | { readonly state: 'returned'; readonly by: Person; readonly at: Instant; readonly comment: string }
  | (Counted & { readonly state: 'counted' })
  | (Counted & { readonly state: 'reversed'; readonly reversal: Reversal })

interface Counted {
  readonly by: Person
  readonly at: Instant
  readonly entryIds: EntryIds
  readonly ballotFinding: BallotFinding | null
}

interface Reversal {
  readonly by: Person
  readonly at: Instant
  readonly reason: string
  /** The reversal entries in the ledger. */
  readonly entryIds: readonly number[]
}

export type AssessmentState = Stage['state']

/** A moment in the life of a 考察: 建立草稿, 修改, 提交核实, 退回, 核实计入, 核实测评票, 冲正. */
export interface Moment {
  readonly at: Instant
  readonly by: Person
  readonly what: string
  readonly note: string
}

/** One 考察 from first draft to counted; only its counted entries are in the ledger. */
export interface Assessment {
  readonly id: string
  readonly content: AssessmentContent
  /** Unit of the main posting that day, for scope and lists. */
  readonly unitId: string
  /** Rule set whose grid it was filled in with. */
  readonly ruleSetId: string
  /** Rises with each change; who saves an older one is shown both. */
  readonly version: number
  readonly author: Person
  /** Everybody who wrote in it or submitted it, the author included: none of them may verify it. */
  readonly editors: readonly string[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly stage: Stage
  readonly history: readonly Moment[]
}
