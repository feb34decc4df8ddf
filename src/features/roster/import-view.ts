import type { RosterIssue } from '../../domain/people/roster/issues.ts'
import { rosterLayout } from '../../domain/people/roster/layout.ts'
import type { RosterLine } from '../../domain/people/roster/plan.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { count, instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import type { ImportDocument } from './import-model.ts'
import type { ImportReport, SheetCounts } from './import-report.ts'
import { shownDifference } from './shown-difference.ts'

/** The page of one import: what it would do, did, or why it cannot. */
export function importView(found: ImportDocument, today: string, typed: Input = {}, errors: FieldErrors = {}) {
  const { report, status, fileName } = found
  const fresh = Object.keys(typed).length === 0
  const mayConfirm = status === 'ready' && report.changes > 0
  // Nothing of a refused file is new or changed.
  const lines = status === 'refused' ? [] : report.lines
  return {
    path: `/roster/import/${found._id}`,
    fileName,
    headline: headlineOf(found),
    sent: `${instantText(found.sent.at)} 由 ${found.sent.by.name} 上传`,
    repeated: found.repeats && `这个文件已于 ${instantText(found.repeats.at)} 由 ${found.repeats.by.name} 导入过。`,
    steps: stepsOf(found),
    numbers: status === 'refused' ? refusedNumbers(report) : numbersOf(report),
    sheets: report.sheets.map(sheet => sheetRow(sheet, lines)),
    isRefused: status === 'refused',
    columns: status === 'ready' || status === 'refused' ? 'main-aside' : '',
    isOpen: status === 'ready' || status === 'refused',
    mayConfirm,
    isUnchanged: status === 'ready' && report.changes === 0,
    effectiveOn: field('effectiveOn', '生效日期', fresh ? initially({ effectiveOn: today }) : typed, errors, {
      required: true,
      max: today,
      help: '没有写明起始日期的行自这一天起算；写明日期的按所写日期。',
    }),
    amendment: mayConfirm && registeredOtherwise(report) > 0 ? amendmentField(report, typed, errors) : null,
    verb: `确认导入 ${count(report.changes)} 处变化`,
    reupload: field('file', '改好的文件', {}, {}, { required: true, accept: '.xlsx' }),
    errors,
    issues: report.issues.map(issueRow),
    issueNote: moreNote(report.issueCount, report.issues.length, '其余的见错误工作簿。'),
    warnings: report.warnings.map(issueRow),
    warningTitle: `请留意（${count(report.warningCount)}）`,
    warningNote: moreNote(report.warningCount, report.warnings.length, ''),
    sections: report.sheets.flatMap(sheet => sectionOf(sheet, lines)),
  }
}

/** Rows that say something else of a cadre or a unit than the register does. */
const registeredOtherwise = ({ sheets }: ImportReport): number =>
  sheets.filter(({ code }) => code === 'A01' || code === 'B01').reduce((sum, { changed }) => sum + changed, 0)

function amendmentField(report: ImportReport, typed: Input, errors: FieldErrors) {
  const choices = [
    { value: 'change', label: '变更：自生效日期起' },
    { value: 'correction', label: '更正：原来就写错了，过去的日子也随之改正' },
  ]
  const chosen = { amendment: 'change', ...typed }
  const label = `人员、单位信息的 ${count(registeredOtherwise(report))} 行改动是`
  return select('amendment', label, choices, chosen, errors, {
    required: true,
    help: '两种都有，请分成两个文件导入。职务层次、职级自“任现…时间”所写的月份起；性别、出生年月等不会变的，一律按更正。',
  })
}

/** One line of what became of an import. */
export function outcomeOf({ status, report, done }: ImportDocument): string {
  if (status === 'done') return `已导入 ${count(report.changes)} 处变化，生效日期 ${done?.effectiveOn ?? ''}`
  if (status === 'refused') return `${count(report.issueCount)} 处错误，未导入`
  if (status === 'dropped') return '已作废，未导入'
  return report.changes === 0 ? '与在册一致，无需导入' : '已核对，待确认'
}

function headlineOf(found: ImportDocument): string {
  const { status, report, done } = found
  if (status === 'done')
    return `已于 ${instantText(done?.at ?? found.sent.at)} 由 ${done?.by.name ?? ''} 导入，生效日期 ${done?.effectiveOn ?? ''}${done?.amendment === 'correction' ? '，人员、单位信息按更正' : ''}。`
  if (status === 'dropped') return '之后又上传了新的文件，这一份已作废，什么也没有导入。'
  if (status === 'refused')
    return `没有导入任何内容：有 ${count(report.issueCount)} 处错误，整个文件都不导入。改好后重新上传即可。`
  if (report.changes === 0) return '文件内容与在册一致，没有需要导入的变化。'
  return '这是试导入的结果，还没有写入。请核对后确认；文件里没有的人和单位保持不动。'
}

function stepsOf({ status, report }: ImportDocument) {
  const isRefused = status === 'refused'
  const isDone = status === 'done'
  const check = isRefused
    ? `${count(report.issueCount)} 处错误`
    : report.changes === 0
      ? '没有变化'
      : `${count(report.changes)} 处变化`
  const state = (isCurrent: boolean, isPast: boolean) => (isCurrent ? 'current' : isPast ? 'done' : 'todo')
  return [
    { label: '上传', note: '已读取', state: 'done', current: false },
    { label: '核对', note: check, state: state(!isDone, isDone), current: !isDone },
    { label: '导入', note: isDone ? '已完成' : '确认后写入', state: state(false, isDone), current: false },
  ]
}

const number = (label: string, value: number, unit: string, change: string) => ({
  ...{ label, value: count(value), unit, change },
  path: null,
})

const sumOf = ({ sheets }: ImportReport, key: 'total' | 'new' | 'changed' | 'unchanged' | 'refused'): number =>
  sheets.reduce((total, sheet) => total + sheet[key], 0)

function numbersOf(report: ImportReport) {
  return [
    number('新增', sumOf(report, 'new'), '行', `共 ${count(sumOf(report, 'total'))} 行`),
    number('变更', sumOf(report, 'changed'), '行', '逐项列在下面'),
    number('不变', sumOf(report, 'unchanged'), '行', '与在册一致'),
    faultsOf(report),
  ]
}

/** Nothing of a refused file is imported, its good rows neither. */
function refusedNumbers(report: ImportReport) {
  const [total, refused] = [sumOf(report, 'total'), sumOf(report, 'refused')]
  return [
    number('已导入', 0, '行', `共 ${count(total)} 行`),
    number('无误', total - refused, '行', '也没有导入'),
    number('有误', refused, '行', '逐项列在下面'),
    faultsOf(report),
  ]
}

const faultsOf = ({ issueCount, warningCount }: ImportReport) =>
  number('错误', issueCount, '处', warningCount === 0 ? '没有提醒' : `另有 ${count(warningCount)} 处提醒`)

const sheetRow = (sheet: SheetCounts, lines: readonly RosterLine[]) => ({
  name: sheet.name,
  anchor: lines.some(line => line.sheet === sheet.code) ? `#s-${sheet.code}` : '',
  total: count(sheet.total),
  new: count(sheet.new),
  changed: count(sheet.changed),
  unchanged: count(sheet.unchanged),
  good: count(sheet.total - sheet.refused),
  refused: count(sheet.refused),
})

const issueRow = ({ sheet, row, heading, message }: RosterIssue) => ({
  sheet: sheet || '文件',
  row: row === 0 ? '—' : String(row),
  heading: heading || '整行',
  message,
})

const moreNote = (all: number, shown: number, where: string): string =>
  all > shown ? `只列出前 ${count(shown)} 处，共 ${count(all)} 处。${where}` : ''

function sectionOf(sheet: SheetCounts, lines: readonly RosterLine[]) {
  const own = lines.filter(line => line.sheet === sheet.code)
  if (own.length === 0) return []
  const rows = [...own.filter(line => line.outcome !== 'new'), ...own.filter(line => line.outcome === 'new')]
  const all = sheet.new + sheet.changed
  const shown = own.filter(line => line.outcome !== 'unchanged').length
  return [
    {
      anchor: `s-${sheet.code}`,
      title: `${rosterLayout[sheet.code].name}：新增 ${count(sheet.new)} 行，变更 ${count(sheet.changed)} 行`,
      note: all > shown ? `新增、变更各列出前 50 行。` : '',
      rows: rows.map(lineRow),
    },
  ]
}

const outcomes = { new: '新增', changed: '变更', unchanged: '连带' } as const

const lineRow = ({ row, outcome, who, what, changes, effects }: RosterLine) => ({
  row: String(row),
  outcome: outcomes[outcome],
  isChanged: outcome === 'changed',
  who,
  what,
  changes: changes.map(change => ({ field: change.field, ...shown(change.before, change.after) })),
  effects,
})

function shown(before: string, after: string) {
  const cut = shownDifference(before, after)
  return { before: cut.before || '（空）', after: cut.after }
}
