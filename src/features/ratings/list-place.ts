export type StandingSort = 'score' | 'name' | 'unit'

/** Where a row stands in the orders of a list; what an order does not look at may be blank. */
export interface ListPlace {
  readonly score: number
  readonly pinyin: string
  readonly unitId: string
  readonly cadreId: string
}

/** A place; or a cadre alone, whose place is then looked up. */
export type PlaceOrCadre = ListPlace | string

/** What of a place a link names. By name it is the cadre alone: names do not belong into addresses. */
const looksAt = {
  score: ['score', 'cadreId'],
  name: ['cadreId'],
  unit: ['unitId', 'score', 'cadreId'],
} as const satisfies Record<StandingSort, readonly (keyof ListPlace)[]>

/** As a link names it: `6650~c00123`, `u001~6650~c00123`; a cadre alone: `c00123`. */
export const placeText = (place: PlaceOrCadre, sort: StandingSort): string =>
  typeof place === 'string' ? place : looksAt[sort].map(field => place[field]).join('~')

/** What `placeText` wrote; null for what it did not. */
export function readPlace(text: string, sort: StandingSort): PlaceOrCadre | null {
  const parts = text.split('~')
  if (parts.length === 1) return text
  const fields: readonly (keyof ListPlace)[] = looksAt[sort]
  if (parts.length !== fields.length) return null
  const { score = '0', ...named } = Object.fromEntries(fields.map((field, i) => [field, parts[i] ?? '']))
  if (!/^-?\d{1,9}$/.test(score)) return null
  return { pinyin: '', unitId: '', cadreId: '', ...named, score: Number(score) }
}
