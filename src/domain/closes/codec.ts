import { type Column, type Columns, columnOf, numberAt, packNumbers } from './column.ts'

type Named = Columns['named']

/** How one field of many rows becomes columns, and is read from them again by place. */
interface Codec<T> {
  pack(name: string, values: readonly T[]): Named
  read(columns: Columns, name: string): (i: number) => T
}

/** A codec for every field of a row. */
export type Codecs<Row> = { readonly [K in keyof Row]: Codec<Row[K]> }

export const maybeNumber: Codec<number | null> = {
  pack: (name, values) => ({ [name]: { kind: 'numbers', values: packNumbers(values) } }),
  read: (columns, name) => numberAt(columnOf(columns, name, 'numbers').values, columns.size),
}

export const number: Codec<number> = {
  pack: maybeNumber.pack,
  read: (columns, name) => required(maybeNumber.read(columns, name), name),
}

export const flag: Codec<boolean> = {
  pack: (name, values) => number.pack(name, values.map(Number)),
  read: (columns, name) => {
    const at = number.read(columns, name)
    return i => at(i) === 1
  },
}

export const text: Codec<string> = {
  pack: (name, texts) => ({ [name]: { kind: 'texts', texts } }),
  read: (columns, name) => {
    const { texts } = columnOf(columns, name, 'texts')
    return required(i => texts[i] ?? null, name)
  },
}

/** For values of which there are few different ones. */
export const maybeWord = <W extends string>(): Codec<W | null> => ({
  pack: (name, values) => ({ [name]: dictionaryOf(values) }),
  read: (columns, name) => {
    const { words, codes } = columnOf(columns, name, 'words')
    const code = numberAt(codes, columns.size)
    return i => {
      const at = code(i)
      return at === null ? null : (words[at] as W)
    }
  },
})

export const word: Codec<string> = {
  pack: maybeWord().pack,
  read: (columns, name) => required(maybeWord().read(columns, name), name),
}

/** Lists of codes, which hold no blank. */
export const words: Codec<readonly string[]> = {
  pack: (name, lists) =>
    word.pack(
      name,
      lists.map(list => list.join(' ')),
    ),
  read: (columns, name) => {
    const at = word.read(columns, name)
    return i =>
      at(i)
        .split(' ')
        .filter(code => code !== '')
  },
}

/** Lists of rows, all of one length. Throws RangeError when one is longer or shorter. */
export const listOf = <Row extends object>(codecs: Codecs<Row>): Codec<readonly Row[]> => ({
  pack: (name, lists) => {
    const length = lists[0]?.length ?? 0
    if (lists.some(list => list.length !== length)) throw new RangeError(`the lists of ${name} differ in length`)
    const places = Array.from({ length }, (_, place) => {
      const rows = lists.map(list => list[place] as Row)
      return packAll(codecs, rows, `${name}${place}_`).named
    })
    return Object.assign({}, ...places)
  },
  read: (columns, name) => {
    const places: ((i: number) => Row)[] = []
    const [field = ''] = Object.keys(codecs)
    while (`${name}${places.length}_${field}` in columns.named)
      places.push(readAll(codecs, columns, `${name}${places.length}_`))
    return i => places.map(at => at(i))
  },
})

/** The columns of these fields of the rows; each is called after its field, behind `before`. */
export function packAll<Row extends object>(codecs: Codecs<Row>, rows: readonly Row[], before = ''): Columns {
  const fields = Object.keys(codecs) as (keyof Row & string)[]
  const packed = fields.map(field =>
    codecs[field].pack(
      `${before}${field}`,
      rows.map(row => row[field]),
    ),
  )
  return { size: rows.length, named: Object.assign({}, ...packed) }
}

/** Reads rows of these fields by place. */
export function readAll<Row extends object>(codecs: Codecs<Row>, columns: Columns, before = ''): (i: number) => Row {
  const fields = Object.keys(codecs) as (keyof Row & string)[]
  const readers = fields.map(field => [field, codecs[field].read(columns, `${before}${field}`)] as const)
  return i => {
    const row: Partial<Row> = {}
    for (const [field, at] of readers) row[field] = at(i)
    return row as Row
  }
}

function dictionaryOf(values: readonly (string | null)[]): Column {
  const numbers = new Map<string, number>()
  for (const value of values) if (value !== null && !numbers.has(value)) numbers.set(value, numbers.size)
  const codes = packNumbers(values.map(value => (value === null ? null : (numbers.get(value) ?? null))))
  return { kind: 'words', words: [...numbers.keys()], codes }
}

const required =
  <T>(at: (i: number) => T | null, name: string) =>
  (i: number): T => {
    const value = at(i)
    if (value === null) throw new Error(`${name} is missing at ${i}`)
    return value
  }
