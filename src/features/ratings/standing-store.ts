import type { Document } from 'mongodb'
import type { Placing } from '../../domain/rating/place.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import { emptyPlacing } from './board.ts'
import type { PlacesDocument, PlacingDocument } from './board-keeper.ts'
import type { CountsDocument } from './counts.ts'
import { inEdition, movementsFrom } from './edition.ts'
import type { Movement } from './movement.ts'
import { COUNTS, MOVEMENTS, PLACINGS, STANDINGS, type StandingDocument } from './standing-model.ts'
import {
  condition,
  type Order,
  orderFrom,
  orders,
  pageFilter,
  type StandingFilter,
  type StandingSort,
} from './standing-query.ts'

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
  /** What people decided. */
  readonly placed: string | null
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
  /** How the database reads a page: its winning plan. */
  explain(filter: StandingFilter, sort: StandingSort, after: string | null): Promise<Document>
  /** How many a filter lets through, COUNTED_TO + 1 for more than COUNTED_TO. */
  count(filter: StandingFilter, edition?: number): Promise<number>
  counts(edition?: number): Promise<readonly UnitCount[]>
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

/** Beyond this nobody needs to know how many exactly, and counting would cost. */
export const COUNTED_TO = 1000

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
  const rangeOf = (filter: StandingFilter, keys: Order, anchor: StandingDocument | null, edition: number) =>
    standings.find(pageFilter(filter, keys, anchor, inEdition(edition))).sort([...keys])
  const countsIn = async (edition?: number): Promise<CountsDocument[]> =>
    db
      .collection<CountsDocument>(COUNTS)
      .find({ edition: await numberOf(edition) })
      .toArray()
  return {
    current,
    standing,
    all: async edition =>
      standings
        .find(await within({}, edition))
        .sort({ cadreId: 1 })
        .toArray(),
    stream: async function* (filter, sort, edition) {
      yield* rangeOf(filter, orders[sort], null, await numberOf(edition))
    },
    outlines: async function* (filter, edition) {
      const keys = ['cadreId', 'unitId', 'classCode', 'who.level', 'scored', 'score', 'suggested', 'mark', 'placed']
      const projection = Object.fromEntries([['_id', 0], ...keys.map(key => [key, 1])])
      const found = await within(condition(filter), edition)
      yield* standings.find<StandingOutline>(found, { projection, batchSize: 5000 })
    },
    page: async (filter, sort, { after, before }, limit, edition) => {
      const id = before ?? after
      const number = await numberOf(edition)
      const anchor = id === null ? null : await standing(id, number)
      const found = await rangeOf(filter, orderFrom(sort, before), anchor, number)
        .limit(limit + 1)
        .toArray()
      const rows = found.slice(0, limit)
      const more = found.length > limit
      return before !== null
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: anchor !== null, later: more }
    },
    explain: async (filter, sort, after) => {
      const number = await numberOf()
      const anchor = after === null ? null : await standing(after, number)
      const plan = await rangeOf(filter, orders[sort], anchor, number).limit(51).explain()
      return plan.queryPlanner.winningPlan
    },
    count: async (filter, edition) =>
      standings.countDocuments(await within(condition(filter), edition), { limit: COUNTED_TO + 1 }),
    counts: async edition => {
      const units = await countsIn(edition)
      return units.flatMap(({ unitId, cells }) => cells.map(cell => ({ unitId, ...cell })))
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
