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
  /** Writes where every channel of a fact stands. */
  move(work: Work, life: FactLife): void
  page(filter: FactFilter, order: FactOrder, place: FactPlace, limit: number): Promise<FactPage>
  /** How many stand where, by the same filter without its state. */
  counts(filter: FactFilter): Promise<ReadonlyMap<FactState, number>>
  /** How many wait that were recorded by this moment. */
  waitingSince(filter: FactFilter, recordedBy: Instant): Promise<number>
  /** Those that wait and were recorded by this moment, oldest first. */
  waitingRows(recordedBy: Instant): Promise<readonly FactRow[]>
  rows(ids: readonly number[]): Promise<readonly FactRow[]>
}

export function createFactStore({ connection }: Database): FactStore {
  const model = factModel(connection)
  return {
    put: (work, { _id, ...row }) => work.replace(FACTS, _id, row),
    move: (work, life) => {
      for (const channel of life.channels)
        work.update(FACTS, channel.id, { $set: { state: stateOf(life, channel.id) } })
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
      const rows = found.slice(0, limit)
      const behind = anchor !== null
      return {
        rows: backwards ? rows.reverse() : rows,
        hasPrevious: backwards ? more : behind,
        hasNext: backwards ? behind : more,
      }
    },
    counts: async filter => {
      const groups = await model.aggregate<{ _id: FactState; n: number }>([
        { $match: narrowed({ ...filter, state: null }) },
        { $group: { _id: '$state', n: { $sum: 1 } } },
      ])
      return new Map(groups.map(({ _id, n }) => [_id, n]))
    },
    waitingSince: (filter, recordedBy) =>
      model.countDocuments({
        ...narrowed({ ...filter, state: 'waiting' }),
        recordedAt: mongoose.trusted({ $lte: recordedBy }),
      }),
    waitingRows: recordedBy =>
      model
        .find({ state: 'waiting', recordedAt: mongoose.trusted({ $lte: recordedBy }) })
        .sort({ _id: 1 })
        .lean<FactRow[]>(),
    rows: ids =>
      model
        .find({ _id: mongoose.trusted({ $in: [...ids] }) })
        .sort({ _id: -1 })
        .lean<FactRow[]>(),
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

function narrowed(filter: FactFilter): Record<string, unknown> {
  const { state, code, unitId, from, to, channel, late } = filter
  const cadreIds = filter.cadreIds && mongoose.trusted({ $in: [...filter.cadreIds] })
  const named = { state, code, unitId, cadreIds, channel, late }
  const day = { ...(from !== null && { $gte: from }), ...(to !== null && { $lte: to }) }
  return {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)),
    ...(Object.keys(day).length > 0 && { day: mongoose.trusted(day) }),
  }
}
