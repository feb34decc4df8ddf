import { cellParts, effectiveWeights, sumOfWeights } from '../../domain/assessments/grid.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cell, RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { hundredths } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { cellLabels } from './assessment-form.ts'
import { type GridRules, meansOf, weightText } from './means-view.ts'

/** The 5 × 3 grid as a form: a control a cell, sums of weights, the means of the parts. */
export function gridInputs(rules: GridRules, typed: Input, errors: FieldErrors, last: EntryOf<'assessment'> | null) {
  const labels = cellLabels(rules.ruleSet)
  const partOf = partsByCell(rules.ruleSet)
  const counting = partsByCell(rules.counting.ruleSet)
  return gridOf(rules, numbersOf(typed), last, cell => ({
    ...field(`cell.${cell.id}`, labels.get(cell.id) ?? cell.id, typed, errors),
    part: partOf.get(cell.id)?.part ?? '',
    rawWeight: String(cell.weight),
    counted: counting.get(cell.id) ?? null,
  }))
}

/** Of each cell its part and what it weighs there. */
const partsByCell = (ruleSet: RuleSet) =>
  new Map(
    cellParts(ruleSet).flatMap(({ code, cells }) =>
      cells.map(({ id, weight }) => [id, { part: code, weight: String(weight) }] as const),
    ),
  )

/** The same to be read: a number a cell, a dash where it was not seen. */
export function gridFigures(
  rules: GridRules,
  values: Readonly<Record<string, number>>,
  last: EntryOf<'assessment'> | null,
) {
  return gridOf(rules, values, last, ({ id }) => {
    const value = values[id]
    return {
      figure: value === undefined ? '—' : hundredths(value),
      seen: value !== undefined,
      value: String((value ?? 0) / 100),
    }
  })
}

function gridOf<C extends object>(
  rules: GridRules,
  values: Readonly<Record<string, number>>,
  last: EntryOf<'assessment'> | null,
  control: (cell: Cell) => C,
) {
  const { rows, sides, cells } = rules.ruleSet.indicators
  const effective = effectiveWeights(rules.counting.ruleSet)
  const partLabel = new Map(cellParts(rules.ruleSet).map(({ code, label }) => [code, label]))
  const shown = (cell: Cell) => ({
    ...control(cell),
    title: cell.title,
    weight: weightText(cell.weight),
    effective: weightText(effective.get(cell.id) ?? 0),
  })
  return {
    columns: sides.map(({ code, label }) => ({
      label,
      weight: weightText(sumOfWeights(cells.filter(c => c.side === code))),
    })),
    rows: rows.map(({ code, label, part }) => {
      const own = cells.filter(cell => cell.row === code)
      const ordered = sides.flatMap(side => own.filter(cell => cell.side === side.code))
      return {
        label,
        part: partLabel.get(part) ?? part,
        weight: weightText(sumOfWeights(own)),
        cells: ordered.map(shown),
      }
    }),
    total: weightText(sumOfWeights(cells)),
    ...meansOf(rules, values, last),
  }
}

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
