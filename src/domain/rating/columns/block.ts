import type { Operator } from '../../rules/rule-set.ts'
import type { ColumnGroup, Layout } from './layout.ts'
import { type PackedColumn, packColumn, packedValue, rowsPassing, unpackColumn } from './packed-column.ts'
import { columnsIn, joinColumns, type PackedColumns } from './packed-columns.ts'
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
  /** A byte a character, one a line, after a line that says what all begin with: of a thousand a few are asked for. */
  readonly cadreIds: Uint8Array
  /** One a line; the column `unit` of `base` numbers them. */
  readonly unitIds: string
  readonly groups: Readonly<Record<ColumnGroup, PackedColumns>>
}

export function packBlock(rows: readonly Row[], layout: Layout): PackedBlock {
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))].sort()
  const numberOf = new Map(unitIds.map((id, i) => [id, i]))
  const packed = (numberIn: (row: Row) => number | undefined): PackedColumn =>
    packColumn(Float64Array.from(rows, row => numberIn(row) ?? Number.NaN))
  const group = (names: readonly string[]) => names.map(name => [name, packed(row => row.numbers.get(name))] as const)
  const unit = ['unit', packed(({ unitId }) => numberOf.get(unitId))] as const
  return {
    size: rows.length,
    cadreIds: linesOf(rows.map(({ cadreId }) => cadreId)),
    unitIds: unitIds.join('\n'),
    groups: {
      base: joinColumns(new Map([unit, ...group(layout.base)])),
      grid: joinColumns(new Map(group(layout.grid))),
      past: joinColumns(new Map(group(layout.past))),
    },
  }
}

/** A block that unpacks what is asked for; groups that were not read are left out. */
export const openBlock = (packed: Read): Block => new OpenBlock(packed)

type Read = Omit<PackedBlock, 'groups'> & { readonly groups: Partial<PackedBlock['groups']> }

/** A class, because a trial over a million opens thousands. */
class OpenBlock implements Block {
  readonly size: number
  readonly #cadreIds: Uint8Array
  readonly #unitIds: string
  readonly #groups: readonly ((name: string) => PackedColumn | undefined)[]
  readonly #opened = new Map<string, Float64Array>()
  #cadreIdOf: ((row: number) => string) | null = null
  #units: readonly string[] | null = null

  constructor({ size, cadreIds, unitIds, groups }: Read) {
    this.size = size
    this.#cadreIds = cadreIds
    this.#unitIds = unitIds
    this.#groups = Object.values(groups).map(columnsIn)
  }

  get unitIds(): readonly string[] {
    this.#units ??= this.#unitIds.split('\n')
    return this.#units
  }

  cadreIdOf(row: number): string {
    this.#cadreIdOf ??= lineOf(this.#cadreIds, this.size)
    return this.#cadreIdOf(row)
  }

  column(name: string): Float64Array {
    const values = this.#opened.get(name) ?? this.load(name, new Float64Array(this.size))
    this.#opened.set(name, values)
    return values
  }

  load(name: string, into: Float64Array): Float64Array {
    const column = this.#find(name)
    return column === undefined ? into.fill(Number.NaN, 0, this.size) : unpackColumn(column, this.size, into)
  }

  passing(name: string, op: Operator, limit: number, into: Float64Array): RowSet {
    const column = this.#find(name)
    return column === undefined ? noRows(this.size) : rowsPassing(column, this.size, op, limit, into)
  }

  at(name: string, row: number): number {
    const column = this.#find(name)
    return column === undefined ? Number.NaN : packedValue(column, row)
  }

  close(): void {
    this.#opened.clear()
  }

  #find(name: string): PackedColumn | undefined {
    for (const columnOf of this.#groups) {
      const column = columnOf(name)
      if (column !== undefined) return column
    }
    return undefined
  }
}

const NEWLINE = 10

/** What all ids begin with, then the rest of each; ids of cadres are a letter and digits. */
export function linesOf(ids: readonly string[]): Uint8Array {
  const [first = '', ...others] = ids
  let shared = first.length
  for (const id of others) while (!id.startsWith(first.slice(0, shared))) shared -= 1
  const text = [first.slice(0, shared), ...ids.map(id => id.slice(shared))].join('\n')
  if (/[^\n!-~]/.test(text)) throw new Error('the id of a cadre is not ASCII')
  return Uint8Array.from(text, character => character.charCodeAt(0))
}

/** Any id of so many: cut out where it stands when all are of one length. */
function lineOf(text: Uint8Array, lines: number): (line: number) => string {
  const cut = (from: number, to: number): string => String.fromCharCode(...text.subarray(from, to))
  const head = text.indexOf(NEWLINE) + 1
  const shared = cut(0, head - 1)
  const step = text.indexOf(NEWLINE, head) + 1 - head
  const isEven = step > 0 && text.length === head + lines * step - 1
  let line = 1
  while (isEven && line < lines && text[head + line * step - 1] === NEWLINE) line += 1
  if (isEven && line === lines) return one => shared + cut(head + one * step, head + (one + 1) * step - 1)
  const ends = [...text.keys()].filter(at => at >= head && text[at] === NEWLINE)
  return one => shared + cut(one === 0 ? head : (ends[one - 1] ?? text.length) + 1, ends[one] ?? text.length)
}
