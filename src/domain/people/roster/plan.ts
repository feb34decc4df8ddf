import type { EntryOf } from '../../evidence/entries.ts'
import type { Day } from '../../time/days.ts'
import type { HeldDuty } from '../attribution.ts'
import type { Cadre } from '../cadre.ts'
import type { Held } from '../held.ts'
import type { Unit } from '../unit.ts'
import type { RosterIssue } from './issues.ts'
import type { SheetCode } from './layout.ts'

/** What the system holds when a file is compared with it; reversed entries are left out. */
export interface RosterState {
  readonly units: readonly Unit[]
  readonly cadres: readonly Cadre[]
  readonly posts: readonly Held<'posting'>[]
  readonly duties: readonly HeldDuty[]
  readonly grades: readonly EntryOf<'annualGrade'>[]
}

/** The days an import goes by. */
export interface RosterDays {
  /** No date of the file may lie after it. */
  readonly today: Day
  /** The day on which rows take effect that name no day themselves; not after `today`. */
  readonly effectiveOn: Day
}

/** A cadre or unit: its id, or `+` and its id number or code when it is new. */
export type Ref = string

export const newRef = (name: string): Ref => `+${name}`

/** Before and after of one field, in words; before '' when there was nothing. */
export interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What becomes of one row of the file. */
export interface RosterLine {
  readonly sheet: SheetCode
  readonly row: number
  /** Whom or what it is about, as read: 姓名 or 机构名称, and what the row says. */
  readonly who: string
  readonly what: string
  readonly outcome: 'new' | 'changed' | 'unchanged'
  readonly changes: readonly FieldChange[]
  /** What else follows from it: 原主职务自 2022-05-01 起结束. */
  readonly effects: readonly string[]
}

export interface UnitChange {
  readonly ref: Ref
  readonly parent: Ref | null
  /** `id` and `parentId` are filled in when it is written. */
  readonly unit: Unit
}

export interface CadreChange {
  readonly ref: Ref
  /** `id`, spelling, `post` and `version` are filled in when it is written. */
  readonly cadre: Cadre
}

/** Entries to record, in this order. A new one may end at once (`endsOn`): history. */
export type LedgerStep =
  | {
      readonly kind: 'posting'
      readonly cadre: Ref
      readonly unit: Ref
      readonly from: Day
      readonly endsOn: Day | null
      readonly data: Omit<EntryOf<'posting'>['data'], 'unitId'>
    }
  | {
      readonly kind: 'duty'
      readonly cadre: Ref
      readonly unit: Ref
      readonly from: Day
      readonly endsOn: Day | null
      readonly data: Omit<EntryOf<'duty'>['data'], 'unitId'>
    }
  | {
      readonly kind: 'annualGrade'
      readonly cadre: Ref
      readonly from: Day
      readonly data: EntryOf<'annualGrade'>['data']
    }
  | {
      readonly kind: 'end'
      readonly of: EntryOf<'posting'> | EntryOf<'duty'>
      readonly on: Day
      readonly reason: string
    }
  | { readonly kind: 'reversal'; readonly of: EntryOf<'posting'> | EntryOf<'annualGrade'>; readonly reason: string }

/** The main post a cadre holds after the import, for the cadre's document. */
export type MainPost = { readonly unit: Ref; readonly title: string; readonly head: boolean; readonly since: Day }

/** What an import would do, or why it cannot be done. */
export interface RosterPlan {
  readonly units: readonly UnitChange[]
  readonly cadres: readonly CadreChange[]
  readonly steps: readonly LedgerStep[]
  /** Of every cadre whose posts change; null when none is held. */
  readonly mainPosts: ReadonlyMap<Ref, MainPost | null>
  readonly lines: readonly RosterLine[]
  readonly issues: readonly RosterIssue[]
  readonly warnings: readonly RosterIssue[]
}
