import { countedKeys } from '../../domain/rating/counted-as.ts'
import { markText, markView } from '../ratings/index.ts'
import { pathAt } from '../viewpoints/index.ts'
import type { Overview } from './home-service.ts'

/** By which column the matrix is sorted: a colour's code, 'unit' (code order) or 'total'. */
export type MatrixSort = string

/** Unit × colour with drill-down to the list of the unit (see views/_partials/matrix.hbs). */
export function matrixView({ view, ruleSet, matrix, units }: Overview, sort: MatrixSort): object {
  const at = (path: string): string => pathAt(view.past, path)
  const codes = countedKeys(ruleSet)
  const byUnit = new Map(matrix.rows.map(({ unitId, listed }) => [unitId, listed]))
  const peaks = Object.fromEntries(
    codes.map(code => [code, Math.max(1, ...[...byUnit.values()].map(row => row[code] ?? 0))]),
  )
  const unitsInOrder = [...byUnit.keys()].sort((a, b) =>
    (units.get(a)?.code ?? a) < (units.get(b)?.code ?? b) ? -1 : 1,
  )
  const sorted =
    sort === 'unit'
      ? unitsInOrder
      : [...unitsInOrder].sort((a, b) => (byUnit.get(b)?.[sort] ?? 0) - (byUnit.get(a)?.[sort] ?? 0))
  return {
    title: '单位与颜色',
    corner: '单位',
    columns: [
      ...codes.map(code => ({
        label: markText(markView(ruleSet, code)),
        path: at(`/?sort=${code}#matrix`),
        sorted: sort === code,
      })),
      { label: '合计', path: at('/?sort=total#matrix'), sorted: sort === 'total' },
    ],
    rows: sorted.map(unitId => ({
      label: units.get(unitId)?.name ?? unitId,
      path: at(`/lists/all?unit=${unitId}&sort=score`),
      cells: [
        ...codes.map(code =>
          cell(at(`/lists/${code}?unit=${unitId}`), code, byUnit.get(unitId)?.[code] ?? 0, peaks[code] ?? 1),
        ),
        totalCell(at(`/lists/all?unit=${unitId}`), byUnit.get(unitId)?.total ?? 0),
      ],
    })),
  }
}

const LEVELS = 5

function cell(path: string, code: string, n: number, peak: number): object {
  const level = n === 0 || code === 'none' ? 0 : Math.max(1, Math.round((n * LEVELS) / peak))
  return {
    value: n === 0 ? '' : String(n),
    colour: ['blue', 'yellow', 'red'].includes(code) ? code : 'none',
    level,
    path: n === 0 ? null : path,
  }
}

const totalCell = (path: string, n: number): object => ({
  value: String(n),
  colour: 'none',
  level: 0,
  path,
})
