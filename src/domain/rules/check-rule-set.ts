import { checkCoherence } from './coherence.ts'
import { sizeFault } from './document-size.ts'
import { type Fault, faultAt } from './fault.ts'
import { checkReferences } from './references.ts'
import type { RuleSet } from './rule-set.ts'
import { ruleSetShape } from './rule-set-shape.ts'
import type { Path, Report } from './shape.ts'

export type CheckedRuleSet =
  | { readonly ok: true; readonly ruleSet: RuleSet }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Faults told at once, at most. */
const MOST = 200

/**
 * Whether a document is a rule set the engine may see. Total: takes anything, throws nothing, and names every fault with
 * its place. The seed, every draft and every file pass through it. `at`: where the rule set stands in a larger document.
 */
export function checkRuleSet(document: unknown, at: Path = []): CheckedRuleSet {
  const tooLarge = sizeFault(document, at)
  if (tooLarge !== null) return { ok: false, faults: [tooLarge] }
  const faults: Fault[] = []
  const report: Report = (path, message) => {
    if (faults.length < MOST) faults.push(faultAt(path, message, document, at))
  }
  ruleSetShape(document, [], report)
  if (faults.length > 0) return { ok: false, faults }
  const ruleSet = document as RuleSet
  checkReferences(ruleSet, report)
  checkCoherence(ruleSet, report)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, ruleSet }
}

/** Whether each piece of a document is in its place and of its kind, whatever the pieces say of each other. */
export function isWellFormed(document: unknown): document is RuleSet {
  let isWhole = sizeFault(document, []) === null
  if (isWhole)
    ruleSetShape(document, [], () => {
      isWhole = false
    })
  return isWhole
}
