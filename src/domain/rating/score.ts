import type { RuleSet } from '../rules/rule-set.ts'
import type { Dossier } from './dossier.ts'
import { linesOfEvents } from './events.ts'
import type { CountedFact } from './facts.ts'
import { floor, over, plus, round, times, ZERO } from './fraction.ts'
import { ballotMean, cellMean } from './parts.ts'
import { clamp, type ScoreLine, sumOf } from './score-line.ts'

export type { ScoreLine } from './score-line.ts'

/** A part of the score: its mean (0…10000, null when missing) and how much of its weight is present (0…10000). */
interface PartResult {
  readonly code: string
  readonly mean: number | null
  readonly coverage: number
}

export interface ScoreResult {
  /** Hundredths; null when no part is present. */
  readonly score: number | null
  /** Weight present, hundredths of a percent, rounded down so that it agrees with every comparison. */
  readonly coverage: number
  readonly parts: readonly PartResult[]
  /** Sum of the event points after caps and clip. */
  readonly events: number
  readonly lines: readonly ScoreLine[]
}

/** S = parts, each weight × exact mean ÷ weights present, + event points; every line rounded once. */
export function scoreOf(dossier: Dossier, facts: readonly CountedFact[], ruleSet: RuleSet): ScoreResult {
  const parts = ruleSet.score.parts.map(part => ({
    part,
    ...(part.from === 'ballots' ? ballotMean(dossier, ruleSet) : cellMean(dossier, ruleSet, part.code)),
  }))
  const present = parts.filter(({ mean }) => mean !== null).reduce((sum, { part }) => sum + part.weight, 0)
  const partLines: ScoreLine[] = parts.flatMap(({ part, mean, entryIds }) =>
    mean === null
      ? []
      : [{ kind: 'part', part: part.code, points: round(over(times(mean, part.weight), present)), entryIds }],
  )
  const eventLines = linesOfEvents(dossier, facts, ruleSet)
  const events = sumOf(eventLines)
  const lines = [...partLines, ...eventLines]
  const total = sumOf(lines)
  const clipped = clamp(total, ruleSet.score.clip)
  if (present > 0 && clipped !== total) lines.push({ kind: 'clip', of: 'score', points: clipped - total, entryIds: [] })
  const coverage = parts.reduce((all, { part, covered }) => plus(all, times(covered, part.weight)), ZERO)
  return {
    score: present > 0 ? clipped : null,
    coverage: floor(coverage),
    parts: parts.map(({ part, mean, covered }) => ({
      code: part.code,
      mean: mean === null ? null : round(mean),
      coverage: floor(times(covered, 10_000)),
    })),
    events,
    lines,
  }
}
