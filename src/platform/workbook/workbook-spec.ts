/** A workbook to write: what stands in it, in the order of the tabs. */
export interface WorkbookSpec {
  sheets: readonly SheetSpec[]
  properties: { title: string; creator: string; keywords?: string }
  /** Lists for drop-downs, by name; they stand in a hidden sheet 字典. */
  dictionaries?: Readonly<Record<string, readonly string[]>>
  /** Prints 示例数据 at the head of every page. */
  sample?: boolean
  /** Who exported this, when, under which number: printed at the head of every page. */
  watermark?: string
}

/** One table. Without notes it is an import template: row 1 title, row 2 headings, data from row 3. */
export interface SheetSpec {
  name: string
  /** Row 1, merged over all columns. */
  title: string
  /** Merged lines under the title: as-of date, rule version, operator, 示例数据. */
  notes?: readonly string[]
  /** The headings, repeated on every printed page. */
  columns: readonly ColumnSpec[]
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>
  /** A merged line in the place of rows where there are none. */
  nothing?: string
  /** Merged lines below the table: 填报人, 审核人, 联系电话. */
  foot?: readonly string[]
  orientation?: 'landscape' | 'portrait'
  /** Keeps title and headings in view; true unless said otherwise. */
  freeze?: boolean
}

export interface ColumnSpec {
  heading: string
  /** In characters of the default font; a Chinese character takes two. */
  width: number
  /** Ids and dates are text: a number loses digits and leading zeros, a date loses a day. `number` shows two decimals. */
  kind: 'text' | 'number' | 'integer'
  /** Shown by a red heading. */
  required?: boolean
  /** Name of a dictionary whose entries the cells offer. */
  choices?: string
  align?: 'left' | 'center' | 'right'
}

export type CellValue = string | number | null | { text: string; style: CellMark }

export type CellMark = 'bad' | 'blue' | 'yellow' | 'red' | 'none' | 'strong'
