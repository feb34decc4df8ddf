import type { ColourWord } from '../quantity-words.ts'
import type { ConditionRule, RuleSet } from '../rule-set.ts'
import { type Formula, formulaOf } from './formula.ts'
import { type Quantities, quantitiesOf } from './quantities.ts'
import { isSampledTrue } from './sample.ts'
import { type Solution, satisfy } from './satisfy.ts'

/** Work for one question and for a whole rule set: 200 conditions answer in a fraction of a second. */
const FOR_ONE = 20_000
const FOR_ALL = 1_000_000

export interface StudiedCondition {
  readonly rule: ConditionRule
  /** Its position in the rule set. */
  readonly index: number
  readonly holds: Formula
  readonly fails: Formula
  /** Whether it can fire at all, always does, sometimes, or nobody knows. */
  readonly fires: 'never' | 'always' | 'sometimes' | 'undecided'
}

/** A rule set with what its conditions can say, for the findings to ask. */
export interface Study {
  readonly ruleSet: RuleSet
  readonly quantities: Quantities
  readonly conditions: readonly StudiedCondition[]
  readonly colourWord: ColourWord
  /** Whether all of the formulas can hold together, and how. */
  ask(...formulas: readonly Formula[]): Solution
  /** Some question about several conditions was left open for lack of effort. */
  readonly isTired: () => boolean
}

export function studyOf(ruleSet: RuleSet): Study {
  const quantities = quantitiesOf(ruleSet)
  let left = FOR_ALL
  let isTired = false
  const ask: Study['ask'] = (...formulas) => {
    const given = Math.min(FOR_ONE, left)
    const effort = { left: given }
    const solution = satisfy(formulas, quantities, effort)
    left -= given - effort.left
    if (solution === 'undecided') isTired = true
    return solution
  }
  const conditions = ruleSet.conditions.map((rule, index) => {
    const holds = formulaOf(rule.when, quantities)
    const fails = formulaOf(rule.when, quantities, false)
    return { rule, index, holds, fails, fires: firesOf(holds, fails, ask, quantities) }
  })
  isTired = false
  const colourWord: ColourWord = code => ruleSet.colours.find(one => one.code === code)?.label ?? code
  return { ruleSet, quantities, conditions, colourWord, ask, isTired: () => isTired }
}

/** By intervals; where these run out of effort, by samples. */
function firesOf(holds: Formula, fails: Formula, ask: Study['ask'], quantities: Quantities): StudiedCondition['fires'] {
  const may = canBe(holds, ask, quantities)
  if (may === false) return 'never'
  const mayNot = canBe(fails, ask, quantities)
  if (mayNot === false) return 'always'
  return may === true && mayNot === true ? 'sometimes' : 'undecided'
}

function canBe(formula: Formula, ask: Study['ask'], quantities: Quantities): boolean | 'undecided' {
  const solution = ask(formula)
  if (solution !== 'undecided') return solution !== 'none'
  return isSampledTrue(formula, quantities) || 'undecided'
}
