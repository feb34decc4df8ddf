import { type Fault, faultAt, pathText } from '../fault.ts'
import type { RuleSet } from '../rule-set.ts'
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

/** A finding before its place is put into words. */
export interface Found extends Pick<RuleFinding, 'level' | 'message' | 'witness'> {
  readonly at: Path
}

export const findingAt = (
  level: RuleFinding['level'],
  at: Path,
  message: string,
  witness: string | null = null,
): Found => ({ level, at, message, witness })

/** With the place in words, as of a fault. Inside a condition's tree the message itself quotes the part it speaks of. */
export function inWords({ level, at, message, witness }: Found, ruleSet: RuleSet): RuleFinding {
  const tree = at.indexOf('when')
  const fault = faultAt(tree < 0 ? at : at.slice(0, tree), message, ruleSet)
  return { level, path: pathText(at), message: fault.message, witness }
}
