import type { Day } from '../time/days.ts'
import type { Change } from './change.ts'
import type { Ground } from './hypothesis.ts'
import type { Goal, Oracle } from './out.ts'

/**
 * The first day on which changes that lead there no longer do: because of rules published already, or, where they wait
 * for a day, because of the next one on which time changes anything. Null: no such day is seen.
 */
export function lapseOf(
  changes: readonly Change[],
  goal: Goal,
  oracle: Oracle,
  { coming = [] }: Pick<Ground, 'coming'>,
): Day | null {
  const reached = oracle.ratingAfter(changes)
  if (reached === null) return null
  const waits = changes.some(({ kind }) => kind === 'time')
  const days = [...coming.map(({ from }) => from), ...(waits ? [reached.nextChangeOn] : [])]
  const leads = (day: Day): boolean => {
    const rating = oracle.ratingAfter(changes, day)
    return rating !== null && goal(rating)
  }
  return (
    days
      .filter(day => day > reached.asOf)
      .sort()
      .find(day => !leads(day)) ?? null
  )
}
