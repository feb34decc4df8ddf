import type { Operator } from '../../rules/rule-set.ts'
import type { ColumnGroup, Layout } from './layout.ts'
import { type PackedColumn, packColumn, packedValue, rowsPassing, unpackColumn } from './packed-column.ts'
import { noRows, type RowSet } from './row-set.ts'

/** Up to some thousand cadres, column by column: what a close keeps and a trial reads. */
export interface Block {
  readonly size: number
  cadreIdOf(row: number): string
  /** The units that the column `unit` numbers. */
  readonly unitIds: readonly string[]
  /** The values of a column; all NaN when it was never filled. */
  column(name: string): Float64Array
  /** The same values read into `into`, for whoever reads them once. */
  load(name: string, into: Float64Array): Float64Array
  /** The rows whose value passes; one that is missing never does. `into` is written over. */
  passing(name: string, op: Operator, limit: number, into: Float64Array): RowSet
  /** One value, read where it lies. */
  at(name: string, row: number): number
  /** Gives back the memory of the columns asked for so far. */
  close(): void
}

/** One row of a block before it is one. */
export interface Row {
  readonly cadreId: string
  readonly unitId: string
  readonly numbers: ReadonlyMap<string, number>
}

/** A block as it is kept: the group of columns `base` says who, the others follow its order. */
export interface PackedBlock {
  readonly size: number
  readonly cadreIds: string
  readonly unitIds: readonly string[]
  readonly units: PackedColumn
  readonly groups: Readonly<Record<ColumnGroup, PackedColumns>>
}

export interface PackedColumns {
  readonly names: readonly string[]
  readonly columns: readonly PackedColumn[]
}

export function packBlock(rows: readonly Row[], layout: Layout): PackedBlock {
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))].sort()
  const numberOf = new Map(unitIds.map((id, i) => [id, i]))
  const group = (names: readonly string[]): PackedColumns => ({
    names,
    columns: names.map(name => packColumn(Float64Array.from(rows, ({ numbers }) => numbers.get(name) ?? Number.NaN))),
  })
  return {
    size: rows.length,
    cadreIds: rows.map(({ cadreId }) => cadreId).join('\n'),
    unitIds,
    units: packColumn(Float64Array.from(rows, ({ unitId }) => numberOf.get(unitId) ?? Number.NaN)),
    groups: { base: group(layout.base), grid: group(layout.grid), past: group(layout.past) },
  }
}

/** A block that unpacks what is asked for; groups that were not read are left out. */
export function openBlock(packed: {
  readonly size: number
  readonly cadreIds: string
  readonly unitIds: readonly string[]
  readonly units: PackedColumn
  readonly groups: Partial<PackedBlock['groups']>
}): Block {
  const { size, unitIds } = packed
  const columns = new Map([['unit', packed.units]])
  for (const group of Object.values(packed.groups))
    group.names.forEach((name, i) => {
      const column = group.columns[i]
      if (column !== undefined) columns.set(name, column)
    })
  const load = (name: string, into: Float64Array): Float64Array => {
    const column = columns.get(name)
    return column === undefined ? into.fill(Number.NaN, 0, size) : unpackColumn(column, size, into)
  }
  const opened = new Map<string, Float64Array>()
  let cadreIdOf: ((row: number) => string) | null = null
  return {
    size,
    unitIds,
    cadreIdOf: row => {
      cadreIdOf ??= lineOf(packed.cadreIds, size)
      return cadreIdOf(row)
    },
    column: name => {
      const values = opened.get(name) ?? load(name, new Float64Array(size))
      opened.set(name, values)
      return values
    },
    load,
    passing: (name, op, limit, into) => {
      const column = columns.get(name)
      return column === undefined ? noRows(size) : rowsPassing(column, size, op, limit, into)
    },
    at: (name, row) => {
      const column = columns.get(name)
      return column === undefined ? Number.NaN : packedValue(column, row)
    },
    close: () => opened.clear(),
  }
}

/** Any line of a text of so many: cut out where it stands when all are of one length, since few are asked for. */
function lineOf(text: string, lines: number): (line: number) => string {
  const step = text.indexOf('\n') + 1
  const isEven = step > 0 && text.length === lines * step - 1
  let line = 1
  while (isEven && line < lines && text.charCodeAt(line * step - 1) === NEWLINE) line += 1
  if (isEven && line === lines) return one => text.slice(one * step, (one + 1) * step - 1)
  const all = text.split('\n')
  return one => all[one] ?? ''
}

const NEWLINE = 10
