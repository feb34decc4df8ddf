import type { ListPlace, StandingSort } from './list-place.ts'
import type { StandingDocument } from './standing-model.ts'

/** Which tab of a list: what the rules suggest, or what people decided. */
export type ListKind = 'suggested' | 'placed'

export interface StandingFilter {
  readonly list: ListKind
  /** Colours or the marks that hide one; empty: all. */
  readonly colours: readonly string[]
  readonly classCode: string | null
  readonly unitIds: readonly string[] | null
  readonly level: string | null
  /** Name, pinyin or initials, lower-case without spaces. */
  readonly text: string | null
}

export type Order = readonly [string, 1 | -1][]

/** The same rows from the other end. */
export const reversed = (keys: Order): Order => keys.map(([key, direction]) => [key, direction === 1 ? -1 : 1])

/** Each sort ends with the cadre, so that nobody shares a place. */
export const orders: Readonly<Record<StandingSort, Order>> = {
  score: [
    ['score', -1],
    ['cadreId', 1],
  ],
  name: [
    ['who.pinyin', 1],
    ['cadreId', 1],
  ],
  unit: [
    ['unitId', 1],
    ['score', -1],
    ['cadreId', 1],
  ],
}

/** A colour means: of that colour, and not hidden behind 依据不足 or 不定色. */
export function condition(filter: StandingFilter): object {
  const field = filter.list === 'placed' ? 'placed' : 'listed'
  const codes = filter.colours
  return {
    ...(codes.length === 0 ? {} : { [field]: codes.length === 1 ? codes[0] : { $in: [...codes] } }),
    ...(filter.list === 'placed' && codes.length === 0 ? { placed: { $gt: '' } } : {}),
    ...(filter.classCode === null ? {} : { classCode: filter.classCode }),
    ...(filter.unitIds === null ? {} : { unitId: { $in: [...filter.unitIds] } }),
    ...(filter.level === null ? {} : { 'who.level': filter.level }),
    ...(filter.text === null ? {} : { $and: [{ $or: textMatches(filter.text) }] }),
  }
}

/** A name contains the text; pinyin and initials begin with it. The text is escaped: it is never a pattern. */
function textMatches(text: string): object[] {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return [
    { 'who.name': new RegExp(literal) },
    { 'who.pinyin': new RegExp(`^${[...literal].join(' ?')}`) },
    { 'who.initials': new RegExp(`^${literal}`) },
  ]
}

/**
 * What a page reads: the filter in these bounds, after a row when there is one. Colour by colour: each is a range of one
 * index already in order, so that the database merges them and reads no more than the page.
 */
export function pageFilter(filter: StandingFilter, keys: Order, place: ListPlace | null, bounds: object): object {
  const each = filter.colours.length === 0 ? [filter] : filter.colours.map(code => ({ ...filter, colours: [code] }))
  const after = place === null ? [] : beyond(place, keys)
  return { $or: each.map(one => ({ $and: [{ ...condition(one), ...bounds }, ...after] })) }
}

/** What a place is read from. */
export const placeFields = { _id: 0, cadreId: 1, unitId: 1, score: 1, 'who.pinyin': 1 } as const

export const placeOf = ({
  cadreId,
  unitId,
  score,
  who,
}: Pick<StandingDocument, 'cadreId' | 'unitId' | 'score' | 'who'>): ListPlace => ({
  cadreId,
  unitId,
  score,
  pinyin: who.pinyin,
})

/**
 * What comes after a place in an order: the first key not before its own, where the range of the index begins; of those
 * that share it, who comes later, as the index alone can tell.
 */
function beyond(place: ListPlace, keys: Order): object[] {
  const [first] = keys
  if (first === undefined) return []
  const further = keys.map(([key, direction], i) => ({
    ...Object.fromEntries(keys.slice(0, i).map(([earlier]) => [earlier, valueAt(place, earlier)])),
    [key]: { [direction === 1 ? '$gt' : '$lt']: valueAt(place, key) },
  }))
  return [{ [first[0]]: { [first[1] === 1 ? '$gte' : '$lte']: valueAt(place, first[0]) } }, { $or: further }]
}

const valueAt = (place: ListPlace, key: string): unknown =>
  key === 'who.pinyin' ? place.pinyin : place[key as Exclude<keyof ListPlace, 'pinyin'>]
