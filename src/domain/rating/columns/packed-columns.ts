import type { PackedColumn } from './packed-column.ts'

/**
 * Columns that are read together, as they are kept: their names, one a line, and one piece of bytes, which begins with
 * the form of each and where it ends. A document of a few fields is read in a fraction of the time of one a column.
 */
export interface PackedColumns {
  readonly names: string
  readonly bytes: Uint8Array
}

const forms = ['same', 'few', 'i8', 'i16', 'i32', 'f64'] as const

/** Of each column in the head: the number of its form, and in four bytes where it ends behind the head. */
const HEAD = 5

export function joinColumns(columns: ReadonlyMap<string, PackedColumn>): PackedColumns {
  const packed = [...columns.values()]
  const head = packed.length * HEAD
  const length = packed.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  const bytes = new Uint8Array(head + length)
  const view = new DataView(bytes.buffer)
  let end = 0
  packed.forEach((column, i) => {
    bytes.set(column.bytes, head + end)
    end += column.bytes.byteLength
    view.setUint8(i * HEAD, forms.indexOf(column.form))
    view.setUint32(i * HEAD + 1, end, true)
  })
  return { names: [...columns.keys()].join('\n'), bytes }
}

export const namesIn = ({ names }: PackedColumns): readonly string[] => (names === '' ? [] : names.split('\n'))

/** Finds the columns of a group by their names. */
export function columnsIn(columns: PackedColumns): (name: string) => PackedColumn | undefined {
  const numbers = numbersOf(columns)
  const { buffer, byteOffset, byteLength } = columns.bytes
  // Pieces of a plain array of bytes are cut faster than those of a Buffer.
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  const head = numbers.size * HEAD
  const view = new DataView(buffer, byteOffset, head)
  return name => {
    const i = numbers.get(name)
    if (i === undefined) return undefined
    const form = forms[view.getUint8(i * HEAD)]
    if (form === undefined) throw new Error(`unknown form of the column ${name}`)
    const from = i === 0 ? head : head + view.getUint32((i - 1) * HEAD + 1, true)
    return { form, bytes: bytes.subarray(from, head + view.getUint32(i * HEAD + 1, true)) }
  }
}

/** The blocks of a close have the same names, and those of all closes few. */
const known = new Map<string, ReadonlyMap<string, number>>()
const KNOWN = 32

function numbersOf(columns: PackedColumns): ReadonlyMap<string, number> {
  const before = known.get(columns.names)
  if (before !== undefined) return before
  if (known.size >= KNOWN) known.clear()
  const found = new Map(namesIn(columns).map((name, i) => [name, i]))
  known.set(columns.names, found)
  return found
}
