import { Invalid } from '../../domain/errors.ts'
import type { Amendment } from '../../domain/people/register.ts'
import type { Clock } from '../../platform/clock.ts'
import { day, optionalChoice, parseInput } from '../../web/parse.ts'
import { download, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { importView } from './import-view.ts'
import type { Roster, Submission } from './roster.ts'
import { writeRoster } from './roster-sheet.ts'
import { uploadView } from './upload-view.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_BYTES = 10 * 1024 * 1024
const right = 'roster.import'

const confirmation = {
  effectiveOn: day('生效日期'),
  amendment: optionalChoice('信息改动', ['change', 'correction'] satisfies Amendment[]),
}

/** Pages of the import: send, look, confirm. */
export function rosterRoutes({ roster, clock }: { readonly roster: Roster; readonly clock: Clock }): Route[] {
  const upload = async (errors = {}) => page('roster/upload', '导入名册', uploadView(await roster.latest(), errors))
  const show = async ({ params, body }: Visit, errors = {}) => {
    const found = await roster.import(params.id ?? '')
    return page('roster/import', '核对名册', importView(found, clock.today(), body, errors))
  }
  return [
    { method: 'GET', path: '/roster/import', right, audit: 'roster.read', handle: () => upload() },
    {
      method: 'GET',
      path: '/roster/template.xlsx',
      right,
      audit: 'roster.template',
      handle: async () => download('干部名册导入模板.xlsx', XLSX, out => writeRoster({ sheets: {} }, out)),
    },
    {
      method: 'GET',
      path: '/roster/current.xlsx',
      right,
      also: 'exports.download',
      audit: 'roster.export',
      logsRead: true,
      handle: async () => download(`现有名册${clock.today()}.xlsx`, XLSX, out => roster.writeCurrent(out)),
    },
    {
      method: 'POST',
      path: '/roster/import',
      right,
      audit: 'roster.send',
      upload: { field: 'file', maxBytes: MAX_BYTES },
      handle: async visit => {
        parseInput({}, visit.body)
        if (visit.upload === null) throw new Invalid({ file: '请选择要上传的 Excel 文件。' })
        return redirect(`/roster/import/${await roster.send(visit.upload, submissionOf(visit))}`)
      },
      again: (_visit, errors) => upload(errors),
    },
    { method: 'GET', path: '/roster/import/:id', right, audit: 'roster.read', handle: visit => show(visit) },
    {
      method: 'GET',
      path: '/roster/import/:id/errors.xlsx',
      right,
      also: 'exports.download',
      audit: 'roster.errors',
      logsRead: true,
      handle: async ({ params }) => {
        const { _id, fileName } = await roster.import(params.id ?? '')
        const name = `${fileName.replace(/\.xlsx$/i, '')}（错误）.xlsx`
        return download(name, XLSX, out => roster.writeErrors(_id, out))
      },
    },
    {
      method: 'POST',
      path: '/roster/import/:id/comparison',
      right,
      audit: 'roster.compare',
      handle: async visit => {
        const id = visit.params.id ?? ''
        parseInput({}, visit.body)
        await roster.compare(id, submissionOf(visit))
        visit.session.flash('已按现在的名册重新核对。')
        return redirect(`/roster/import/${id}`)
      },
      again: show,
    },
    {
      method: 'POST',
      path: '/roster/import/:id/confirmation',
      right,
      audit: 'roster.import',
      handle: async visit => {
        const id = visit.params.id ?? ''
        const { effectiveOn, amendment } = parseInput(confirmation, visit.body)
        await roster.confirm(id, { effectiveOn, amendment: amendment ?? 'change' }, submissionOf(visit))
        visit.session.flash('名册已导入。')
        return redirect(`/roster/import/${id}`)
      },
      again: show,
    },
  ]
}

function submissionOf({ actor, idempotencyKey, requestId }: Visit): Submission {
  const { userId, name, role } = actor
  return { actor: { userId, name, role }, idempotencyKey, requestId }
}
