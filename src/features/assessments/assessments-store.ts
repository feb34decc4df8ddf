import type { Assessment, AssessmentState } from '../../domain/assessments/assessment.ts'
import type { CycleAssessment } from '../../domain/cycles/progress.ts'
import type { Day } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type AssessmentDocument, assessmentModel, DRAFTS, KIND } from './assessment-model.ts'

const { trusted } = mongoose

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
  find(id: string): Promise<Assessment | null>
  findIn(work: Work, id: string): Promise<Assessment | null>
  page(query: AssessmentQuery): Promise<AssessmentPage>
  /** How many there are in each state, whatever state the filter names. */
  counts(filter: AssessmentFilter): Promise<ReadonlyMap<AssessmentState, number>>
  count(filter: AssessmentFilter): Promise<number>
  /** Those of a cycle, as far as its progress asks. */
  inCycle(cycleId: string): Promise<CycleAssessment[]>
  put(work: Work, assessment: Assessment): void
}

export function createAssessmentsStore({ connection }: Database): AssessmentsStore {
  const model = assessmentModel(connection)
  return {
    find: async id => orNull(await model.findOne({ _id: id, kind: KIND }).lean<AssessmentDocument>()),
    findIn: async (work, id) => {
      await work.flush()
      return orNull(await model.findOne({ _id: id, kind: KIND }).session(work.session).lean<AssessmentDocument>())
    },
    page: async query => {
      const { sort, limit, before, after } = query
      const down = query.descending !== (before !== null)
      const direction = down ? -1 : 1
      const beyond = beyondCursor(sort, before ?? after, down)
      const found = await model
        .find({ $and: [mongoFilter(query.filter), beyond] })
        .sort({ [sort]: direction, _id: direction })
        .limit(limit + 1)
        .lean<AssessmentDocument[]>()
      const items = found.slice(0, limit).map(toAssessment)
      const more = found.length > limit
      if (before !== null) return { items: items.reverse(), hasPrevious: more, hasNext: true }
      return { items, hasPrevious: after !== null, hasNext: more }
    },
    counts: async filter => {
      const stages = [
        { $match: mongoFilter({ ...filter, state: null }) },
        { $group: { _id: '$stage.state', n: { $sum: 1 } } },
      ]
      const found = await model.aggregate<{ _id: AssessmentState; n: number }>(stages)
      return new Map(found.map(({ _id, n }) => [_id, n]))
    },
    count: async filter => {
      const [found] = await model.aggregate<{ n: number }>([{ $match: mongoFilter(filter) }, { $count: 'n' }])
      return found?.n ?? 0
    },
    inCycle: async cycleId => {
      const found = await model
        .find({ kind: KIND, 'content.cycle': cycleId })
        .select('content.cadreId stage.state')
        .lean<AssessmentDocument[]>()
      return found.map(({ _id, content, stage }) => ({ id: _id, cadreId: content.cadreId, state: stage.state }))
    },
    put: (work, { id, ...rest }) => {
      work.replace(DRAFTS, id, { kind: KIND, endsOn: rest.content.to ?? '', ...rest })
    },
  }
}

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
