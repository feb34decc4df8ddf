import type { RuleSet } from '../rules/rule-set.ts'
import type { Dossier } from './dossier.ts'
import { linesOfEvents } from './events.ts'
import type { CountedFact } from './facts.ts'
import { floor, over, plus, round, times, ZERO } from './fraction.ts'
import { type Mean, meanOf, type Weighed, weighCells, weighGroups } from './parts.ts'
import { clamp, type ScoreLine, sumOf } from './score-line.ts'

export type { ScoreLine } from './score-line.ts'

/** What a score is formed from before any weight or clip: enough to form it again under other weights. */
export interface ScoreInputs {
  /** By cell id; a cell not seen is absent. */
  readonly cells: Readonly<Record<string, Weighed>>
  /** By ballot group; a group not present, or dropped, is absent. */
  readonly groups: Readonly<Record<string, Weighed>>
  /** Sum of the event lines and caps, not yet clipped. */
  readonly events: number
}

/** The lines and records behind the inputs: what the explanation needs and the number does not. */
export interface ScoreSources {
  readonly cells: Readonly<Record<string, readonly number[]>>
  readonly groups: Readonly<Record<string, readonly number[]>>
  readonly events: readonly ScoreLine[]
}

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

/** Gathers what the score of a dossier is formed from; each line is rounded once. */
export function scoreInputs(
  dossier: Dossier,
  facts: readonly CountedFact[],
  ruleSet: RuleSet,
): { readonly inputs: ScoreInputs; readonly sources: ScoreSources } {
  const cells = weighCells(dossier, ruleSet)
  const groups = weighGroups(dossier, ruleSet)
  const events = linesOfEvents(facts)
  return {
    inputs: { cells: cells.weighed, groups: groups.weighed, events: sumOf(events) },
    sources: { cells: cells.entryIds, groups: groups.entryIds, events },
  }
}

const noSources: ScoreSources = { cells: {}, groups: {}, events: [] }

/**
 * S = parts, each weight × exact mean ÷ weights present, + event points; every line rounded once. Without `sources` the
 * numbers are the same and the lines say no records.
 */
export function scoreOf(inputs: ScoreInputs, ruleSet: RuleSet, sources: ScoreSources = noSources): ScoreResult {
  const parts = ruleSet.score.parts.map(part => ({ part, ...partMean(part, inputs, ruleSet) }))
  const present = parts.filter(({ mean }) => mean !== null).reduce((sum, { part }) => sum + part.weight, 0)
  const partLines: ScoreLine[] = parts.flatMap(({ part, mean, seen }) =>
    mean === null
      ? []
      : [
          {
            kind: 'part' as const,
            part: part.code,
            points: round(over(times(mean, part.weight), present)),
            entryIds: recordsOf(seen, part.from === 'ballots' ? sources.groups : sources.cells),
          },
        ],
  )
  const events = clamp(inputs.events, ruleSet.score.eventClip)
  const total = sumOf(partLines) + events
  const clipped = clamp(total, ruleSet.score.clip)
  const lines = [...partLines, ...sources.events]
  if (events !== inputs.events) lines.push(clipLine('events', events - inputs.events))
  if (present > 0 && clipped !== total) lines.push(clipLine('score', clipped - total))
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

function partMean(part: RuleSet['score']['parts'][number], inputs: ScoreInputs, ruleSet: RuleSet): Mean {
  if (part.from === 'ballots') {
    return meanOf(
      ruleSet.evaluation.map(({ code, weight }) => ({ id: code, weight })),
      inputs.groups,
    )
  }
  const rows = new Set(ruleSet.indicators.rows.filter(row => row.part === part.code).map(row => row.code))
  return meanOf(
    ruleSet.indicators.cells.filter(cell => rows.has(cell.row)),
    inputs.cells,
  )
}

function recordsOf(ids: readonly string[], sources: Readonly<Record<string, readonly number[]>>): number[] {
  return [...new Set(ids.flatMap(id => sources[id] ?? []))].sort((a, b) => a - b)
}

const clipLine = (of: 'events' | 'score', points: number): ScoreLine => ({ kind: 'clip', of, points, entryIds: [] })
