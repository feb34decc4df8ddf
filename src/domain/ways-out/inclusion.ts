import type { Change } from './change.ts'
import { meanOf } from './hypothesis.ts'

/**
 * Whether a change does all that another does: the same, at least as far, or one of which the other is a part. 容错 is
 * no part of a finding: others decide it, on other grounds. Nor does a later day hold an earlier one.
 */
export function includes(change: Change, other: Change): boolean {
  if (change.kind === 'finding')
    return other.kind === 'finding' && change.of === other.of && [other.finding, 'false'].includes(change.finding)
  if (change.kind === 'assess') return isCells(other) && change.score >= other.score
  if (change.kind === 'cell') return other.kind === 'cell' && change.cell === other.cell && change.score >= other.score
  if (change.kind === 'poll') return isBallots(other) && meanOf(change) >= meanOf(other)
  if (change.kind === 'ballots')
    return other.kind === 'ballots' && change.group === other.group && meanOf(change) >= meanOf(other)
  return JSON.stringify(change) === JSON.stringify(other)
}

const isCells = (change: Change) => change.kind === 'assess' || change.kind === 'cell'
const isBallots = (change: Change) => change.kind === 'poll' || change.kind === 'ballots'

/** Whether a set of changes does all that another does. */
export const includesSet = (set: readonly Change[], other: readonly Change[]): boolean =>
  other.every(one => set.some(change => includes(change, one)))
