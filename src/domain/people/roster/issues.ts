import type { SheetCode } from './layout.ts'

/** Something to mend in a file, with its place as Excel names it. Row 0: the sheet as a whole; heading '': the row as a whole. */
export interface RosterIssue {
  readonly sheet: string
  readonly row: number
  readonly heading: string
  readonly message: string
}

/** A row as read: every key has a value, '' when the cell is empty. */
export interface RosterRow<K extends string = string> {
  readonly sheet: SheetCode
  readonly number: number
  readonly values: Readonly<Record<K, string>>
  /** False when a cell could not be read: its value is '', and the row is used for nothing but to know it is there. */
  readonly sound: boolean
}

/** A cell as typed; null is a formula, whose value is never taken. */
export type RawCell = string | null

export interface RawRow {
  readonly number: number
  readonly cells: ReadonlyMap<number, RawCell>
}

export interface RawSheet {
  readonly name: string
  readonly rows: readonly RawRow[]
}
