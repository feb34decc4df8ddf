import { type FieldErrors, field } from '../../web/form.ts'
import { count, instantText } from '../../web/format.ts'
import type { ImportDocument } from './import-model.ts'
import type { Outcome } from './run-import.ts'

/** The page where a file is sent, with what was sent before. */
export function uploadView(imports: readonly ImportDocument[], errors: FieldErrors) {
  return {
    errors,
    file: field('file', '依据文件', {}, errors, {
      required: true,
      accept: '.xlsx',
      help: 'Excel 工作簿（.xlsx），不超过 10 MB，一次最多 3000 行。',
    }),
    history: imports.map(found => ({
      path: `/evidence/import/${found._id}`,
      at: instantText(found.sent.at),
      fileName: found.fileName,
      by: found.sent.by.name,
      rows: count(sumOf(found, 'total')),
      outcome: outcomeOf(found),
    })),
  }
}

function outcomeOf({ status, recorded, issueCount }: ImportDocument): string {
  if (status === 'done') return `已记入账本 ${count(recorded)} 条`
  if (status === 'refused') return `${count(issueCount)} 处错误，未导入`
  if (status === 'dropped') return '已作废，未导入'
  return recorded === 0 ? '都已有，无需导入' : '已核对，待确认'
}

/** What a good item comes to: nothing is recorded before the confirmation, nor of a file that has a fault. */
const added: Readonly<Record<ImportDocument['status'], string>> = {
  done: '新增',
  ready: '将新增',
  refused: '可导入',
  dropped: '可导入',
}

const outcomeWords = (outcome: Outcome, status: ImportDocument['status']): string =>
  ({ new: added[status], there: '已有', refused: '错误' })[outcome]

/** The page of one import: what it would do, did, or why it cannot. */
export function importView(found: ImportDocument, errors: FieldErrors) {
  const { _id, status, recorded, lines, issues, issueCount } = found
  const rows = sumOf(found, 'total')
  return {
    path: `/evidence/import/${_id}`,
    fileName: found.fileName,
    lead: `${instantText(found.sent.at)} 由 ${found.sent.by.name} 上传`,
    headline: headlineOf(found),
    errors,
    isRefused: status === 'refused',
    added: added[status],
    linesTitle: status === 'refused' || status === 'dropped' ? '无误的各项（没有导入）' : '逐项结果',
    mayConfirm: status === 'ready' && recorded > 0,
    verb: `确认导入，记入账本 ${count(recorded)} 条`,
    sheets: found.sheets.map(sheet => ({
      name: sheet.name,
      total: count(sheet.total),
      new: count(sheet.new),
      there: count(sheet.there),
      refused: count(sheet.refused),
      good: count(sheet.total - sheet.refused),
    })),
    issues: issues.map(({ sheet, row, heading, message }) => ({
      sheet: sheet || '文件',
      row: row === 0 ? '—' : String(row),
      heading: heading || '整行',
      message,
    })),
    issueNote: issueCount > issues.length ? `只列出前 ${issues.length} 处，其余见错误工作簿。` : '',
    lines: lines
      .filter(line => line.outcome !== 'refused')
      .map(line => ({
        sheet: line.sheet,
        row: String(line.row),
        what: line.what,
        outcome: outcomeWords(line.outcome, status),
        isNew: line.outcome === 'new',
      })),
    lineNote: lines.length === 200 ? `只列出前 200 项，全文共 ${count(rows)} 行。` : '',
  }
}

const sumOf = ({ sheets }: ImportDocument, key: 'total' | 'refused'): number =>
  sheets.reduce((sum, sheet) => sum + sheet[key], 0)

function headlineOf(found: ImportDocument): string {
  const { status, recorded, done } = found
  if (status === 'done')
    return `已于 ${instantText(done?.at ?? '')} 由 ${done?.by.name ?? ''} 导入，记入账本 ${count(recorded)} 条。`
  if (status === 'dropped') return '之后又上传了新的文件，这一份已作废，什么也没有导入。'
  if (status === 'refused') return `${refusedWords(sumOf(found, 'total'), sumOf(found, 'refused'))}改好后重新上传即可。`
  if (recorded === 0) return '文件中的内容账本里都已有，没有需要导入的。'
  return '这是试导入的结果，还没有写入。请核对后确认。'
}

/** Nothing of a refused file is imported, its good rows neither. */
function refusedWords(total: number, refused: number): string {
  if (total === 0) return '没有导入任何内容。'
  const good = `其余 ${count(total - refused)} 行无误。`
  return `没有导入任何内容：共 ${count(total)} 行，有误 ${count(refused)} 行，${good}有一行有误，整个文件都不导入；`
}
