import { conditionWords } from '../condition-words.ts'
import type { Expression, Leaf } from '../rule-set.ts'
import type { Path } from '../shape.ts'
import { formulaOf } from './formula.ts'
import type { Study } from './study.ts'
import { valueWords, witnessWords } from './witness-words.ts'

/** Why an expression cannot hold: the innermost place, and the values that show it. */
export interface Reason {
  readonly path: Path
  readonly message: string
  readonly witness: string
}

/** The reason of an expression of which `study.ask` said that nothing makes it hold. */
export function reasonAgainst(expression: Expression, path: Path, study: Study): Reason {
  if ('not' in expression) {
    const words = conditionWords(expression.not, study.ruleSet)
    return { path, message: `“${words}”总是成立，否定后不会成立`, witness: '任何取值' }
  }
  if ('all' in expression) return reasonInAll(expression.all, path, study)
  if ('any' in expression) {
    const [first] = expression.any
    return first === undefined ? nothing(path) : reasonAgainst(first, [...path, 'any', 0], study)
  }
  const message = `“${conditionWords(expression, study.ruleSet)}”不会成立`
  return { path, message, witness: `按本规则${rangeWords(expression, study)}` }
}

function rangeWords(leaf: Leaf, study: Study): string {
  const values = study.quantities.all[study.quantities.of(leaf)]?.values ?? []
  const [least] = values
  const most = values.at(-1)
  if (least === undefined || most === undefined) return '没有这样的事实'
  if (least === most) return `只会是 ${valueWords(leaf, least)}`
  return `最低 ${valueWords(leaf, least)}，最高 ${valueWords(leaf, most)}`
}

function reasonInAll(parts: readonly Expression[], path: Path, study: Study): Reason {
  const formulas = parts.map(part => formulaOf(part, study.quantities))
  const words = (i: number): string => conditionWords(parts[i] as Expression, study.ruleSet)
  for (const [i, formula] of formulas.entries()) {
    if (study.ask(formula) === 'none') return reasonAgainst(parts[i] as Expression, [...path, 'all', i], study)
  }
  for (const [i, one] of formulas.entries()) {
    for (const [k, other] of formulas.entries()) {
      if (k <= i || study.ask(one, other) !== 'none') continue
      const shown = study.ask(one)
      const values = typeof shown === 'string' ? '' : witnessWords(shown, study.quantities, study.colourWord)
      return {
        path: [...path, 'all', k],
        message: `“${words(i)}”与“${words(k)}”不能同时成立`,
        witness: `${values}时，“${words(k)}”不成立`,
      }
    }
  }
  return { ...nothing(path), message: '各项不能同时成立' }
}

const nothing = (path: Path): Reason => ({ path, message: '不会成立', witness: '任何取值' })
