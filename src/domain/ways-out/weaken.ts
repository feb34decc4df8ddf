import { type Candidate, WHOLE } from './candidates.ts'
import type { Change } from './change.ts'

/** A cell or a mean is proposed in whole points. */
const STEP = 100

/** Weakens each change of a set that leads out as far as the set still does; the set given must lead out. */
export function weakened(chosen: readonly Candidate[], leads: (changes: readonly Change[]) => boolean): Change[] {
  const changes = chosen.map(({ strongest }) => strongest)
  chosen.forEach((candidate, i) => {
    const withOther = (change: Change): Change[] => changes.with(i, change)
    const { strongest } = candidate
    if (strongest.kind === 'cell')
      changes[i] = { ...strongest, score: least(score => leads(withOther({ ...strongest, score }))) }
    else if (strongest.kind === 'ballots')
      changes[i] = { ...strongest, mean: least(mean => leads(withOther({ ...strongest, mean }))) }
    else changes[i] = candidate.weaker.find(change => leads(withOther(change))) ?? strongest
  })
  return changes
}

/** The least whole number of points that is enough, where the whole is; by bisection. */
function least(isEnough: (points: number) => boolean): number {
  let low = 0
  let high = WHOLE / STEP
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle * STEP)) high = middle
    else low = middle + 1
  }
  return high * STEP
}
