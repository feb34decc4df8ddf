import type { Connection, Model } from 'mongoose'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import { type Migration, mongoose } from '../../platform/database/index.ts'
import { indexVersions } from '../../platform/kept-versions.ts'

export const DRAFTS = 'drafts'
export const KIND = 'assessment'
/** What each 考察 was before a change: it stood from its `updatedAt` up to `until`; `of` names it. */
export const VERSIONS = 'draft_versions'

/** As stored. `endsOn` is the last day of the period, '' while there is none: lists sort by it. */
export type AssessmentDocument = Omit<Assessment, 'id'> & {
  readonly _id: string
  readonly kind: typeof KIND
  readonly endsOn: string
}

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<AssessmentDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    content: { type: Mixed, required: true },
    endsOn: { type: String, default: '' },
    unitId: { type: String, default: '' },
    ruleSetId: { type: String, required: true },
    version: { type: Number, required: true },
    author: { type: Mixed, required: true },
    editors: { type: [String], required: true },
    createdAt: { type: String, required: true },
    updatedAt: { type: String, required: true },
    stage: { type: Mixed, required: true },
    history: { type: [Mixed], required: true },
  } as never,
  { collection: DRAFTS, strict: 'throw', versionKey: false, id: false, minimize: false },
)
schema.index({ kind: 1, updatedAt: -1, _id: -1 })
schema.index({ kind: 1, endsOn: -1, _id: -1 })
schema.index({ kind: 1, 'stage.state': 1, updatedAt: -1 })
schema.index({ kind: 1, 'content.cadreId': 1, endsOn: -1 })
schema.index({ 'content.cycle': 1 }, { sparse: true })

export function assessmentModel(connection: Connection): Model<AssessmentDocument> {
  return connection.models.Assessment ?? connection.model<AssessmentDocument>('Assessment', schema)
}

export const migrations: readonly Migration[] = [
  {
    name: '2026-11-24-assessments',
    up: async ({ connection }) => {
      const model = assessmentModel(connection)
      await model.createCollection()
      await model.createIndexes()
    },
  },
  {
    name: '2026-11-25-assessments-of-cycles',
    up: async ({ connection }) => assessmentModel(connection).createIndexes(),
  },
  {
    name: '2026-11-29-assessment-versions',
    up: ({ db }) => indexVersions(db, VERSIONS, { key: { until: 1, updatedAt: 1 } }),
  },
]
