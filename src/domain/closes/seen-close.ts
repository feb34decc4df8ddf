import type { Day, Instant } from '../time/days.ts'

/** Whether a close is there for who looks from a day with what is known at a moment: it speaks of a day, but is made later. */
export const isSeenFrom =
  ({ day: today, knownAt }: { readonly day: Day; readonly knownAt: Instant }) =>
  ({ day, closedAt }: { readonly day: Day; readonly closedAt: Instant }): boolean =>
    day <= today && closedAt <= knownAt
