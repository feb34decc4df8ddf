import type { EntryOf } from '../evidence/entries.ts'
import type { EvidenceRule, RuleSet, ScoreRule } from '../rules/rule-set.ts'
import { type Day, quarterOf } from '../time/days.ts'
import type { Dossier } from './dossier.ts'
import { type CountedFact, RAW } from './facts.ts'
import { type Fraction, floor, fraction, over, plus, round, roundQuotient, times, ZERO } from './fraction.ts'

/** One line of a score. The score is the exact sum of its lines (rules.md §3). Points in hundredths. */
export type ScoreLine =
  | { readonly kind: 'part'; readonly part: string; readonly points: number; readonly entryIds: readonly number[] }
  | {
      readonly kind: 'fact'
      readonly code: string
      readonly points: number
      /** Points before age; age weight in hundredths. */
      readonly full: number
      readonly age: number
      readonly entryIds: readonly number[]
    }
  | {
      readonly kind: 'cap'
      readonly code: string
      readonly period: string
      readonly points: number
      readonly entryIds: readonly number[]
    }
  | {
      readonly kind: 'clip'
      readonly of: 'events' | 'score'
      readonly points: number
      readonly entryIds: readonly number[]
    }

/** A part of the score: its mean (0…10000, null when missing) and how much of its weight is present (0…10000). */
export interface PartResult {
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
  const events = sum(eventLines)
  const lines = [...partLines, ...eventLines]
  const total = sum(lines)
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

/** The age weight of a record of `day`, hundredths: the first window that still holds. */
export function ageWeight(day: Day, dossier: Dossier, score: ScoreRule): number {
  return score.fading.find(line => dossier.horizon.within(day, line.months))?.weight ?? 0
}

interface Mean {
  readonly mean: Fraction | null
  /** Share of the part's weight that is present, 0…1. */
  readonly covered: Fraction
  readonly entryIds: readonly number[]
}

/** The weighted mean of a part's cells; first each cell's age-weighted mean over the assessments. */
function cellMean(dossier: Dossier, ruleSet: RuleSet, part: string): Mean {
  const rows = new Set(ruleSet.indicators.rows.filter(row => row.part === part).map(row => row.code))
  const cells = ruleSet.indicators.cells.filter(cell => rows.has(cell.row))
  const assessments = aged(dossier.of('assessment'), dossier, ruleSet)
  return weightedMean(
    cells.map(cell => ({
      weight: cell.weight,
      values: assessments.flatMap(({ entry, age }) => {
        const value = entry.data.cells[cell.id]
        return value === undefined ? [] : [{ value, age, id: entry.id }]
      }),
    })),
  )
}

/** The weighted mean of the groups of 评价 ballots; a group with too few valid ballots is dropped within its assessment. */
function ballotMean(dossier: Dossier, ruleSet: RuleSet): Mean {
  const ballots = aged(dossier.of('ballot'), dossier, ruleSet)
  return weightedMean(
    ruleSet.evaluation.map(rule => ({
      weight: rule.weight,
      values: ballots.flatMap(({ entry, age }) =>
        entry.data.groups
          .filter(group => group.group === rule.code && group.valid >= rule.minBallots)
          .map(group => ({ value: group.mean, age, id: entry.id })),
      ),
    })),
  )
}

function aged<K extends 'assessment' | 'ballot'>(entries: readonly EntryOf<K>[], dossier: Dossier, ruleSet: RuleSet) {
  return entries
    .map(entry => ({ entry, age: ageWeight(entry.effectiveOn, dossier, ruleSet.score) }))
    .filter(({ age }) => age > 0)
}

interface WeightedItem {
  readonly weight: number
  readonly values: readonly { readonly value: number; readonly age: number; readonly id: number }[]
}

function weightedMean(items: readonly WeightedItem[]): Mean {
  const all = items.reduce((total, item) => total + item.weight, 0)
  const seen = items.filter(item => item.values.length > 0)
  const present = seen.reduce((total, item) => total + item.weight, 0)
  const ids = new Set(seen.flatMap(item => item.values.map(value => value.id)))
  const entryIds = [...ids].sort((a, b) => a - b)
  if (present === 0) return { mean: null, covered: ZERO, entryIds }
  let total = ZERO
  for (const item of seen) {
    const weights = item.values.reduce((sum, value) => sum + value.age, 0)
    const weighted = item.values.reduce((sum, value) => sum + value.value * value.age, 0)
    total = plus(total, fraction(weighted * item.weight, weights))
  }
  return { mean: over(total, present), covered: fraction(present, all), entryIds }
}

/** Each counted fact, then the caps, then the clip of the events, in this order. */
function linesOfEvents(dossier: Dossier, facts: readonly CountedFact[], ruleSet: RuleSet): ScoreLine[] {
  const counted = facts.map(fact => ({ fact, age: factAge(fact, dossier, ruleSet) })).filter(({ age }) => age > 0)
  const lines = counted.map(({ fact, age }) => ({ fact, line: factLine(fact, age) }))
  const caps = capLines(lines)
  const all: ScoreLine[] = [...lines.map(({ line }) => line), ...caps]
  const total = sum(all)
  const clipped = clamp(total, ruleSet.score.eventClip)
  if (clipped !== total) all.push({ kind: 'clip', of: 'events', points: clipped - total, entryIds: [] })
  return all
}

/** Negative facts that caused a placement do not fade while its term is open. */
function factAge(fact: CountedFact, dossier: Dossier, ruleSet: RuleSet): number {
  const age = ageWeight(fact.day, dossier, ruleSet.score)
  const kept =
    !fact.positive &&
    dossier.placements.some(({ entry, open }) => open && entry.data.causes.some(id => fact.ids.includes(id)))
  return kept ? 100 : age
}

function factLine(fact: CountedFact, age: number): Extract<ScoreLine, { kind: 'fact' }> {
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

const sum = (lines: readonly ScoreLine[]): number => lines.reduce((total, line) => total + line.points, 0)

const clamp = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value))
