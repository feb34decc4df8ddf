import { canonical } from '../canonical.ts'
import { conditionWords } from './condition-words.ts'
import type { ConditionRule, RuleSet } from './rule-set.ts'
import type { Path } from './shape.ts'
import type { Amount } from './threshold.ts'
import { sameAmount, thresholdsOf } from './thresholds.ts'

/**
 * The rule set with other numbers, by the keys of its thresholds; what is not named stays. A condition whose limits
 * change is said anew, so that its sentence never tells an old number: as in `base` when it is the same again, else from
 * its tree.
 */
export function withAmounts(ruleSet: RuleSet, amounts: ReadonlyMap<string, Amount>, base = ruleSet): RuleSet {
  let amended: RuleSet = ruleSet
  const changed = new Set<string>()
  for (const { key, value, path, section, of } of thresholdsOf(ruleSet)) {
    const amount = amounts.get(key)
    if (amount === undefined || sameAmount(amount, value)) continue
    amended = replaced(amended, path, amount) as RuleSet
    if (section === 'conditions') changed.add(of)
  }
  if (changed.size === 0) return amended
  const conditions = amended.conditions.map(rule =>
    changed.has(rule.id) ? { ...rule, sentence: sentenceOf(rule, base) } : rule,
  )
  return { ...amended, conditions }
}

/** A condition in a sentence: as `base` says it where it has the same one, else said from its tree. */
function sentenceOf({ id, when }: ConditionRule, base: RuleSet): string {
  const same = base.conditions.find(rule => rule.id === id && canonical(rule.when) === canonical(when))
  return same?.sentence ?? conditionWords(when, base)
}

/** A copy of a document with another value at one place. */
function replaced(document: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(document)) return document.map((item, i) => (i === step ? replaced(item, rest, value) : item))
  const record = document as Readonly<Record<string, unknown>>
  return { ...record, [step]: replaced(record[step], rest, value) }
}
