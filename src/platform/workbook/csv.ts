/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\ufeff'

/** CSV after RFC 4180, line by line; a text that a spreadsheet would run as a formula gets a leading `'`. */
export async function* writeCsv(
  rows: AsyncIterable<readonly CsvValue[]> | Iterable<readonly CsvValue[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK
  for await (const row of rows) yield `${row.map(field).join(',')}\r\n`
}

export type CsvValue = string | number | null

function field(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
