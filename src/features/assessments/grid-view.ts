import { cellParts, effectiveWeights, partMean, sumOfWeights } from '../../domain/assessments/grid.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cell, RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { hundredths } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { cellLabels } from './assessment-form.ts'

/** The 5 × 3 grid as a form: a control a cell, sums of weights, the means of the parts. */
export function gridInputs(ruleSet: RuleSet, typed: Input, errors: FieldErrors, last: EntryOf<'assessment'> | null) {
  const labels = cellLabels(ruleSet)
  const partOf = new Map(cellParts(ruleSet).flatMap(part => part.cells.map(({ id }) => [id, part.code])))
  return gridOf(ruleSet, numbersOf(typed), last, cell => ({
    ...field(`cell.${cell.id}`, labels.get(cell.id) ?? cell.id, typed, errors),
    part: partOf.get(cell.id) ?? '',
    rawWeight: String(cell.weight),
  }))
}

/** The same to be read: a number a cell, a dash where it was not seen. */
export function gridFigures(
  ruleSet: RuleSet,
  values: Readonly<Record<string, number>>,
  last: EntryOf<'assessment'> | null,
) {
  return gridOf(ruleSet, values, last, ({ id }) => {
    const value = values[id]
    return {
      figure: value === undefined ? '—' : hundredths(value),
      seen: value !== undefined,
      value: String((value ?? 0) / 100),
    }
  })
}

function gridOf<C extends object>(
  ruleSet: RuleSet,
  values: Readonly<Record<string, number>>,
  last: EntryOf<'assessment'> | null,
  control: (cell: Cell) => C,
) {
  const { rows, sides, cells } = ruleSet.indicators
  const effective = effectiveWeights(ruleSet)
  const parts = cellParts(ruleSet)
  const partLabel = new Map(parts.map(({ code, label }) => [code, label]))
  const shown = (cell: Cell) => ({
    ...control(cell),
    title: cell.title,
    weight: percent(cell.weight),
    effective: percent(effective.get(cell.id) ?? 0),
  })
  return {
    columns: sides.map(({ code, label }) => ({
      label,
      weight: percent(sumOfWeights(cells.filter(c => c.side === code))),
    })),
    rows: rows.map(({ code, label, part }) => {
      const own = cells.filter(cell => cell.row === code)
      const ordered = sides.flatMap(side => own.filter(cell => cell.side === side.code))
      return { label, part: partLabel.get(part) ?? part, weight: percent(sumOfWeights(own)), cells: ordered.map(shown) }
    }),
    total: percent(sumOfWeights(cells)),
    means: parts.map(part => ({
      code: part.code,
      label: part.label,
      weight: percent(part.weight),
      mean: meanText(partMean(part, values)),
      before: last === null ? '' : meanText(partMean(part, last.data.cells)),
      beforeOn: last?.effectiveOn ?? '',
    })),
  }
}

const meanText = (mean: number | null): string => (mean === null ? '—' : hundredths(mean))

/** Hundredths of a percent without idle zeros: 5.25%, 8%. */
const percent = (value: number): string => `${value / 100}%`

/** What is typed and can be read as a number of the grid. */
function numbersOf(typed: Input): Record<string, number> {
  const names = Object.keys(typed).filter(name => name.startsWith('cell.'))
  return Object.fromEntries(
    names.flatMap(name => {
      const text = first(typed, name).trim()
      const value = Math.round(Number(text) * 100)
      return text === '' || !(value >= 0 && value <= 10_000) ? [] : [[name.slice(5), value]]
    }),
  )
}
