import { type Connection, type Model, Schema } from 'mongoose'
import type { Amendment } from '../../domain/people/register.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { ImportReport } from './import-report.ts'

export const IMPORTS = 'imports'
export const IMPORT_ROWS = 'import_rows'

interface Signed {
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Instant
}

/** A file that was sent, what it would do, and whether it was carried out. The rows as typed lie beside it until then. */
export interface ImportDocument {
  readonly _id: string
  readonly fileName: string
  /** SHA-256 of the file, hex. */
  readonly hash: string
  readonly sent: Signed
  readonly status: 'refused' | 'ready' | 'done' | 'dropped'
  /** The roster's version the report was made at. */
  readonly rosterVersion: number
  readonly report: ImportReport
  /** The same file, carried out before. */
  readonly repeats: (Signed & { readonly id: string }) | null
  readonly done: (Signed & { readonly effectiveOn: Day; readonly amendment?: Amendment }) | null
}

/** A slice of a sheet as typed: JSON of `[row number, [[column, text or null for a formula], …]]` each. */
export interface ImportRows {
  readonly _id: string
  readonly importId: string
  readonly sheet: string
  readonly rows: string
}

const options = { strict: 'throw', versionKey: false, minimize: false, id: false } as const
const signed = { by: { type: new Schema({ id: String, name: String }, { _id: false }) }, at: String }

const importSchema = new Schema<ImportDocument>(
  {
    _id: { type: String, required: true },
    fileName: String,
    hash: String,
    sent: new Schema(signed, { _id: false }),
    status: { type: String, required: true },
    rosterVersion: Number,
    report: Schema.Types.Mixed,
    repeats: new Schema({ ...signed, id: String }, { _id: false, id: false }),
    done: new Schema({ ...signed, effectiveOn: String, amendment: String }, { _id: false }),
  },
  { ...options, collection: IMPORTS },
)

const rowsSchema = new Schema<ImportRows>(
  { _id: { type: String, required: true }, importId: String, sheet: String, rows: String },
  { ...options, collection: IMPORT_ROWS },
)

export const importModel = (connection: Connection): Model<ImportDocument> =>
  (connection.models.Import as Model<ImportDocument> | undefined) ??
  connection.model<ImportDocument>('Import', importSchema)

export const importRowsModel = (connection: Connection): Model<ImportRows> =>
  (connection.models.ImportRows as Model<ImportRows> | undefined) ??
  connection.model<ImportRows>('ImportRows', rowsSchema)
