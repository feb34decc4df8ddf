import type { EvidenceRule } from '../rules/rule-set.ts'
import { quarterOf } from '../time/days.ts'
import { type CountedFact, RAW } from './facts.ts'
import { roundQuotient } from './fraction.ts'
import type { ScoreLine } from './score-line.ts'

/** Each counted fact, then the caps, in this order; the clip of their sum comes with the score. */
export function linesOfEvents(facts: readonly CountedFact[]): ScoreLine[] {
  const lines = facts.filter(({ age }) => age > 0).map(fact => ({ fact, line: factLine(fact) }))
  return [...lines.map(({ line }) => line), ...capLines(lines)]
}

function factLine(fact: CountedFact): Extract<ScoreLine, { kind: 'fact' }> {
  const { age } = fact
  const raw = fact.tolerated ? 0 : fact.raw
  return {
    kind: 'fact',
    code: fact.code,
    points: roundQuotient(raw * age, RAW * 100),
    full: roundQuotient(raw, RAW),
    age,
    entryIds: [fact.id],
  }
}

/** 封顶: per code and calendar year or quarter of the fact's date; repeated facts (N10) are not under it. */
function capLines(lines: readonly { fact: CountedFact; line: ScoreLine }[]): ScoreLine[] {
  const groups = new Map<string, { rule: EvidenceRule; period: string; points: number; entryIds: number[] }>()
  for (const { fact, line } of lines) {
    if (fact.rule.cap === null || fact.repeated || fact.tolerated) continue
    const period = fact.rule.cap.per === 'year' ? fact.day.slice(0, 4) : quarterOf(fact.day)
    const group = groups.get(`${fact.code} ${period}`) ?? { rule: fact.rule, period, points: 0, entryIds: [] }
    group.points += line.points
    group.entryIds.push(fact.id)
    groups.set(`${fact.code} ${period}`, group)
  }
  return [...groups.values()].flatMap(({ rule, period, points, entryIds }) => {
    const cap = rule.cap?.points ?? 0
    const excess = cap > 0 ? Math.max(0, points - cap) : Math.min(0, points - cap)
    return excess === 0 ? [] : [{ kind: 'cap', code: rule.code, period, points: -excess, entryIds }]
  })
}
