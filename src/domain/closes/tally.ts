import { countedAs } from '../rating/counted-as.ts'
import type { ClosedRow } from './closed-row.ts'

/** How many there are, by suggestion (依据不足 and 不定色 apart) and by the list people put them on. */
export interface Tally {
  readonly people: number
  readonly suggested: Readonly<Record<string, number>>
  readonly placed: Readonly<Record<string, number>>
}

/** The tally of all, and of each class and unit in the order of their codes. */
export interface Tallies {
  readonly all: Tally
  readonly byClass: readonly (Tally & { readonly code: string })[]
  readonly byUnit: readonly (Tally & { readonly code: string })[]
}

type Counted = Pick<ClosedRow, 'suggested' | 'mark' | 'placed' | 'classCode' | 'unitId'>

export function talliesOf(rows: readonly Counted[]): Tallies {
  return {
    all: tallyOf(rows),
    byClass: grouped(rows, row => row.classCode),
    byUnit: grouped(rows, row => row.unitId),
  }
}

function grouped(rows: readonly Counted[], codeOf: (row: Counted) => string): (Tally & { code: string })[] {
  const groups = new Map<string, Counted[]>()
  for (const row of rows) {
    const code = codeOf(row)
    const group = groups.get(code)
    if (group === undefined) groups.set(code, [row])
    else group.push(row)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, group]) => ({ code, ...tallyOf(group) }))
}

const tallyOf = (rows: readonly Counted[]): Tally => ({
  people: rows.length,
  suggested: countsOf(rows.map(row => countedAs({ colour: row.suggested, mark: row.mark }))),
  placed: countsOf(rows.flatMap(row => row.placed ?? [])),
})

function countsOf(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
