import type { CellValue } from './workbook-spec.ts'

const LINE_HEIGHT = 18
/** What the two edges of a cell take, in characters. */
const CELL_PADDING = 1

/** Height in points of a merged line: no program fits the height of merged cells by itself. */
export function bandHeight(text: string, width: number): number {
  const lines = text.split('\n').map(line => Math.max(1, Math.ceil(charactersWide(line) / width)))
  return lines.reduce((sum, count) => sum + count, 0) * LINE_HEIGHT
}

/**
 * Height of a row whose words take more than one line, null when one line holds them all: printed from a file that no
 * program has opened yet, a row without a height shows its first line only.
 */
export function rowHeight(values: readonly CellValue[], columns: readonly { readonly width: number }[]): number | null {
  let height = LINE_HEIGHT
  for (const [index, { width }] of columns.entries()) {
    const value = values[index] ?? null
    const text = value !== null && typeof value === 'object' ? value.text : value
    if (typeof text === 'string') height = Math.max(height, bandHeight(text, width - CELL_PADDING))
  }
  return height > LINE_HEIGHT ? height : null
}

/** A Chinese character is as wide as two others. */
function charactersWide(line: string): number {
  let wide = 0
  for (const character of line) wide += character > '\u00ff' ? 2 : 1
  return wide
}
