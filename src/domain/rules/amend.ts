import { conditionWords } from './condition-words.ts'
import type { RuleSet } from './rule-set.ts'
import type { Path } from './shape.ts'
import type { Amount } from './threshold.ts'
import { sameAmount, thresholdsOf } from './thresholds.ts'

/**
 * The rule set with other numbers, by the keys of its thresholds; what is not named stays. A condition whose limits
 * differ from `base` is said anew from its tree, so that its sentence never tells an old number.
 */
export function withAmounts(base: RuleSet, amounts: ReadonlyMap<string, Amount>): RuleSet {
  let amended: RuleSet = base
  const changed = new Set<string>()
  for (const { key, value, path, section, of } of thresholdsOf(base)) {
    const amount = amounts.get(key)
    if (amount === undefined || sameAmount(amount, value)) continue
    amended = replaced(amended, path, amount) as RuleSet
    if (section === 'conditions') changed.add(of)
  }
  if (changed.size === 0) return amended
  const conditions = amended.conditions.map(rule =>
    changed.has(rule.id) ? { ...rule, sentence: conditionWords(rule.when, base) } : rule,
  )
  return { ...amended, conditions }
}

/** A copy of a document with another value at one place. */
function replaced(document: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(document)) return document.map((item, i) => (i === step ? replaced(item, rest, value) : item))
  const record = document as Readonly<Record<string, unknown>>
  return { ...record, [step]: replaced(record[step], rest, value) }
}
