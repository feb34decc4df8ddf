/**
 * A column of numbers, NaN where there is none, in the narrowest form that holds it exactly. The least value of a narrow
 * form stands for NaN.
 */
export interface PackedColumn {
  readonly form: Form
  readonly bytes: Uint8Array
}

type Form = 'same' | 'i8' | 'i16' | 'i32' | 'f64'

const narrow = [
  ['i8', Int8Array, -0x80],
  ['i16', Int16Array, -0x8000],
  ['i32', Int32Array, -0x80000000],
] as const

const widths = { i8: 1, i16: 2, i32: 4, f64: 8 } as const

export function packColumn(values: Float64Array): PackedColumn {
  const first = values[0] ?? Number.NaN
  if (values.every(value => Object.is(value, first))) return { form: 'same', bytes: bytesOf(Float64Array.of(first)) }
  for (const [form, Narrow, none] of narrow) {
    if (values.every(value => fits(value, none))) {
      return { form, bytes: bytesOf(new Narrow(values.map(value => (Number.isNaN(value) ? none : value)))) }
    }
  }
  return { form: 'f64', bytes: bytesOf(values) }
}

const fits = (value: number, none: number): boolean =>
  Number.isNaN(value) || (Number.isInteger(value) && value > none && value < -none && !Object.is(value, -0))

/** The column again; `size` values, into `column` or a new one. */
export function unpackColumn(
  { form, bytes }: PackedColumn,
  size: number,
  column: Float64Array = new Float64Array(size),
): Float64Array {
  if (form === 'same') return column.fill(viewOf(Float64Array, bytes)[0] ?? Number.NaN, 0, size)
  if (form === 'f64') {
    column.set(viewOf(Float64Array, bytes))
    return column
  }
  const found = narrow.find(([name]) => name === form)
  if (found === undefined) throw new Error(`unknown form of a column: ${form}`)
  const [, Narrow, none] = found
  const values = viewOf(Narrow, bytes)
  column.set(values)
  const first = values.indexOf(none)
  if (first >= 0) for (let i = first; i < size; i += 1) if (column[i] === none) column[i] = Number.NaN
  return column
}

/** One value of a column. */
export function packedValue({ form, bytes }: PackedColumn, i: number): number {
  if (form === 'same') return unpackColumn({ form, bytes }, 1)[0] as number
  const width = widths[form]
  return unpackColumn({ form, bytes: bytes.subarray(i * width, (i + 1) * width) }, 1)[0] as number
}

type Numbers = typeof Float64Array | (typeof narrow)[number][1]

/** The numbers in these bytes; copied when they begin where the form may not be read. */
function viewOf(Form: Numbers, { buffer, byteOffset, byteLength }: Uint8Array): InstanceType<Numbers> {
  const length = byteLength / Form.BYTES_PER_ELEMENT
  if (byteOffset % Form.BYTES_PER_ELEMENT === 0) return new Form(buffer as ArrayBuffer, byteOffset, length)
  return new Form(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, 0, length)
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
