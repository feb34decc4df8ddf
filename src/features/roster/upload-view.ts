import { type FieldErrors, field } from '../../web/form.ts'
import { count, instantText } from '../../web/format.ts'
import type { ImportDocument } from './import-model.ts'
import { outcomeOf } from './import-view.ts'

/** The page where a file is sent, with what was sent before. */
export function uploadView(imports: readonly ImportDocument[], errors: FieldErrors = {}) {
  return {
    errors,
    file: field('file', '名册文件', {}, errors, {
      required: true,
      accept: '.xlsx',
      help: 'Excel 工作簿（.xlsx），不超过 10 MB。',
    }),
    history: imports.map(found => ({
      path: `/roster/import/${found._id}`,
      at: instantText(found.sent.at),
      fileName: found.fileName,
      by: found.sent.by.name,
      outcome: outcomeOf(found),
      rows: count(found.report.sheets.reduce((total, sheet) => total + sheet.total, 0)),
    })),
  }
}
