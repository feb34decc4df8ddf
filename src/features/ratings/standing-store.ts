import type { Placing } from '../../domain/rating/place.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import { emptyPlacing } from './board.ts'
import type { PlacesDocument, PlacingDocument } from './board-keeper.ts'
import { inEdition, movementsFrom } from './edition.ts'
import type { Movement } from './movement.ts'
import { MOVEMENTS, PLACINGS, STANDINGS, type StandingDocument } from './standing-model.ts'

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

export type StandingSort = 'score' | 'name' | 'unit'

/** A page by keyset: the row after (or before) the named one in the order. */
interface StandingPage {
  readonly rows: readonly StandingDocument[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Where a page begins: after a row, before a row, or at the top. */
interface PageStart {
  readonly after: string | null
  readonly before: string | null
}

/** What statistics read of a standing: not its reasons. */
type StandingOutline = Pick<
  StandingDocument,
  'cadreId' | 'unitId' | 'classCode' | 'scored' | 'score' | 'suggested' | 'mark' | 'placed'
> & { readonly who: Pick<StandingDocument['who'], 'level'> }

/** Counts per suggested colour (marks that hide it apart) of one unit. */
export interface UnitCount {
  readonly unitId: string
  readonly classCode: string
  readonly suggested: string
  readonly mark: string | null
  readonly n: number
}

/**
 * Reads the standings of one edition: the one named, else the one visible at this moment. A page that reads several
 * things asks for `current` once and names its edition in each, so that all of them speak of the same one.
 */
export interface StandingStore {
  /** The visible edition with its rules and the cut-offs of its ranks; null while nobody was ever rated. */
  current(): Promise<PlacingDocument | null>
  standing(cadreId: string, edition?: number): Promise<StandingDocument | null>
  all(edition?: number): Promise<readonly StandingDocument[]>
  /** Every row of a filter in order, for exports: an async stream. */
  stream(filter: StandingFilter, sort: StandingSort, edition?: number): AsyncIterable<StandingDocument>
  /** Every outline of a filter, in no order. */
  outlines(filter: StandingFilter, edition?: number): AsyncIterable<StandingOutline>
  page(
    filter: StandingFilter,
    sort: StandingSort,
    start: PageStart,
    limit: number,
    edition?: number,
  ): Promise<StandingPage>
  count(filter: StandingFilter, edition?: number): Promise<number>
  counts(edition?: number): Promise<readonly UnitCount[]>
  placedCounts(
    edition?: number,
  ): Promise<readonly { readonly unitId: string; readonly placed: string; readonly n: number }[]>
  /** What is suggested for everybody. */
  outcomes(
    edition?: number,
  ): Promise<readonly { readonly cadreId: string; readonly suggested: string; readonly mark: string | null }[]>
  /** The levels (职务层次) that occur. */
  levels(): Promise<readonly string[]>
  /** 1 + the scored members of the class with a higher score. */
  rank(standing: StandingDocument, edition?: number): Promise<number | null>
  /** The whole placing: for the replay. */
  placing(): Promise<Placing>
  movements(query: {
    readonly cadreId?: string
    readonly unitIds?: readonly string[] | null
    /** Leaves out who is rated for the first time: a roster that comes in is no change of anybody. */
    readonly changesOnly?: boolean
    /** Leaves out what changed after this day. */
    readonly until?: Day
    readonly limit: number
  }): Promise<readonly Movement[]>
  /** The last change of each of these cadres up to a day; who did not change by then is left out. */
  lastMovements(cadreIds: readonly string[], until: Day): Promise<ReadonlyMap<string, Movement>>
  dueIds(day: string): Promise<readonly string[]>
}

type Order = readonly [string, 1 | -1][]

const reversed = (keys: Order): Order => keys.map(([key, direction]) => [key, direction === 1 ? -1 : 1])

const orders: Readonly<Record<StandingSort, Order>> = {
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

export function createStandingStore({ db }: Database): StandingStore {
  const standings = db.collection<StandingDocument>(STANDINGS)
  const movements = db.collection<Movement>(MOVEMENTS)
  const placings = db.collection<PlacingDocument>(PLACINGS)
  const current = (): Promise<PlacingDocument | null> => placings.findOne({ _id: 'current' })
  const numberOf = async (edition?: number): Promise<number> => edition ?? (await current())?.edition ?? 1
  const within = async (filter: object, edition?: number): Promise<object> => ({
    ...filter,
    ...inEdition(await numberOf(edition)),
  })
  const standing: StandingStore['standing'] = async (cadreId, edition) =>
    standings.findOne(await within({ cadreId }, edition))
  return {
    current,
    standing,
    all: async edition =>
      standings
        .find(await within({}, edition))
        .sort({ cadreId: 1 })
        .toArray(),
    stream: async function* (filter, sort, edition) {
      yield* standings.find(await within(condition(filter), edition)).sort([...orders[sort]])
    },
    outlines: async function* (filter, edition) {
      const keys = ['cadreId', 'unitId', 'classCode', 'who.level', 'scored', 'score', 'suggested', 'mark', 'placed']
      const projection = Object.fromEntries([['_id', 0], ...keys.map(key => [key, 1])])
      const found = await within(condition(filter), edition)
      yield* standings.find<StandingOutline>(found, { projection, batchSize: 5000 })
    },
    page: async (filter, sort, { after, before }, limit, edition) => {
      const number = await numberOf(edition)
      const backwards = before !== null
      const keys = backwards ? reversed(orders[sort]) : orders[sort]
      const id = before ?? after
      const anchor = id === null ? null : await standing(id, number)
      const base = await within(condition(filter), number)
      const found = await standings
        .find(anchor === null ? base : beyond(base, anchor, keys))
        .sort([...keys])
        .limit(limit + 1)
        .toArray()
      const rows = found.slice(0, limit)
      const more = found.length > limit
      return backwards
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: anchor !== null, later: more }
    },
    count: async (filter, edition) => standings.countDocuments(await within(condition(filter), edition)),
    counts: async edition => {
      const groups = await standings
        .aggregate<{ _id: Omit<UnitCount, 'n'>; n: number }>([
          { $match: await within({}, edition) },
          {
            $group: {
              _id: { unitId: '$unitId', classCode: '$classCode', suggested: '$suggested', mark: '$mark' },
              n: { $sum: 1 },
            },
          },
        ])
        .toArray()
      return groups.map(({ _id, n }) => ({ ..._id, n }))
    },
    placedCounts: async edition => {
      const groups = await standings
        .aggregate<{ _id: { unitId: string; placed: string }; n: number }>([
          { $match: await within({ placed: { $gt: '' } }, edition) },
          { $group: { _id: { unitId: '$unitId', placed: '$placed' }, n: { $sum: 1 } } },
        ])
        .toArray()
      return groups.map(({ _id, n }) => ({ ..._id, n }))
    },
    outcomes: async edition => {
      const projection = { _id: 0, cadreId: 1, suggested: 1, mark: 1 }
      return standings.find(await within({}, edition), { projection }).toArray()
    },
    levels: async () => (await standings.distinct('who.level')).filter(level => !!level).sort(),
    rank: async ({ scored, score, classCode }, edition) =>
      scored
        ? 1 +
          (await standings.countDocuments(await within({ classCode, scored: true, score: { $gt: score } }, edition)))
        : null,
    placing: async () => {
      const places = await db
        .collection<PlacesDocument>(PLACINGS)
        .findOne({ _id: 'places' }, { projection: { _id: 0 } })
      return { ...emptyPlacing, ...places, classes: (await current())?.classes ?? {} }
    },
    movements: async ({ cadreId, unitIds, changesOnly, until, limit }) =>
      movements
        .find({
          _id: { $lt: movementsFrom((await numberOf()) + 1) },
          ...(cadreId === undefined ? {} : { cadreId }),
          ...(unitIds ? { unitId: { $in: [...unitIds] } } : {}),
          ...(changesOnly ? { from: { $ne: null } } : {}),
          ...(until === undefined ? {} : { on: { $lte: until } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    lastMovements: async (cadreIds, until) => {
      const seen = { $lt: movementsFrom((await numberOf()) + 1) }
      const found = await movements
        .aggregate<{ _id: string; last: Movement }>([
          { $match: { cadreId: { $in: [...cadreIds] }, _id: seen, on: { $lte: until } } },
          { $sort: { cadreId: 1, _id: 1 } },
          { $group: { _id: '$cadreId', last: { $last: '$$ROOT' } } },
        ])
        .toArray()
      return new Map(found.map(({ _id, last }) => [_id, last]))
    },
    dueIds: async day => {
      const due = await within({ nextChangeOn: { $lte: day } })
      const found = await standings.find(due, { projection: { _id: 0, cadreId: 1 } }).toArray()
      return found.map(({ cadreId }) => cadreId).sort()
    },
  }
}

/** A colour means: of that colour, and not hidden behind 依据不足 or 不定色. */
function condition(filter: StandingFilter): object {
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
 * What comes after a row in an order: the first key beyond, or equal and the next one beyond. Each alternative carries
 * the whole filter, so that each is a range of one index, already in order.
 */
function beyond(base: object, anchor: StandingDocument, keys: Order): object {
  const alternatives = keys.map(([key, direction], i) => ({
    ...Object.fromEntries(keys.slice(0, i).map(([earlier]) => [earlier, fieldOf(anchor, earlier)])),
    [key]: { [direction === 1 ? '$gt' : '$lt']: fieldOf(anchor, key) },
  }))
  return { $or: alternatives.map(range => ({ $and: [base, range] })) }
}

const fieldOf = (row: StandingDocument, key: string): unknown =>
  key === 'who.pinyin' ? row.who.pinyin : row[key as keyof StandingDocument]

/** As much of the placing as speaks of this one standing. */
export function placingFor(standing: StandingDocument, classes: Placing['classes'], { quotas }: RuleSet): Placing {
  const { cadreId, suggested, mark } = standing
  const only = (holds: boolean): string[] => (holds ? [cadreId] : [])
  return {
    classes,
    placed: only(mark === null && suggested === quotas.colour && standing.colour !== quotas.colour),
    tied: only(mark === 'tied'),
    full: only(mark === 'full'),
  }
}
