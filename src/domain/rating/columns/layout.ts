import { canonical } from '../../canonical.ts'
import type { UnitKind } from '../../evidence/entries.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { changeOf } from '../judge.ts'
import { isDerived, type Measured } from '../measured.ts'
import type { Rater } from '../rate.ts'
import type { Rating } from '../rating.ts'
import type { ScoreInputs } from '../score.ts'

/**
 * The numbers of a rating as columns, in three groups that are read apart: `base` suffices for other limits and quotas,
 * `grid` and `past` are needed when other weights form the score anew. NaN stands for what is missing.
 */
export interface Layout {
  readonly base: readonly string[]
  readonly grid: readonly string[]
  readonly past: readonly string[]
}

export type ColumnGroup = keyof Layout

export const unitKinds: readonly UnitKind[] = ['town', 'department', 'enterprise', 'other']

/** The names of the columns that a rating by these rules fills. */
export function layoutOf({ ruleSet, compiled }: Rater): Layout {
  const grid = gridNames('', ruleSet)
  return {
    base: [
      ...['kind', 'head', 'absent', 'score', 'coverage', 'events'],
      ...ruleSet.score.parts.map((_, i) => `part:${i}`),
      ...compiled.changeMonths.map(months => `change:${months}`),
      ...compiled.slots.flatMap(({ leaf }, i) => (isDerived(leaf) ? [] : [`slot:${i}`])),
    ],
    grid,
    past: compiled.changeMonths.flatMap(months => [`past:${months}:events`, ...gridNames(`past:${months}:`, ruleSet)]),
  }
}

const gridNames = (prefix: string, { indicators, evaluation }: RuleSet): string[] => [
  ...indicators.cells.flatMap(({ id }) => [`${prefix}cell:${id}:sum`, `${prefix}cell:${id}:weight`]),
  ...evaluation.flatMap(({ code }) => [`${prefix}group:${code}:sum`, `${prefix}group:${code}:weight`]),
]

/** What forms a score of given inputs: with the same key the stored score holds under other rules. */
export const scoringKey = ({ score, indicators, evaluation }: RuleSet): string =>
  canonical({
    parts: score.parts.map(({ code, weight, from }) => [code, weight, from]),
    clips: [score.eventClip, score.clip],
    rows: indicators.rows.map(({ code, part }) => [code, part]),
    cells: indicators.cells.map(({ id, row, weight }) => [id, row, weight]),
    groups: evaluation.map(({ code, weight }) => [code, weight]),
  })

/** One cadre's numbers by the name of their column. */
export function numbersOf(measured: Measured, rating: Rating, ruleSet: RuleSet): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const put = (name: string, value: number | null | undefined): void => {
    if (value !== null && value !== undefined) numbers.set(name, value)
  }
  put('kind', unitKinds.indexOf(measured.unitKind))
  put('head', measured.head ? 1 : 0)
  put('absent', measured.absent ? 1 : 0)
  put('score', rating.score)
  put('coverage', rating.coverage)
  put('events', measured.inputs.events)
  rating.parts.forEach((part, i) => {
    put(`part:${i}`, part.mean)
  })
  measured.readings.forEach((reading, i) => {
    put(`slot:${i}`, reading?.value)
  })
  putInputs('', measured.inputs, put)
  for (const { months, inputs } of measured.past) {
    put(`change:${months}`, changeOf(rating.score, months, measured, ruleSet))
    if (inputs === null) continue
    put(`past:${months}:events`, inputs.events)
    putInputs(`past:${months}:`, inputs, put)
  }
  return numbers
}

function putInputs(prefix: string, { cells, groups }: ScoreInputs, put: (name: string, value: number) => void): void {
  for (const [id, [sum, weight]] of Object.entries(cells)) {
    put(`${prefix}cell:${id}:sum`, sum)
    put(`${prefix}cell:${id}:weight`, weight)
  }
  for (const [code, [sum, weight]] of Object.entries(groups)) {
    put(`${prefix}group:${code}:sum`, sum)
    put(`${prefix}group:${code}:weight`, weight)
  }
}
