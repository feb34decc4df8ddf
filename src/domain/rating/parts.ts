import type { EntryOf } from '../evidence/entries.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { ageWeight } from './age.ts'
import type { Dossier } from './dossier.ts'
import { type Fraction, fraction, over, plus, ZERO } from './fraction.ts'

/** The values of one cell or ballot group over the assessments: Σ value × age weight, and Σ age weight (never 0). */
export type Weighed = readonly [sum: number, weight: number]

/** What was weighed, and the records behind each, by cell id or group. */
export interface WeighedRecords {
  readonly weighed: Readonly<Record<string, Weighed>>
  readonly entryIds: Readonly<Record<string, readonly number[]>>
}

/** Each cell over the counted assessments; a cell that none of them saw is absent. */
export function weighCells(dossier: Dossier, ruleSet: RuleSet): WeighedRecords {
  const assessments = aged(dossier.of('assessment'), dossier, ruleSet)
  return weigh(
    ruleSet.indicators.cells.map(({ id }) => ({
      id,
      values: assessments.flatMap(({ entry, age }) => {
        const value = entry.data.cells[id]
        return value === undefined ? [] : [{ value, age, entryId: entry.id }]
      }),
    })),
  )
}

/** Each group of 评价 ballots; a group with too few valid ballots is dropped within its assessment. */
export function weighGroups(dossier: Dossier, ruleSet: RuleSet): WeighedRecords {
  const ballots = aged(dossier.of('ballot'), dossier, ruleSet)
  return weigh(
    ruleSet.evaluation.map(({ code, minBallots }) => ({
      id: code,
      values: ballots.flatMap(({ entry, age }) =>
        entry.data.groups
          .filter(group => group.group === code && group.valid >= minBallots)
          .map(group => ({ value: group.mean, age, entryId: entry.id })),
      ),
    })),
  )
}

function aged<K extends 'assessment' | 'ballot'>(entries: readonly EntryOf<K>[], dossier: Dossier, ruleSet: RuleSet) {
  return entries
    .map(entry => ({ entry, age: ageWeight(entry.effectiveOn, dossier, ruleSet.score) }))
    .filter(({ age }) => age > 0)
}

interface AgedValues {
  readonly id: string
  readonly values: readonly { readonly value: number; readonly age: number; readonly entryId: number }[]
}

function weigh(items: readonly AgedValues[]): WeighedRecords {
  const weighed: Record<string, Weighed> = {}
  const entryIds: Record<string, readonly number[]> = {}
  for (const { id, values } of items) {
    if (values.length === 0) continue
    weighed[id] = [
      values.reduce((sum, { value, age }) => sum + value * age, 0),
      values.reduce((sum, { age }) => sum + age, 0),
    ]
    entryIds[id] = values.map(value => value.entryId)
  }
  return { weighed, entryIds }
}

/** The exact mean of a part. */
export interface Mean {
  readonly mean: Fraction | null
  /** Share of the part's weight that is present, 0…1. */
  readonly covered: Fraction
  /** The cells or groups that are present. */
  readonly seen: readonly string[]
}

/** The weighted mean of cells or groups, each first the age-weighted mean of its own. */
export function meanOf(
  items: readonly { readonly id: string; readonly weight: number }[],
  weighed: Readonly<Record<string, Weighed>>,
): Mean {
  let all = 0
  let present = 0
  let total = ZERO
  const seen: string[] = []
  for (const { id, weight } of items) {
    all += weight
    const values = weighed[id]
    if (values === undefined) continue
    seen.push(id)
    present += weight
    total = plus(total, fraction(values[0] * weight, values[1]))
  }
  if (present === 0) return { mean: null, covered: ZERO, seen }
  return { mean: over(total, present), covered: fraction(present, all), seen }
}
