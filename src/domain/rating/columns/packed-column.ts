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

/** The column again; `size` values. */
export function unpackColumn({ form, bytes }: PackedColumn, size: number): Float64Array {
  const { buffer, byteOffset, byteLength } = bytes
  // A copy begins at an address every form may be read at.
  const aligned = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
  if (form === 'f64') return new Float64Array(aligned)
  if (form === 'same') return new Float64Array(size).fill(new Float64Array(aligned)[0] ?? Number.NaN)
  const found = narrow.find(([name]) => name === form)
  if (found === undefined) throw new Error(`unknown form of a column: ${form}`)
  const [, Narrow, none] = found
  const values = new Narrow(aligned)
  const column = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    const value = values[i] as number
    column[i] = value === none ? Number.NaN : value
  }
  return column
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
