import { type PackedColumn, packColumn, unpackColumn } from '../rating/columns/packed-column.ts'

/** One value of every cadre of a block, in the block's order: numbers, words of a dictionary, or texts of their own. */
export type Column =
  | { readonly kind: 'numbers'; readonly values: PackedColumn }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly codes: PackedColumn }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }

/** Columns of one block by name; `size`: how many cadres it has. */
export interface Columns {
  readonly size: number
  readonly named: Readonly<Record<string, Column>>
}

/** Null where there is none. */
export const packNumbers = (values: readonly (number | null)[]): PackedColumn =>
  packColumn(Float64Array.from(values, value => value ?? Number.NaN))

/** Reads by place. */
export function numberAt(packed: PackedColumn, size: number): (i: number) => number | null {
  const values = unpackColumn(packed, size)
  return i => {
    const value = values[i]
    return value === undefined || Number.isNaN(value) ? null : value
  }
}

/** The column of this name and kind. Throws when there is none: it was not read, or is not of this product. */
export function columnOf<K extends Column['kind']>(
  { named }: Columns,
  name: string,
  kind: K,
): Extract<Column, { readonly kind: K }> {
  const column = named[name]
  if (column?.kind !== kind) throw new Error(`there is no column of ${kind} called ${name}`)
  return column as Extract<Column, { readonly kind: K }>
}
