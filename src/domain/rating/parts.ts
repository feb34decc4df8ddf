import type { EntryOf } from '../evidence/entries.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { ageWeight } from './age.ts'
import type { Dossier } from './dossier.ts'
import { type Fraction, fraction, over, plus, ZERO } from './fraction.ts'

/** The exact mean of a part. */
export interface Mean {
  readonly mean: Fraction | null
  /** Share of the part's weight that is present, 0…1. */
  readonly covered: Fraction
  readonly entryIds: readonly number[]
}

/** The weighted mean of a part's cells; first each cell's age-weighted mean over the assessments. */
export function cellMean(dossier: Dossier, ruleSet: RuleSet, part: string): Mean {
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
export function ballotMean(dossier: Dossier, ruleSet: RuleSet): Mean {
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
