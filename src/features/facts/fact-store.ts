import { barredFromVerifying } from '../../domain/facts/decisions.ts'
import { type FactLife, type FactState, stateOf } from '../../domain/facts/fact-life.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { FACTS, type FactRow, factModel } from './fact-model.ts'

/** Which facts. What is null does not narrow. */
export interface FactFilter {
  readonly state: FactState | null
  readonly code: string | null
  readonly unitId: string | null
  /** Falls to one of these. */
  readonly cadreIds: readonly string[] | null
  readonly from: Day | null
  readonly to: Day | null
  readonly channel: string | null
  readonly late: boolean | null
  /** Waiting, and this account may verify them as far as persons go. */
  readonly waitingFor: string | null
  /** As they stood at a point in the past; null for now. */
  readonly seen: Seen | null
}

/** A point in the past: facts up to a day, recorded up to a position of the ledger, where they stood there. */
export interface Seen {
  readonly day: Day
  readonly position: number
  /** Of those that have moved since, by id (past-states.ts). */
  readonly states: ReadonlyMap<number, FactState>
}

/** Newest or oldest recorded first, or by the day of the fact. */
export type FactOrder = 'newest' | 'oldest' | 'day' | 'day-oldest'

/** Where a page begins: behind the row of this id, or before it. */
export interface FactPlace {
  readonly after: number | null
  readonly before: number | null
}

export interface FactPage {
  readonly rows: readonly FactRow[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

/** Facts as lists find them. */
export interface FactStore {
  put(work: Work, row: FactRow): void
  /** Writes where every channel of a fact stands, and who may not verify it. */
  move(work: Work, life: FactLife): void
  page(filter: FactFilter, order: FactOrder, place: FactPlace, limit: number): Promise<FactPage>
  /** Every row of a filter in order, for exports. */
  stream(filter: FactFilter, order: FactOrder): AsyncIterable<FactRow>
  /** How many stand where, by the same filter without its state. */
  counts(filter: FactFilter): Promise<ReadonlyMap<FactState, number>>
  /** How many a filter lets through, at most `limit`. */
  count(filter: FactFilter, limit?: number): Promise<number>
  /** How many wait that were recorded by this moment. */
  waitingSince(filter: FactFilter, recordedBy: Instant): Promise<number>
  /** Those that wait and were recorded by this moment, oldest first. */
  waitingRows(recordedBy: Instant): Promise<readonly FactRow[]>
  /** Oldest first. */
  rows(ids: readonly number[]): Promise<readonly FactRow[]>
  /** Channels recorded behind a position, of facts recorded up to another one. */
  channels(span: { readonly about: number; readonly behind: number }): Promise<readonly FactRow[]>
}

export function createFactStore({ connection }: Database): FactStore {
  const model = factModel(connection)
  return {
    put: (work, { _id, ...row }) => work.replace(FACTS, _id, row),
    move: (work, life) => {
      const barred = barredFromVerifying(life)
      for (const channel of life.channels)
        work.update(FACTS, channel.id, { $set: { state: stateOf(life, channel.id), barred } })
    },
    page: async (filter, order, place, limit) => {
      const backwards = place.before !== null
      const sort = sortOf(order, backwards)
      const anchorId = place.before ?? place.after
      const anchor = anchorId === null ? null : await model.findById(anchorId).lean<FactRow>()
      const beyond = anchor === null ? {} : beyondOf(anchor, sort)
      const found = await model
        .find({ $and: [narrowed(filter), beyond] })
        .sort(sort)
        .limit(limit + 1)
        .lean<FactRow[]>()
      const more = found.length > limit
      const rows = found.slice(0, limit).map(asSeen(filter))
      const behind = anchor !== null
      return {
        rows: backwards ? rows.reverse() : rows,
        hasPrevious: backwards ? more : behind,
        hasNext: backwards ? behind : more,
      }
    },
    stream: async function* (filter, order) {
      const rows = model.find(narrowed(filter)).sort(sortOf(order, false)).lean<FactRow[]>()
      for await (const row of rows.cursor({ batchSize: 1000 })) yield asSeen(filter)(row)
    },
    counts: async filter => {
      const all = narrowed({ ...filter, state: null })
      const moved = [...(filter.seen?.states.keys() ?? [])]
      const [groups, then] = await Promise.all([
        model.aggregate<{ _id: FactState; n: number }>([
          { $match: { $and: [all, { _id: { $nin: moved } }] } },
          { $group: { _id: '$state', n: { $sum: 1 } } },
        ]),
        model.find({ $and: [all, { _id: mongoose.trusted({ $in: moved }) }] }).lean<FactRow[]>(),
      ])
      const counts = new Map(groups.map(({ _id, n }) => [_id, n]))
      for (const { state } of then.map(asSeen(filter))) counts.set(state, (counts.get(state) ?? 0) + 1)
      return counts
    },
    count: (filter, limit) => model.countDocuments(narrowed(filter), limit === undefined ? {} : { limit }),
    waitingSince: (filter, recordedBy) =>
      model.countDocuments({
        $and: [narrowed({ ...filter, state: 'waiting' }), { recordedAt: mongoose.trusted({ $lte: recordedBy }) }],
      }),
    waitingRows: recordedBy =>
      model
        .find({ state: 'waiting', recordedAt: mongoose.trusted({ $lte: recordedBy }) })
        .sort({ _id: 1 })
        .lean<FactRow[]>(),
    rows: ids =>
      model
        .find({ _id: mongoose.trusted({ $in: [...ids] }) })
        .sort({ _id: 1 })
        .lean<FactRow[]>(),
    channels: ({ about, behind }) =>
      model.find({ _id: mongoose.trusted({ $gt: behind }), root: mongoose.trusted({ $lte: about }) }).lean<FactRow[]>(),
  }
}

type Sort = Readonly<Record<string, 1 | -1>>

const sorts: Readonly<Record<FactOrder, Sort>> = {
  newest: { _id: -1 },
  oldest: { _id: 1 },
  day: { day: -1, _id: -1 },
  'day-oldest': { day: 1, _id: 1 },
}

function sortOf(order: FactOrder, backwards: boolean): Record<string, 1 | -1> {
  const lines = Object.entries(sorts[order]).map(([field, way]) => [field, backwards ? -way : way])
  return Object.fromEntries(lines)
}

/** Rows that come after `row` in this order. */
function beyondOf(row: FactRow, sort: Sort): object {
  const operator = sort._id === 1 ? '$gt' : '$lt'
  const byId = { _id: mongoose.trusted({ [operator]: row._id }) }
  return sort.day === undefined
    ? byId
    : { $or: [{ day: mongoose.trusted({ [operator]: row.day }) }, { day: row.day, ...byId }] }
}

function narrowed(filter: FactFilter): { $and: object[] } {
  const { code, unitId, from, to, channel, late, waitingFor, seen } = filter
  const cadreIds = filter.cadreIds && mongoose.trusted({ $in: [...filter.cadreIds] })
  const named = Object.entries({ code, unitId, cadreIds, channel, late }).filter(([, value]) => value !== null)
  const day = { ...(from !== null && { $gte: from }), ...(to !== null && { $lte: to }) }
  return {
    $and: [
      Object.fromEntries(named),
      ...(Object.keys(day).length > 0 ? [{ day: mongoose.trusted(day) }] : []),
      ...(waitingFor === null ? [] : [{ state: 'waiting', barred: mongoose.trusted({ $ne: waitingFor }) }]),
      ...(filter.state === null ? [] : [standing(filter.state, seen)]),
      ...(seen === null
        ? []
        : [{ _id: mongoose.trusted({ $lte: seen.position }), day: mongoose.trusted({ $lte: seen.day }) }]),
    ],
  }
}

/** Facts that stand there now, or stood there at the point that is seen. */
function standing(state: FactState, seen: Seen | null): object {
  if (seen === null || seen.states.size === 0) return { state }
  const there = [...seen.states].flatMap(([id, then]) => (then === state ? [id] : []))
  return {
    $or: [
      { state, _id: mongoose.trusted({ $nin: [...seen.states.keys()] }) },
      { _id: mongoose.trusted({ $in: there }) },
    ],
  }
}

const asSeen =
  ({ seen }: FactFilter) =>
  (row: FactRow): FactRow => ({ ...row, state: seen?.states.get(row._id) ?? row.state })
