import type { Dossier } from './dossier.ts'
import type { CountedFact } from './facts.ts'

/** What a leaf of a condition saw: its value (null: unknown), the records behind it, and those already settled. */
export interface Reading {
  readonly value: number | null
  readonly entryIds: readonly number[]
  /** Settled by a placement: listed, but suggesting no second time. */
  readonly settledIds: readonly number[]
}

/** What readings are taken from. */
export interface Evidence {
  readonly dossier: Dossier
  readonly facts: readonly CountedFact[]
  /** Whether an entry was settled for the colour of the asking condition. */
  readonly isSettled: (id: number) => boolean
}

export const reading = (
  value: number | null,
  entryIds: readonly number[] = [],
  settledIds: readonly number[] = [],
): Reading => ({
  value,
  entryIds,
  settledIds,
})
