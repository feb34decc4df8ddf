import type { FactState } from '../../domain/facts/fact-life.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { ruleOf } from './examine.ts'

/** Hundredths of its points a fact counts for as it stands; all of them while it waits, as if it were found true. */
export function shareOf(state: FactState, ruleSet: RuleSet): number {
  if (state === 'tolerated' || state === 'reversed') return 0
  return ruleSet.findings[state === 'waiting' ? 'true' : state]
}

/** By which rules the points shown are counted. `day`: the past day they are looked at from; null for today. */
export function pointsNote(state: FactState, code: string, ruleSet: RuleSet, day: Day | null): string {
  if (state === 'false') return '不实，不计分；档案中注明澄清。'
  if (state === 'tolerated') return '已认定容错，按 0 分计。'
  if (state === 'reversed') return '已冲正，不计分。'
  const by = `按${day === null ? '现行' : ` ${day} 有效的`}规则 ${ruleSet.id}`
  if (ruleOf(ruleSet, code) === null) return `${by}，没有 ${code} 这一类别，不计分。`
  if (state === 'waiting') return `以下为核实属实后${by} 计的分值；核实前不计分。`
  const share = state === 'partly' ? `部分属实，${by} 计 ${shareOf(state, ruleSet)}%` : `${by} 计分`
  return `${share}，未计时间衰减。`
}
