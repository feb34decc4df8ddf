import type { ReadLimits } from './limits.ts'
import { Refused } from './refusal.ts'

/** Counts what the whole file gives its reader, so that a small file cannot fill the memory. */
export interface CellBudget {
  cell(row: number, column: number, characters: number): void
  row(): void
}

export function cellBudget(limits: ReadLimits): CellBudget {
  let rows = 0
  let cells = 0
  let characters = 0
  return {
    cell(row, column, length) {
      if (row > limits.rows) throw new Refused('too-many-rows')
      if (column > limits.columns) throw new Refused('too-many-columns')
      if (length > limits.cellCharacters) throw new Refused('cell-too-long')
      cells += 1
      characters += length
      if (cells > limits.cells) throw new Refused('too-many-cells')
      if (characters > limits.characters) throw new Refused('too-much-text')
    },
    row() {
      rows += 1
      if (rows > limits.rows) throw new Refused('too-many-rows')
    },
  }
}
