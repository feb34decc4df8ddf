import { WHOLE } from './candidates.ts'
import type { Change } from './change.ts'

/** A cell or a mean is proposed in whole points. */
const STEP = 100

/** A change that leads out together with the others of its set, and its weaker forms, weakest first. */
export interface Strong {
  readonly change: Change
  readonly weaker: readonly Change[]
}

/** Weakens each change of a set that leads out as far as the set still does; the set given must lead out. */
export function weakened(chosen: readonly Strong[], leads: (changes: readonly Change[]) => boolean): Change[] {
  const changes = chosen.map(({ change }) => change)
  chosen.forEach(({ change, weaker }, i) => {
    const stillLeads = (other: Change): boolean => leads(changes.with(i, other))
    const leastOf = (of: (points: number) => Change): Change => of(least(points => stillLeads(of(points))))
    if (change.kind === 'cell' || change.kind === 'assess') changes[i] = leastOf(score => ({ ...change, score }))
    else if (change.kind === 'ballots' || change.kind === 'poll') {
      const { mean: _, ...implied } = change
      changes[i] = stillLeads(implied) ? implied : leastOf(mean => ({ ...change, mean }))
    } else changes[i] = weaker.find(stillLeads) ?? change
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
