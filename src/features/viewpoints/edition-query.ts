import type { PersonName } from '../../domain/people/cadre.ts'
import { countedAs, type ListPlace, type StandingFilter, type StandingSort } from '../ratings/index.ts'
import type { EditionRow } from './edition.ts'

/** A row with the name lists are searched and sorted by. */
export interface NamedRow extends EditionRow, ListPlace {
  readonly name: PersonName
}

export const namedRow = (row: EditionRow, name: PersonName): NamedRow => ({ ...row, name, pinyin: name.pinyin })

/** The rows a filter lets through: the same ones the standings would give. */
export const fits =
  (filter: StandingFilter) =>
  (row: NamedRow): boolean =>
    isOnList(filter, row) &&
    (filter.classCode === null || row.classCode === filter.classCode) &&
    (filter.unitIds === null || filter.unitIds.includes(row.unitId)) &&
    (filter.level === null || row.name.level === filter.level) &&
    (filter.text === null || isNamed(row.name, filter.text))

function isOnList({ list, colours }: StandingFilter, { suggested, mark, placed }: EditionRow): boolean {
  if (list === 'placed') return placed !== null && (colours.length === 0 || colours.includes(placed))
  return colours.length === 0 || colours.includes(countedAs({ colour: suggested, mark }))
}

/** A name contains the text; pinyin and initials begin with it. */
const isNamed = ({ name, pinyin, initials }: PersonName, text: string): boolean =>
  name.includes(text) || pinyin.replaceAll(' ', '').startsWith(text) || initials.startsWith(text)

type Compare = (a: ListPlace, b: ListPlace) => number

/** Texts in the order of their code units, as the database sorts them. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byId: Compare = (a, b) => byText(a.cadreId, b.cadreId)
const byScore: Compare = (a, b) => b.score - a.score || byId(a, b)

/** The orders of the standings. */
export const orders: Readonly<Record<StandingSort, Compare>> = {
  score: byScore,
  name: (a, b) => byText(a.pinyin, b.pinyin) || byId(a, b),
  unit: (a, b) => byText(a.unitId, b.unitId) || byScore(a, b),
}

interface Slice<R> {
  readonly rows: readonly R[]
  readonly earlier: boolean
  readonly later: boolean
}

/** The rows after (or before) a place in the order; without a place from the top. `rows` are in that order. */
export function sliceOf<P, R extends P>(
  rows: readonly R[],
  compare: (a: P, b: P) => number,
  place: P | null,
  start: { readonly after: unknown; readonly before: unknown },
  limit: number,
): Slice<R> {
  if (place === null) return { rows: rows.slice(0, limit), earlier: false, later: rows.length > limit }
  if (start.before !== null) {
    const end = rows.filter(row => compare(row, place) < 0).length
    const from = Math.max(0, end - limit)
    return { rows: rows.slice(from, end), earlier: from > 0, later: true }
  }
  const from = rows.filter(row => compare(row, place) <= 0).length
  return { rows: rows.slice(from, from + limit), earlier: true, later: rows.length > from + limit }
}
