import type { RawRow, RawSheet } from '../../domain/people/roster/issues.ts'
import type { ReadSheet } from '../../platform/workbook/index.ts'

/** What the workbook reader found; null is a formula, whose value is never taken. */
export const rawSheets = (sheets: readonly ReadSheet[]): RawSheet[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ number, cells }) => ({
      number,
      cells: new Map([...cells].map(([column, cell]) => [column, 'text' in cell ? cell.text : null])),
    })),
  }))

type Written = readonly (readonly [
  string,
  readonly (readonly [number, readonly (readonly [number, string | null])[]])[],
])[]

/** Sheets as text, to be kept between the trial and the confirmation. */
export const toText = (sheets: readonly RawSheet[]): string =>
  JSON.stringify(sheets.map(({ name, rows }) => [name, rows.map(({ number, cells }) => [number, [...cells]])]))

export const fromText = (text: string): RawSheet[] =>
  (JSON.parse(text) as Written).map(([name, rows]) => ({
    name,
    rows: rows.map(([number, cells]): RawRow => ({ number, cells: new Map(cells) })),
  }))
