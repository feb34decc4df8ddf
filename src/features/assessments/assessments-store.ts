import type { Assessment, AssessmentState } from '../../domain/assessments/assessment.ts'
import type { CycleAssessment } from '../../domain/cycles/progress.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { keepVersion, stoodUntilAfter } from '../../platform/kept-versions.ts'
import type { PastDay } from '../viewpoints/index.ts'
import { type AssessmentDocument, assessmentModel, DRAFTS, KIND, VERSIONS } from './assessment-model.ts'

const { trusted } = mongoose

/** Stages of an aggregation. */
type Stages = mongoose.PipelineStage[]

/** Which ones; null does not narrow. */
export interface AssessmentFilter {
  readonly state: AssessmentState | null
  readonly type: string | null
  readonly unitId: string | null
  readonly cadreIds: readonly string[] | null
  /** Periods that overlap these days. */
  readonly from: Day | null
  readonly to: Day | null
  /** Submitted, and this account had no part in it. */
  readonly waitingFor: string | null
  readonly seen: SeenFrom | null
}

/**
 * From when they are looked at: as each stood at the moment (当时所知), or as those now are whose period had ended by the
 * day (现在所知). Null for today.
 */
export interface SeenFrom extends PastDay {
  readonly knownAt: Instant
}

/** Narrows nothing. */
export const everything: AssessmentFilter = {
  state: null,
  type: null,
  unitId: null,
  cadreIds: null,
  from: null,
  to: null,
  waitingFor: null,
  seen: null,
}

/** Where a page begins: beyond this value of the sorted field and this id. */
export interface Cursor {
  readonly value: string
  readonly id: string
}

export interface AssessmentQuery {
  readonly filter: AssessmentFilter
  readonly sort: 'updatedAt' | 'endsOn'
  readonly descending: boolean
  readonly after: Cursor | null
  readonly before: Cursor | null
  readonly limit: number
}

export interface AssessmentPage {
  readonly items: readonly Assessment[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

/** Assessments in the database, from draft to counted. */
export interface AssessmentsStore {
  find(id: string, seen?: SeenFrom | null): Promise<Assessment | null>
  findIn(work: Work, id: string): Promise<Assessment | null>
  page(query: AssessmentQuery): Promise<AssessmentPage>
  /** How many there are in each state, whatever state the filter names. */
  counts(filter: AssessmentFilter): Promise<ReadonlyMap<AssessmentState, number>>
  /** How many it lets through, at most `limit`. */
  count(filter: AssessmentFilter, limit?: number): Promise<number>
  /** Those of a cycle, as far as its progress asks. */
  inCycle(cycleId: string): Promise<CycleAssessment[]>
  /** Of those in the filter's scope, how many stood at that moment in a version superseded before any were kept. */
  lost(filter: AssessmentFilter): Promise<number>
  /** Puts it as it is now, and keeps what it was. */
  put(work: Work, before: Assessment | null, after: Assessment): void
}

export function createAssessmentsStore({ connection, db }: Database): AssessmentsStore {
  const model = assessmentModel(connection)
  const counted = async (stages: Stages): Promise<number> =>
    (await model.aggregate<{ n: number }>([...stages, { $count: 'n' }]))[0]?.n ?? 0
  return {
    find: async (id, seen = null) => {
      const [found] = await model.aggregate<AssessmentDocument>(among({ ...everything, seen }, id))
      return orNull(found ?? null)
    },
    findIn: async (work, id) => {
      await work.flush()
      return orNull(await model.findOne({ _id: id, kind: KIND }).session(work.session).lean<AssessmentDocument>())
    },
    page: async query => {
      const { sort, limit, before, after } = query
      const down = query.descending !== (before !== null)
      const direction = down ? -1 : 1
      const beyond = beyondCursor(sort, before ?? after, down)
      const found = await model.aggregate<AssessmentDocument>([
        ...among(query.filter),
        { $match: beyond },
        { $sort: { [sort]: direction, _id: direction } },
        { $limit: limit + 1 },
      ])
      const items = found.slice(0, limit).map(toAssessment)
      const more = found.length > limit
      if (before !== null) return { items: items.reverse(), hasPrevious: more, hasNext: true }
      return { items, hasPrevious: after !== null, hasNext: more }
    },
    counts: async filter => {
      const stages = among({ ...filter, state: null })
      const found = await model.aggregate<{ _id: AssessmentState; n: number }>([
        ...stages,
        { $group: { _id: '$stage.state', n: { $sum: 1 } } },
      ])
      return new Map(found.map(({ _id, n }) => [_id, n]))
    },
    count: (filter, limit) => counted([...among(filter), ...(limit === undefined ? [] : [{ $limit: limit }])]),
    lost: async filter => {
      if (filter.seen?.known !== 'then') return 0
      const { knownAt } = filter.seen
      const wanted = mongoFilter(filter)
      const [changed, kept] = await Promise.all([
        counted([{ $match: { ...wanted, createdAt: { $lte: knownAt }, updatedAt: { $gt: knownAt } } }]),
        db.collection(VERSIONS).countDocuments({ ...wanted, ...standingAt(knownAt) }),
      ])
      return changed - kept
    },
    inCycle: async cycleId => {
      const found = await model
        .find({ kind: KIND, 'content.cycle': cycleId })
        .select('content.cadreId stage.state')
        .lean<AssessmentDocument[]>()
      return found.map(({ _id, content, stage }) => ({ id: _id, cadreId: content.cadreId, state: stage.state }))
    },
    put: (work, before, after) => {
      const { id, ...rest } = stored(after)
      work.replace(DRAFTS, id, rest)
      if (before === null) return
      const { id: _, ...was } = stored(before)
      keepVersion(work, VERSIONS, before, was)
    },
  }
}

const stored = (assessment: Assessment) => ({ kind: KIND, endsOn: assessment.content.to ?? '', ...assessment })

/** The stages that bring what a filter lets through, as it is seen from there. */
function among(filter: AssessmentFilter, id?: string): Stages {
  const wanted = mongoFilter(filter)
  const current = id === undefined ? wanted : { ...wanted, _id: id }
  const { seen } = filter
  if (seen === null) return [{ $match: current }]
  if (seen.known === 'now') return [{ $match: { $and: [current, { endsOn: { $gt: '', $lte: seen.day } }] } }]
  const earlier = id === undefined ? wanted : { ...wanted, of: id }
  return [
    { $match: { ...current, updatedAt: { $lte: seen.knownAt } } },
    {
      $unionWith: {
        coll: VERSIONS,
        pipeline: [
          { $match: { ...earlier, ...standingAt(seen.knownAt) } },
          { $set: { _id: '$of' } },
          { $unset: ['of', 'until'] },
        ],
      },
    },
  ]
}

/** Superseded since, but not then. */
const standingAt = (moment: Instant) => ({ updatedAt: { $lte: moment }, ...stoodUntilAfter(moment) })

function mongoFilter({ state, type, unitId, cadreIds, from, to, waitingFor }: AssessmentFilter): object {
  return {
    kind: KIND,
    ...(state !== null && { 'stage.state': state }),
    ...(type !== null && { 'content.type': type }),
    ...(unitId !== null && { unitId }),
    ...(cadreIds !== null && { 'content.cadreId': trusted({ $in: cadreIds }) }),
    ...(from !== null && { endsOn: trusted({ $gte: from }) }),
    ...(to !== null && { 'content.from': trusted({ $lte: to }) }),
    ...(waitingFor !== null && { 'stage.state': 'submitted', editors: trusted({ $ne: waitingFor }) }),
  }
}

function beyondCursor(sort: AssessmentQuery['sort'], cursor: Cursor | null, down: boolean): object {
  if (cursor === null) return {}
  const past = (value: string) => trusted(down ? { $lt: value } : { $gt: value })
  return { $or: [{ [sort]: past(cursor.value) }, { [sort]: cursor.value, _id: past(cursor.id) }] }
}

const orNull = (document: AssessmentDocument | null): Assessment | null => document && toAssessment(document)

const toAssessment = ({ _id, kind: _kind, endsOn: _endsOn, ...rest }: AssessmentDocument): Assessment => ({
  id: _id,
  ...rest,
})
