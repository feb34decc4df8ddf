import type { RawRow, RawSheet } from '../../domain/people/roster/issues.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import {
  IMPORT_ROWS,
  IMPORTS,
  type ImportDocument,
  type ImportRows,
  importModel,
  importRowsModel,
} from './import-model.ts'

/** Imports in the database, with the rows as typed until they are carried out. */
export interface ImportStore {
  import(id: string): Promise<ImportDocument | null>
  importIn(work: Work, id: string): Promise<ImportDocument | null>
  /** The latest first. */
  latest(limit: number): Promise<readonly ImportDocument[]>
  /** The last one carried out of a file with this hash. */
  doneOf(hash: string): Promise<ImportDocument | null>
  rowsOf(id: string): Promise<readonly RawSheet[]>
  put(work: Work, document: ImportDocument): void
  putRows(work: Work, id: string, sheets: readonly RawSheet[]): void
  /** Forgets the rows of this import: they hold personal data nobody needs any more. */
  dropRows(work: Work, id: string): Promise<void>
  /** Drops what this person sent before and never carried out. */
  dropEarlier(work: Work, userId: string): Promise<void>
}

const SLICE = 500

export function createImportStore({ connection }: Database): ImportStore {
  const imports = importModel(connection)
  const slices = importRowsModel(connection)
  return {
    import: id => imports.findById(id).lean<ImportDocument>(),
    importIn: async (work, id) => {
      await work.flush()
      return imports.findById(id).session(work.session).lean<ImportDocument>()
    },
    latest: limit => imports.find().sort({ 'sent.at': -1, _id: -1 }).limit(limit).lean<ImportDocument[]>(),
    doneOf: hash => imports.findOne({ hash, status: 'done' }).sort({ 'sent.at': -1 }).lean<ImportDocument>(),
    rowsOf: async id => joined(await slices.find({ importId: id }).sort({ _id: 1 }).lean<ImportRows[]>()),
    put: (work, { _id, ...rest }) => work.replace(IMPORTS, _id, rest),
    putRows: (work, id, sheets) => {
      let part = 0
      for (const { name, rows } of sheets) {
        for (let from = 0; from === 0 || from < rows.length; from += SLICE) {
          const text = JSON.stringify(rows.slice(from, from + SLICE).map(({ number, cells }) => [number, [...cells]]))
          part += 1
          work.insert(IMPORT_ROWS, {
            _id: `${id}:${String(part).padStart(4, '0')}`,
            importId: id,
            sheet: name,
            rows: text,
          })
        }
      }
    },
    dropRows: (work, id) => dropAll(work, [id]),
    dropEarlier: async (work, userId) => {
      await work.flush()
      const status = mongoose.trusted({ $in: ['ready' as const, 'refused' as const] })
      const open = await imports
        .find({ 'sent.by.id': userId, status })
        .select({ _id: 1 })
        .session(work.session)
        .lean<{ _id: string }[]>()
      const ids = open.map(({ _id }) => _id)
      for (const id of ids) work.update(IMPORTS, id, { $set: { status: 'dropped' } })
      await dropAll(work, ids)
    },
  }

  async function dropAll(work: Work, ids: readonly string[]): Promise<void> {
    await work.flush()
    const importId = mongoose.trusted({ $in: [...ids] })
    const found = await slices.find({ importId }).select({ _id: 1 }).session(work.session).lean<{ _id: string }[]>()
    for (const { _id } of found) work.remove(IMPORT_ROWS, _id)
  }
}

function joined(slices: readonly ImportRows[]): RawSheet[] {
  const sheets = new Map<string, RawRow[]>()
  for (const { sheet, rows } of slices) {
    const read = (JSON.parse(rows) as [number, [number, string | null][]][]).map(([number, cells]) => ({
      number,
      cells: new Map(cells),
    }))
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), ...read])
  }
  return [...sheets].map(([name, rows]) => ({ name, rows }))
}
