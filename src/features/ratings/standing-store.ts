import { BSON, type Document, type FindOptions } from 'mongodb'
import type { Day, Instant } from '../../domain/time/days.ts'
import { type Database, sharedRead } from '../../platform/database/index.ts'
import { editionIn, type PlacingDocument } from './board-keeper.ts'
import { type CountsStore, createCountsStore } from './counts-store.ts'
import { collectionsOf, type EditionKey, inEdition, movementsFrom } from './edition.ts'
import type { ListPlace, PlaceOrCadre, StandingSort } from './list-place.ts'
import { CHANGES, isChange, type Movement } from './movement.ts'
import { MOVEMENTS, PLACINGS, type StandingDocument } from './standing-model.ts'
import {
  condition,
  type Order,
  orders,
  pageFilter,
  placeFields,
  placeOf,
  reversed,
  type StandingFilter,
} from './standing-query.ts'

/** A standing as it is stored. As long as its bytes are the same, nothing of it has changed. */
interface StoredStanding {
  /** Of its document. */
  readonly id: string
  readonly bytes: Uint8Array
  document(): StandingDocument
}

/** A page by keyset. */
export interface StandingPage {
  readonly rows: readonly StoredStanding[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Where a page of a list begins: after a place, or it ends before one; else, and beside a cadre not rated, at the top. */
export interface ListStart {
  readonly after: PlaceOrCadre | null
  readonly before: PlaceOrCadre | null
}

/** What statistics read of a standing: not its reasons. */
export type StandingOutline = Pick<
  StandingDocument,
  'cadreId' | 'unitId' | 'classCode' | 'scored' | 'score' | 'suggested' | 'placed'
> & { readonly mark: string | null; readonly who: Pick<StandingDocument['who'], 'level'> }

/**
 * Reads the standings of one edition: the one named, else the one visible at this moment. A page that reads several
 * things asks for `current` once and names its edition in each, so that all of them speak of the same one.
 */
export interface StandingStore extends CountsStore {
  /** The visible edition with its rules and the cut-offs of its ranks; null while nobody was ever rated. */
  current(): Promise<PlacingDocument | null>
  /** The visible edition; the first while nobody was ever rated. */
  visible(): Promise<EditionKey>
  standing(cadreId: string, edition?: EditionKey): Promise<StandingDocument | null>
  /** Of these cadres, those who are rated. */
  standings(cadreIds: readonly string[], edition: EditionKey): Promise<readonly StandingDocument[]>
  all(edition?: EditionKey): Promise<readonly StandingDocument[]>
  /** Every row of a filter in order, for exports: an async stream. */
  stream(filter: StandingFilter, sort: StandingSort, edition?: EditionKey): AsyncIterable<StandingDocument>
  /** Every outline of a filter, in no order. */
  outlines(filter: StandingFilter, edition?: EditionKey): AsyncIterable<StandingOutline>
  page(
    filter: StandingFilter,
    sort: StandingSort,
    start: ListStart,
    limit: number,
    edition?: EditionKey,
  ): Promise<StandingPage>
  /** How the database reads a page: its winning plan. */
  explain(filter: StandingFilter, sort: StandingSort, after: PlaceOrCadre | null): Promise<Document>
  /** How many a filter lets through, COUNTED_TO + 1 for more than COUNTED_TO. */
  count(filter: StandingFilter, edition?: EditionKey): Promise<number>
  /** 1 + the scored members of the class with a higher score. */
  rank(standing: StandingDocument, edition?: EditionKey): Promise<number | null>
  movements(query: {
    readonly cadreId?: string
    readonly unitIds?: readonly string[] | null
    /** Leaves out who is rated for the first time: a roster that comes in is no change of anybody. */
    readonly changesOnly?: boolean
    /** Leaves out what changed after this day. */
    readonly until?: Day
    readonly limit: number
  }): Promise<readonly Movement[]>
  /** The movements known after a moment up to an edition, behind this one, in their order. */
  movementsAfter(
    last: string,
    since: { readonly day: Day; readonly knownAt: Instant; readonly edition: number },
  ): Promise<readonly Pick<Movement, '_id' | 'cadreId' | 'from' | 'to'>[]>
  /** The last change of each of these cadres up to a day; who did not change by then is left out. */
  lastMovements(cadreIds: readonly string[], until: Day): Promise<ReadonlyMap<string, Movement>>
  /** Who is due by a day; behind `after` when it is given. */
  dueIds(edition: EditionKey, day: Day, after?: Day | null): Promise<readonly string[]>
  /** The first day between these two on which anybody is due. */
  nextDue(edition: EditionKey, after: Day, before: Day): Promise<Day | null>
}

const storedStanding = (bytes: Uint8Array): StoredStanding => ({
  id: idOf(bytes),
  bytes,
  document: () => BSON.deserialize(bytes) as StandingDocument,
})

/** The `_id` that every stored document begins with: its size, a type, the name, the text's length, the text, a zero. */
function idOf(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes
  const stored = Buffer.from(buffer, byteOffset, byteLength)
  const begin = 4 + 1 + '_id\0'.length + 4
  return stored.toString('utf8', begin, begin + stored.readInt32LE(begin - 4) - 1)
}

/** While nobody was ever rated. */
const FIRST: EditionKey = { number: 1, base: 1 }

/** Beyond this nobody needs to know how many exactly, and counting would cost. */
export const COUNTED_TO = 1000

export function createStandingStore({ db }: Database): StandingStore {
  const movements = db.collection<Movement>(MOVEMENTS)
  const placings = db.collection<PlacingDocument>(PLACINGS)
  const placing = sharedRead(placings)
  const current = (): Promise<PlacingDocument | null> => placing('current')
  const visible = async (): Promise<EditionKey> => {
    const placing = await current()
    return placing === null ? FIRST : editionIn(placing)
  }
  const standingsOf = (edition: EditionKey) => db.collection<StandingDocument>(collectionsOf(edition).standings)
  const standing: StandingStore['standing'] = async (cadreId, asked) => {
    const edition = asked ?? (await visible())
    return standingsOf(edition).findOne({ cadreId, ...inEdition(edition) })
  }
  const counted = (filter: object, edition: EditionKey, limit?: number): Promise<number> =>
    standingsOf(edition).countDocuments({ ...filter, ...inEdition(edition) }, limit === undefined ? {} : { limit })
  const rangeOf = (
    filter: StandingFilter,
    keys: Order,
    place: ListPlace | null,
    edition: EditionKey,
    options?: FindOptions,
  ) =>
    standingsOf(edition)
      .find(pageFilter(filter, keys, place, inEdition(edition)), options)
      .sort([...keys])
  const placeAt = async (place: PlaceOrCadre | null, edition: EditionKey): Promise<ListPlace | null> => {
    if (typeof place !== 'string') return place
    const found = await standingsOf(edition).findOne(
      { cadreId: place, ...inEdition(edition) },
      { projection: placeFields },
    )
    return found && placeOf(found)
  }
  return {
    ...createCountsStore(db),
    current,
    visible,
    standing,
    standings: (cadreIds, edition) =>
      standingsOf(edition)
        .find({ cadreId: { $in: [...cadreIds] }, ...inEdition(edition) })
        .toArray(),
    all: async asked => {
      const edition = asked ?? (await visible())
      return standingsOf(edition).find(inEdition(edition)).sort({ cadreId: 1 }).toArray()
    },
    stream: async function* (filter, sort, edition) {
      // Nothing else gets its turn before a batch is read.
      yield* rangeOf(filter, orders[sort], null, edition ?? (await visible()), { batchSize: 1000 })
    },
    outlines: async function* (filter, asked) {
      const edition = asked ?? (await visible())
      const keys = ['cadreId', 'unitId', 'classCode', 'who.level', 'scored', 'score', 'suggested', 'mark', 'placed']
      const projection = Object.fromEntries([['_id', 0], ...keys.map(key => [key, 1])])
      const found = { ...condition(filter), ...inEdition(edition) }
      yield* standingsOf(edition).find<StandingOutline>(found, { projection, batchSize: 5000 })
    },
    page: async (filter, sort, { after, before }, limit, asked) => {
      const edition = asked ?? (await visible())
      const place = await placeAt(before ?? after, edition)
      const backwards = before !== null && place !== null
      const keys = backwards ? reversed(orders[sort]) : orders[sort]
      const found = rangeOf(filter, keys, place, edition, { raw: true }).limit(limit + 1)
      const rows = (await found.toArray()).map(bytes => storedStanding(bytes as unknown as Uint8Array))
      const more = rows.length > limit
      if (more) rows.pop()
      return backwards
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: place !== null, later: more }
    },
    explain: async (filter, sort, after) => {
      const edition = await visible()
      const place = await placeAt(after, edition)
      const plan = await rangeOf(filter, orders[sort], place, edition).limit(51).explain()
      return plan.queryPlanner.winningPlan
    },
    count: async (filter, edition) => counted(condition(filter), edition ?? (await visible()), COUNTED_TO + 1),
    rank: async ({ scored, score, classCode }, edition) => {
      if (!scored) return null
      const higher = { classCode, scored: true, score: { $gt: score } }
      return 1 + (await counted(higher, edition ?? (await visible())))
    },
    movements: async ({ cadreId, unitIds, changesOnly, until, limit }) => {
      const found = movements
        .find({
          _id: { $lt: movementsFrom((await visible()).number + 1) },
          ...(cadreId === undefined ? {} : { cadreId }),
          ...(unitIds ? { unitId: { $in: [...unitIds] } } : {}),
          ...(changesOnly ? isChange : {}),
          ...(until === undefined ? {} : { on: { $lte: until } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
      return (changesOnly && cadreId === undefined ? found.hint(CHANGES) : found).toArray()
    },
    movementsAfter: (last, { day, knownAt, edition }) =>
      movements
        .find(
          { _id: { $gt: last, $lt: movementsFrom(edition + 1) }, on: { $gte: day }, at: { $gt: knownAt } },
          { projection: { cadreId: 1, from: 1, to: 1 } },
        )
        .hint(last === '' ? { on: 1 } : { _id: 1 })
        .sort({ _id: 1 })
        .toArray(),
    lastMovements: async (cadreIds, until) => {
      const seen = { $lt: movementsFrom((await visible()).number + 1) }
      const found = await movements
        .aggregate<{ _id: string; last: Movement }>([
          { $match: { cadreId: { $in: [...cadreIds] }, _id: seen, on: { $lte: until } } },
          { $sort: { cadreId: 1, _id: 1 } },
          { $group: { _id: '$cadreId', last: { $last: '$$ROOT' } } },
        ])
        .toArray()
      return new Map(found.map(({ _id, last }) => [_id, last]))
    },
    dueIds: async (edition, day, after = null) => {
      const nextChangeOn = { $lte: day, ...(after === null ? {} : { $gt: after }) }
      const due = { nextChangeOn, ...inEdition(edition) }
      const found = await standingsOf(edition)
        .find(due, { projection: { _id: 0, cadreId: 1 } })
        .toArray()
      return found.map(({ cadreId }) => cadreId).sort()
    },
    nextDue: async (edition, after, before) => {
      const between = { nextChangeOn: { $gt: after, $lt: before }, ...inEdition(edition) }
      const options = { projection: { nextChangeOn: 1 }, sort: { nextChangeOn: 1 } } as const
      return (await standingsOf(edition).findOne(between, options))?.nextChangeOn ?? null
    },
  }
}
