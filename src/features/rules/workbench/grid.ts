import type { Cell, RuleSet } from '../../../domain/rules/rule-set.ts'
import { gridFigures } from './grid-figures.ts'
import { group } from './group.ts'
import { amountOrNone, blankable, choice, code, hidden, text } from './lines.ts'
import { moves, rows } from './rows.ts'
import { groupOf, rowsOf, type Spec, type Typed, type TypedGroup } from './spec.ts'

type Indicators = RuleSet['indicators']
type Line = Readonly<Record<string, unknown>>
type TypedCell = Pick<Cell, 'id' | 'title'> & { readonly weight: number | null }

const blankCell = { id: '', title: '', weight: null }
const cell = group(
  { id: hidden(), title: blankable('指标', 60), weight: amountOrNone('权重', 1, 10_000, { suffix: '%' }) },
  {
    finish(read, complain) {
      if (read.title === '' && read.weight !== null) complain('title', '请填写指标；不设指标就把两处都留空。')
      if (read.title !== '' && read.weight === null) complain('weight', '请填写权重；不设指标就把两处都留空。')
      return read
    },
  },
)
const cells = rows(cell, { legend: '', noun: '格', blank: blankCell, most: 20 })
const sides = rows(group({ label: text('名称', 20), code: code() }), {
  legend: '列',
  noun: '列',
  headings: ['名称', '代码'],
  blank: { label: '', code: '' },
  most: 20,
})

/** Rows by sides of a table, a cell in each place; the cells move with their row and their side. */
export function gridSpec({ score }: RuleSet): Spec {
  const parts = score.parts.filter(({ from }) => from === 'cells').map(({ code, label }) => ({ value: code, label }))
  const line = group({ label: text('名称', 20), code: code(), part: choice('所属部分', parts), cells })
  const lines = rows(line, {
    legend: '行',
    noun: '行',
    blank: { label: '', code: '', part: parts[0]?.value ?? '', cells: [] },
    most: 20,
  })
  const inner = group({ sides, rows: lines })
  return {
    ...inner,
    read(typed, at, complain) {
      const read = inner.read(typed, at, complain) as { rows: readonly Line[]; sides: readonly Line[] } | null
      return read === null ? null : assembled(read)
    },
    write: piece => inner.write(arranged(piece as Indicators)),
    act: (typed, path, verb) => squared(inner.act(typed, path, verb), path, verb),
    view(typed, at, said) {
      const { rows: held = [], sides: heads = [] } = groupOf(typed)
      const { rows: figures, ...sums } = gridFigures(groupOf(typed), score)
      const shown = lines.view(held, `${at}.rows`, said) as { rows: readonly object[] }
      return {
        isGrid: true,
        id: `f-${at}.cells`,
        error: said.errors[`${at}.cells`] ?? null,
        sides: sides.view(heads, `${at}.sides`, said),
        lines: {
          ...shown,
          rows: shown.rows.map((row, i) => ({
            ...row,
            sum: figures[i]?.sum,
            cells: rowsOf(groupOf(rowsOf(held)[i]).cells).map((one, j) => ({
              effective: figures[i]?.cells[j]?.effective,
              control: cell.view(one, `${at}.rows.${i}.cells.${j}`, said),
            })),
          })),
        },
        figures: sums,
      }
    },
  }
}

/** The cells of each row beside it, in the order of the sides. */
function arranged({ rows, sides, cells }: Indicators) {
  const at = (row: string, side: string) => cells.find(one => one.row === row && one.side === side) ?? blankCell
  return { sides, rows: rows.map(row => ({ ...row, cells: sides.map(side => at(row.code, side.code)) })) }
}

/** The indicators again. A cell keeps its id, by which assessments name it; a new one is named by row and side. */
function assembled(read: { rows: readonly Line[]; sides: readonly Line[] }): Indicators {
  const cells = read.rows.flatMap(row =>
    (row.cells as readonly TypedCell[]).flatMap(({ id, title, weight }, j): Cell[] => {
      const side = read.sides[j]?.code as string | undefined
      if (side === undefined || weight === null) return []
      return [{ id: id || `${row.code}-${side}`, row: row.code as string, side, weight, title }]
    }),
  )
  const rows = read.rows.map(({ code, label, part }) => ({ code, label, part }))
  return { rows, sides: read.sides, cells } as unknown as Indicators
}

/** After a button: every row has a cell for each side again, moved as the sides were. */
function squared(typed: Typed, [list, step]: readonly string[], verb: string): Typed {
  const { rows: lines = [], sides: heads = [] } = groupOf(typed)
  const follow = (held: readonly Typed[]): readonly Typed[] =>
    list === 'sides' && step !== undefined && verb in moves
      ? moves[verb as keyof typeof moves](held, Number(step))
      : held
  const fill = (held: readonly Typed[]): readonly Typed[] =>
    rowsOf(heads).map((_, j) => held[j] ?? cell.write(blankCell))
  return {
    sides: heads,
    rows: rowsOf(lines).map(
      (row): TypedGroup => ({ ...groupOf(row), cells: fill(follow(rowsOf(groupOf(row).cells))) }),
    ),
  }
}
