import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { IMPORTS, type ImportDocument, importModel } from './import-model.ts'

/** Imports of evidence in the database. */
export interface ImportStore {
  find(id: string): Promise<ImportDocument | null>
  findIn(work: Work, id: string): Promise<ImportDocument | null>
  /** The latest first, without their rows. */
  latest(limit: number): Promise<readonly ImportDocument[]>
  put(work: Work, document: ImportDocument): void
  /** Drops what this person sent before and never carried out: it holds personal data nobody needs any more. */
  dropEarlier(work: Work, userId: string): void
}

export function createImportStore({ connection }: Database): ImportStore {
  const model = importModel(connection)
  return {
    find: id => model.findById(id).lean<ImportDocument>(),
    findIn: async (work, id) => {
      await work.flush()
      return model.findById(id).session(work.session).lean<ImportDocument>()
    },
    latest: limit => model.find().select({ rows: 0 }).sort({ 'sent.at': -1 }).limit(limit).lean<ImportDocument[]>(),
    put: (work, { _id, ...rest }) => work.replace(IMPORTS, _id, rest),
    dropEarlier: (work, userId) => {
      const open = { 'sent.by.id': userId, status: mongoose.trusted({ $in: ['ready', 'refused'] }) }
      work.updateMany(IMPORTS, open, { $set: { status: 'dropped', rows: '' } })
    },
  }
}
