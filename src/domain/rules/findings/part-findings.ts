import { conditionWords } from '../condition-words.ts'
import type { Expression } from '../rule-set.ts'
import type { Path } from '../shape.ts'
import { formulaOf } from './formula.ts'
import { reasonAgainst } from './impossible.ts'
import type { Study } from './study.ts'

/** A part of a condition that can be left out, or never comes about. */
interface PartFinding {
  readonly level: 'warning'
  readonly place: Path
  readonly message: string
  readonly witness: string | null
}

/** Looks inside an expression that sometimes holds and sometimes does not. Below a negation nothing is looked at. */
export function partFindings(expression: Expression, path: Path, study: Study): PartFinding[] {
  if ('all' in expression) return ofParts(expression.all, 'all', path, study)
  return 'any' in expression ? ofParts(expression.any, 'any', path, study) : []
}

function ofParts(parts: readonly Expression[], joint: 'all' | 'any', path: Path, study: Study): PartFinding[] {
  const formulas = parts.map(part => formulaOf(part, study.quantities, joint === 'all'))
  const opposites = parts.map(part => formulaOf(part, study.quantities, joint !== 'all'))
  const idle = new Set<number>()
  return parts.flatMap((part, i) => {
    const place = [...path, joint, i]
    const opposite = opposites[i] as (typeof opposites)[number]
    const words = `“${conditionWords(part, study.ruleSet)}”`
    if (study.ask(opposite) === 'none') {
      idle.add(i)
      return [joint === 'all' ? certain(place, words) : dead(part, place, study)]
    }
    const others = formulas.filter((_, k) => k !== i && !idle.has(k))
    if (others.length > 0 && study.ask(opposite, ...others) === 'none') {
      idle.add(i)
      const message =
        joint === 'all' ? `其余各项成立时${words}必然成立，可以删去` : `${words}已包含在其余情形之内，可以删去`
      return [{ level: 'warning', place, message, witness: null }]
    }
    return partFindings(part, place, study)
  })
}

const certain = (place: Path, words: string): PartFinding => ({
  level: 'warning',
  place,
  message: `${words}只要有数据就一定成立，等于没有写`,
  witness: null,
})

function dead(part: Expression, place: Path, study: Study): PartFinding {
  const { path, message, witness } = reasonAgainst(part, place, study)
  return { level: 'warning', place: path, message: `这一种情形不会出现：${message}`, witness }
}
