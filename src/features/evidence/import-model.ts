import type { Connection, Model } from 'mongoose'
import type { Instant } from '../../domain/time/days.ts'
import { type Migration, mongoose } from '../../platform/database/index.ts'
import type { ImportIssue } from './read-import.ts'
import type { ImportLine } from './run-import.ts'

export const IMPORTS = 'evidence_imports'

interface Signed {
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Instant
}

/** How many rows of a sheet come to what. */
export interface SheetCount {
  readonly name: string
  readonly total: number
  readonly new: number
  readonly there: number
  readonly refused: number
}

/** A file that was sent, what it would do or did. `rows`: the file as typed, '' once it is carried out or dropped. */
export interface ImportDocument {
  readonly _id: string
  readonly fileName: string
  readonly sent: Signed
  readonly status: 'refused' | 'ready' | 'done' | 'dropped'
  readonly sheets: readonly SheetCount[]
  /** Entries it would record or did. */
  readonly recorded: number
  readonly lines: readonly ImportLine[]
  readonly issues: readonly ImportIssue[]
  readonly issueCount: number
  readonly rows: string
  readonly done: Signed | null
}

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<ImportDocument>(
  {
    _id: { type: String, required: true },
    fileName: { type: String, required: true },
    sent: { type: Mixed, required: true },
    status: { type: String, required: true },
    sheets: { type: [Mixed], required: true },
    recorded: { type: Number, required: true },
    lines: { type: [Mixed], required: true },
    issues: { type: [Mixed], required: true },
    issueCount: { type: Number, required: true },
    rows: { type: String, default: '' },
    done: { type: Mixed, default: null },
  } as never,
  { collection: IMPORTS, strict: 'throw', versionKey: false, id: false, minimize: false },
)
schema.index({ 'sent.at': -1 })
schema.index({ 'sent.by.id': 1, status: 1 })

export function importModel(connection: Connection): Model<ImportDocument> {
  return connection.models.EvidenceImport ?? connection.model<ImportDocument>('EvidenceImport', schema)
}

export const migrations: readonly Migration[] = [
  {
    name: '2026-11-24-evidence-imports',
    up: async ({ connection }) => {
      const model = importModel(connection)
      await model.createCollection()
      await model.createIndexes()
    },
  },
]
