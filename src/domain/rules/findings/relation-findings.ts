import type { Colour } from '../rule-set.ts'
import { type Found, findingAt } from './finding.ts'
import type { Formula } from './formula.ts'
import type { StudiedCondition, Study } from './study.ts'

const weights = { alert: 0, suggest: 1, veto: 2, lock: 3 } as const

/** A condition beside the colour it speaks for and the quantities it looks at. */
interface Related extends StudiedCondition {
  readonly colour: Colour
  /** Position of the colour: the lower, the stronger. */
  readonly order: number
  readonly reads: ReadonlySet<number>
}

/** Conditions that say nothing beside another one, of the same colour or of a stronger one. */
export function relationFindings(study: Study): Found[] {
  const related = relatedOf(study)
  return related.flatMap(one => {
    for (const other of related) {
      const relation = relationOf(one, other)
      if (relation === null || !implies(one, other, study)) continue
      const isMutual = implies(other, one, study)
      // Of two that say the same in one colour the later is the idle one.
      if (
        isMutual &&
        one.order === other.order &&
        one.index < other.index &&
        weights[one.rule.effect] === weights[other.rule.effect]
      )
        continue
      return [relation(isMutual)]
    }
    return []
  })
}

function relatedOf(study: Study): Related[] {
  return study.conditions.flatMap(condition => {
    const order = study.ruleSet.colours.findIndex(({ code }) => code === condition.rule.colour)
    const colour = study.ruleSet.colours[order]
    if (colour === undefined || condition.rule.effect === 'alert' || condition.fires !== 'sometimes') return []
    return [{ ...condition, colour, order, reads: readsOf(condition.holds) }]
  })
}

function readsOf(formula: Formula, found = new Set<number>()): Set<number> {
  if ('quantity' in formula) return found.add(formula.quantity)
  for (const part of 'all' in formula ? formula.all : formula.any) readsOf(part, found)
  return found
}

const implies = (one: Related, other: Related, study: Study): boolean =>
  [...other.reads].some(quantity => one.reads.has(quantity)) && study.ask(one.holds, other.fails) === 'none'

/** What it would mean that whoever meets `one` meets `other`; null when that is as it should be. */
function relationOf(one: Related, other: Related): ((isMutual: boolean) => Found) | null {
  if (one.index === other.index) return null
  const [a, b] = [one.rule.id, other.rule.id]
  const at = (index: number) => ['conditions', index, 'when']
  if (one.order === other.order && one.colour.match === 'all') {
    return () => findingAt('warning', at(other.index), `凡符合 ${a} 的都符合 ${b}，${b} 可以不列`)
  }
  if (one.colour.match !== 'any' || other.colour.match !== 'any') return null
  if (one.order === other.order) {
    if (weights[one.rule.effect] > weights[other.rule.effect]) return null
    return () => findingAt('warning', at(one.index), `凡符合 ${a} 的都符合 ${b}，${a} 不单独起作用`)
  }
  if (other.order > one.order) return null
  return isMutual =>
    isMutual
      ? findingAt(
          'error',
          at(one.index),
          `${a}（${one.colour.label}）与 ${b}（${other.colour.label}）是同一个条件，互相矛盾`,
        )
      : findingAt('warning', at(one.index), `凡符合 ${a} 的都符合更重的 ${b}（${other.colour.label}），${a} 不会起作用`)
}
