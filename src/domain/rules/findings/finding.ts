import { type Fault, faultAt } from '../fault.ts'
import type { Path } from '../shape.ts'

/**
 * What a rule set that may be saved still gets wrong before publication. An `error` bars review and publication, a
 * `warning` is to be looked at, `undecided` (未判定) says what could neither be shown nor ruled out.
 */
export interface RuleFinding extends Fault {
  readonly level: 'error' | 'warning' | 'undecided'
  /** Concrete values that show it, in words; null where the place itself shows it. */
  readonly witness: string | null
}

/** A finding at a place, the place in words as of a fault. */
export const findingAt = (
  level: RuleFinding['level'],
  path: Path,
  message: string,
  witness: string | null = null,
): RuleFinding => ({ level, ...faultAt(path, message), witness })
