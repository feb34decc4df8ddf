import type { Entry, EntryOf } from '../evidence/entries.ts'
import { knownEntries } from '../rating/known.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import { cellParts, partMean } from './grid.ts'

/** A part mean that differs from the last counted one by this much, hundredths, needs a reason. */
export const STRONG_MOVE = 1500

export interface StrongMove {
  readonly part: string
  readonly before: number
  readonly now: number
}

/** The last counted 考察 whose period ended by `to`, reversed ones left out. */
export function lastCounted(entries: readonly Entry[], to: Day): EntryOf<'assessment'> | null {
  return knownEntries(entries, '9999-12-31T23:59:59.999Z')
    .filter((entry): entry is EntryOf<'assessment'> => entry.kind === 'assessment' && entry.effectiveOn <= to)
    .reduce<EntryOf<'assessment'> | null>(
      (last, entry) => (last === null || entry.effectiveOn >= last.effectiveOn ? entry : last),
      null,
    )
}

/** Parts whose mean moved strongly against the last counted 考察. */
export function strongMoves(
  cells: Readonly<Record<string, number>>,
  last: EntryOf<'assessment'> | null,
  ruleSet: RuleSet,
): StrongMove[] {
  if (last === null) return []
  return cellParts(ruleSet).flatMap(part => {
    const before = partMean(part, last.data.cells)
    const now = partMean(part, cells)
    const isStrong = before !== null && now !== null && Math.abs(now - before) >= STRONG_MOVE
    return isStrong ? [{ part: part.label, before, now }] : []
  })
}
