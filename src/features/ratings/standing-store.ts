import type { Day } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { PlacingDocument } from './board-keeper.ts'
import type { Movement } from './movement.ts'
import { MOVEMENTS, PLACINGS, type StandingDocument, standingModel } from './standing-model.ts'

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
  '_id' | 'unitId' | 'classCode' | 'scored' | 'score' | 'suggested' | 'mark' | 'placed'
> & { readonly who: Pick<StandingDocument['who'], 'level'> }

/** Counts per suggested colour (marks that hide it apart) of one unit. */
export interface UnitCount {
  readonly unitId: string
  readonly classCode: string
  readonly suggested: string
  readonly mark: string | null
  readonly n: number
}

export interface StandingStore {
  standing(cadreId: string): Promise<StandingDocument | null>
  all(): Promise<readonly StandingDocument[]>
  /** Every row of a filter in order, for exports: an async stream. */
  stream(filter: StandingFilter, sort: StandingSort): AsyncIterable<StandingDocument>
  /** Every outline of a filter, in no order. */
  outlines(filter: StandingFilter): AsyncIterable<StandingOutline>
  page(filter: StandingFilter, sort: StandingSort, start: PageStart, limit: number): Promise<StandingPage>
  count(filter: StandingFilter): Promise<number>
  counts(): Promise<readonly UnitCount[]>
  placedCounts(): Promise<readonly { readonly unitId: string; readonly placed: string; readonly n: number }[]>
  /** What is suggested for everybody. */
  outcomes(): Promise<readonly { readonly cadreId: string; readonly suggested: string; readonly mark: string | null }[]>
  /** The levels (职务层次) that occur. */
  levels(): Promise<readonly string[]>
  /** 1 + the scored members of the class with a higher score. */
  rank(standing: StandingDocument): Promise<number | null>
  placing(): Promise<PlacingDocument | null>
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
  ids(): Promise<readonly string[]>
}

type Order = readonly [string, 1 | -1][]

const reversed = (keys: Order): Order => keys.map(([key, direction]) => [key, direction === 1 ? -1 : 1])

const orders: Readonly<Record<StandingSort, Order>> = {
  score: [
    ['score', -1],
    ['_id', 1],
  ],
  name: [
    ['who.pinyin', 1],
    ['_id', 1],
  ],
  unit: [
    ['unitId', 1],
    ['score', -1],
    ['_id', 1],
  ],
}

// Filters are built here from parsed scalars: their operators are ours, not a visitor's.
const { trusted } = mongoose

export function createStandingStore(database: Database): StandingStore {
  const model = standingModel(database.connection)
  const find = (filter: object) => model.find(filter)
  const movements = database.db.collection<Movement>(MOVEMENTS)
  const placings = database.db.collection<PlacingDocument>(PLACINGS)
  return {
    standing: id => model.findById(id).lean<StandingDocument>(),
    all: () => find({}).sort({ _id: 1 }).lean<StandingDocument[]>(),
    stream: (filter, sort) =>
      model
        .find(condition(filter))
        .sort([...orders[sort]])
        .lean<StandingDocument>()
        .cursor(),
    outlines: filter =>
      model
        .find(condition(filter))
        .select('unitId classCode who.level scored score suggested mark placed')
        .lean<StandingOutline>()
        .cursor({ batchSize: 5000 }),
    page: async (filter, sort, { after, before }, limit) => {
      const backwards = before !== null
      const keys = backwards ? reversed(orders[sort]) : orders[sort]
      const id = before ?? after
      const anchor = id === null ? null : await model.findById(id).lean<StandingDocument>()
      const where = anchor === null ? condition(filter) : { $and: [condition(filter), beyond(anchor, keys)] }
      const found = await find(where)
        .sort([...keys])
        .limit(limit + 1)
        .lean<StandingDocument[]>()
      const rows = found.slice(0, limit)
      const more = found.length > limit
      return backwards
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: anchor !== null, later: more }
    },
    count: filter => model.countDocuments(condition(filter)),
    counts: async () => {
      const groups = await model.aggregate<{ _id: Omit<UnitCount, 'n'>; n: number }>([
        {
          $group: {
            _id: { unitId: '$unitId', classCode: '$classCode', suggested: '$suggested', mark: '$mark' },
            n: { $sum: 1 },
          },
        },
      ])
      return groups.map(({ _id, n }) => ({ ..._id, n }))
    },
    placedCounts: async () => {
      const groups = await model.aggregate<{ _id: { unitId: string; placed: string }; n: number }>([
        { $match: { placed: { $ne: null } } },
        { $group: { _id: { unitId: '$unitId', placed: '$placed' }, n: { $sum: 1 } } },
      ])
      return groups.map(({ _id, n }) => ({ ..._id, n }))
    },
    outcomes: async () => {
      const rows = await find({})
        .select('suggested mark')
        .lean<Pick<StandingDocument, '_id' | 'suggested' | 'mark'>[]>()
      return rows.map(({ _id, suggested, mark }) => ({ cadreId: _id, suggested, mark }))
    },
    levels: async () => (await model.distinct('who.level')).filter((level): level is string => !!level).sort(),
    rank: async ({ scored, score, classCode }) =>
      scored ? 1 + (await model.countDocuments({ classCode, scored: true, score: trusted({ $gt: score }) })) : null,
    placing: () => placings.findOne({ _id: 'current' }),
    movements: ({ cadreId, unitIds, changesOnly, until, limit }) =>
      movements
        .find({
          ...(cadreId === undefined ? {} : { cadreId }),
          ...(unitIds ? { unitId: { $in: [...unitIds] } } : {}),
          ...(changesOnly ? { from: { $ne: null } } : {}),
          ...(until === undefined ? {} : { on: { $lte: until } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    lastMovements: async (cadreIds, until) => {
      const found = await movements
        .aggregate<{ _id: string; last: Movement }>([
          { $match: { cadreId: { $in: [...cadreIds] }, on: { $lte: until } } },
          { $sort: { cadreId: 1, _id: 1 } },
          { $group: { _id: '$cadreId', last: { $last: '$$ROOT' } } },
        ])
        .toArray()
      return new Map(found.map(({ _id, last }) => [_id, last]))
    },
    dueIds: async day =>
      (
        await find({ nextChangeOn: trusted({ $lte: day }) })
          .select('_id')
          .lean<{ _id: string }[]>()
      ).map(row => row._id),
    ids: async () => (await find({}).select('_id').lean<{ _id: string }[]>()).map(row => row._id),
  }
}

const hidingMarks = ['insufficient', 'indeterminate']

/** A colour means: of that colour, and not hidden behind 依据不足 or 不定色. */
function condition(filter: StandingFilter): object {
  const alternatives = filter.colours.map(code =>
    filter.list === 'placed'
      ? { placed: code }
      : hidingMarks.includes(code)
        ? { mark: code }
        : { suggested: code, mark: trusted({ $nin: hidingMarks }) },
  )
  return {
    ...(alternatives.length === 0 ? {} : alternatives.length === 1 ? alternatives[0] : { $or: alternatives }),
    ...(filter.list === 'placed' && alternatives.length === 0 ? { placed: trusted({ $ne: null }) } : {}),
    ...(filter.classCode === null ? {} : { classCode: filter.classCode }),
    ...(filter.unitIds === null ? {} : { unitId: trusted({ $in: [...filter.unitIds] }) }),
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

/** What comes after a row in an order: the first key beyond, or equal and the next one beyond. */
function beyond(anchor: StandingDocument, keys: Order): object {
  return {
    $or: keys.map(([key, direction], i) => ({
      ...Object.fromEntries(keys.slice(0, i).map(([earlier]) => [earlier, fieldOf(anchor, earlier)])),
      [key]: trusted({ [direction === 1 ? '$gt' : '$lt']: fieldOf(anchor, key) }),
    })),
  }
}

const fieldOf = (row: StandingDocument, key: string): unknown =>
  key === 'who.pinyin' ? row.who.pinyin : row[key as keyof StandingDocument]
