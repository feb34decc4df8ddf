import type { Day } from '../time/days.ts'

/** A fact as somebody wants to record it. Its texts are trimmed. */
export interface FactDraft {
  readonly code: string
  /** The day it happened. */
  readonly day: Day
  readonly unitId: string
  /** The field of work (领域): who holds 分管 of it on the day answers for it; '' when none is named. */
  readonly field: string
  /** The same field again, where it is said to be right although nobody held 分管 of it that day. */
  readonly unheld: string | null
  /** Ids of the cadres who did it. */
  readonly persons: readonly string[]
  readonly title: string
  readonly channel: string
  readonly documentNo: string
  readonly proof: string
  /** 主观故意; needed for a negative fact. */
  readonly intent: boolean | null
  /** Needed where the code has points by grade (N12). */
  readonly grade: string | null
  /** Names the honour; needed where the code counts once for one honour (P1–P3). */
  readonly honour: string | null
  /** An entry of the same fact from another channel: then unit, day, field and persons are taken from the first one. */
  readonly sameAs: number | null
  /** Said to be another fact than the one already recorded with the same unit, day, code and title. */
  readonly different: boolean
}

/** The longest each text may be, in characters. */
export const limits = {
  title: 100,
  field: 50,
  documentNo: 60,
  honour: 100,
  proof: 1000,
  note: 1000,
  persons: 20,
} as const

/** Whether a text is longer than it may be. */
export const isTooLong = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit
