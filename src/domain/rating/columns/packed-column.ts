import type { Operator } from '../../rules/rule-set.ts'
import { passes, passing } from './passing.ts'
import { allRows, noRows, put, type RowSet, take } from './row-set.ts'

/**
 * A column of numbers, NaN where there is none, in the narrowest form that holds it exactly. The least value of a narrow
 * form stands for NaN; where most rows have one value, only that is kept and who has another.
 */
export interface PackedColumn {
  readonly form: Form
  readonly bytes: Uint8Array
}

type Form = 'same' | 'few' | 'i8' | 'i16' | 'i32' | 'f64'

/** Of the narrow forms: what holds them, and the value that stands for NaN. */
const narrow = {
  i8: [Int8Array, -0x80],
  i16: [Int16Array, -0x8000],
  i32: [Int32Array, -0x80000000],
} as const

export function packColumn(values: Float64Array): PackedColumn {
  const dense = packDense(values)
  const few = packFew(values)
  return few !== null && few.bytes.byteLength < dense.bytes.byteLength ? few : dense
}

function packDense(values: Float64Array): PackedColumn {
  for (const form of ['i8', 'i16', 'i32'] as const) {
    const [Narrow, none] = narrow[form]
    if (values.every(value => fits(value, none))) {
      return { form, bytes: bytesOf(new Narrow(values.map(value => (Number.isNaN(value) ? none : value)))) }
    }
  }
  return { form: 'f64', bytes: bytesOf(values) }
}

/** The usual value, then the others, then their rows; null for more rows than two bytes count. */
function packFew(values: Float64Array): PackedColumn | null {
  if (values.length > 0x10000) return null
  const usual = usualOf(values)
  const rows = [...values.keys()].filter(row => !Object.is(values[row], usual))
  const numbers = bytesOf(Float64Array.from([usual, ...rows.map(row => values[row] as number)]))
  const bytes = new Uint8Array(numbers.byteLength + 2 * rows.length)
  bytes.set(numbers)
  bytes.set(bytesOf(Uint16Array.from(rows)), numbers.byteLength)
  return { form: rows.length === 0 ? 'same' : 'few', bytes }
}

/** What most rows hold; 0 for −0. */
function usualOf(values: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let usual = Number.NaN
  let most = 0
  for (const [value, count] of counts) if (count > most) [usual, most] = [value, count]
  return usual
}

const fits = (value: number, none: number): boolean =>
  Number.isNaN(value) || (Number.isInteger(value) && value > none && value < -none && !Object.is(value, -0))

/** The column again; `size` values, into `column` or a new one. */
export function unpackColumn(
  { form, bytes }: PackedColumn,
  size: number,
  column: Float64Array = new Float64Array(size),
): Float64Array {
  if (form === 'same' || form === 'few') {
    const few = new Few(bytes)
    column.fill(few.usual, 0, size)
    for (let i = 0; i < few.count; i += 1) column[few.row(i)] = few.other(i)
    return column
  }
  if (form === 'f64') {
    column.set(viewOf(Float64Array, bytes))
    return column
  }
  const [Narrow, none] = narrow[form]
  const values = viewOf(Narrow, bytes)
  column.set(values)
  const first = values.indexOf(none)
  if (first >= 0) for (let i = first; i < size; i += 1) if (column[i] === none) column[i] = Number.NaN
  return column
}

/** One value of a column. */
export function packedValue({ form, bytes }: PackedColumn, i: number): number {
  if (form === 'same' || form === 'few') {
    const few = new Few(bytes)
    for (let other = 0; other < few.count; other += 1) if (few.row(other) === i) return few.other(other)
    return few.usual
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (form === 'f64') return view.getFloat64(i * 8, true)
  const value =
    form === 'i8' ? view.getInt8(i) : form === 'i16' ? view.getInt16(i * 2, true) : view.getInt32(i * 4, true)
  return value === narrow[form][1] ? Number.NaN : value
}

/**
 * The rows whose value passes; one that is missing never does. A usual value is asked once, and then those who have
 * another; `into` holds the values of any other form for the while.
 */
export function rowsPassing(
  column: PackedColumn,
  size: number,
  op: Operator,
  limit: number,
  into: Float64Array,
): RowSet {
  const { form, bytes } = column
  if (form !== 'same' && form !== 'few') return passing(unpackColumn(column, size, into), size, op, limit)
  const few = new Few(bytes)
  const usually = passes(few.usual, op, limit)
  const found = usually ? allRows(size) : noRows(size)
  const change = usually ? take : put
  for (let i = 0; i < few.count; i += 1) if (passes(few.other(i), op, limit) !== usually) change(found, few.row(i))
  return found
}

/** A usual value and the others; read byte by byte, since they may begin anywhere. */
class Few {
  readonly count: number
  readonly #view: DataView

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.#view = new DataView(buffer, byteOffset, byteLength)
    this.count = (byteLength - 8) / 10
  }

  get usual(): number {
    return this.#view.getFloat64(0, true)
  }

  other(i: number): number {
    return this.#view.getFloat64(8 * (i + 1), true)
  }

  row(i: number): number {
    return this.#view.getUint16(8 * (this.count + 1) + 2 * i, true)
  }
}

type Numbers = typeof Float64Array | (typeof narrow)[keyof typeof narrow][0]

/** Where numbers are copied that begin where their form may not be read: read out before the next. */
let aside = new Uint8Array(8192)

/** The numbers in these bytes, to be read at once. */
function viewOf(Form: Numbers, bytes: Uint8Array): InstanceType<Numbers> {
  const { buffer, byteOffset, byteLength } = bytes
  const width = Form.BYTES_PER_ELEMENT
  if (byteOffset % width === 0) return new Form(buffer as ArrayBuffer, byteOffset, byteLength / width)
  if (aside.length < byteLength) aside = new Uint8Array(byteLength)
  aside.set(bytes)
  return new Form(aside.buffer, 0, byteLength / width)
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
