import { Invalid } from '../../domain/errors.ts'
import type { FieldErrors } from '../../web/form.ts'
import { parseInput } from '../../web/parse.ts'
import { download, page, type Route, redirect } from '../../web/route.ts'
import { importView, uploadView } from './import-view.ts'
import type { Imports } from './imports.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_BYTES = 10 * 1024 * 1024
const right = 'evidence.import'

/** Pages of the import of evidence: send, look, confirm. */
export function evidenceRoutes({ imports }: { readonly imports: Imports }): Route[] {
  const upload = async (errors: FieldErrors = {}) =>
    page('evidence/upload', '导入依据', uploadView(await imports.latest(), errors))
  const show = async (id: string, errors: FieldErrors = {}) =>
    page('evidence/import', '核对依据', importView(await imports.find(id), errors))
  return [
    { method: 'GET', path: '/evidence/import', right, audit: 'evidence.imports', handle: () => upload() },
    {
      method: 'GET',
      path: '/evidence/template.xlsx',
      right,
      audit: 'evidence.template',
      handle: async () => download('其他依据导入模板.xlsx', XLSX, out => imports.writeTemplate(out)),
    },
    {
      method: 'POST',
      path: '/evidence/import',
      right,
      audit: 'evidence.send',
      upload: { field: 'file', maxBytes: MAX_BYTES },
      handle: async visit => {
        parseInput({}, visit.body)
        if (visit.upload === null) throw new Invalid({ file: '请选择要上传的 Excel 文件。' })
        return redirect(`/evidence/import/${await imports.send(visit.actor, visit.upload, visit)}`)
      },
      again: (_visit, errors) => upload(errors),
    },
    {
      method: 'GET',
      path: '/evidence/import/:id',
      right,
      audit: 'evidence.import-show',
      handle: ({ params }) => show(params.id ?? ''),
    },
    {
      method: 'GET',
      path: '/evidence/import/:id/errors.xlsx',
      right,
      also: 'exports.download',
      audit: 'evidence.errors',
      logsRead: true,
      handle: async ({ params }) => {
        const { _id, fileName } = await imports.find(params.id ?? '')
        const name = `${fileName.replace(/\.xlsx$/i, '')}（错误）.xlsx`
        return download(name, XLSX, out => imports.writeErrors(_id, out))
      },
    },
    {
      method: 'POST',
      path: '/evidence/import/:id/confirmation',
      right,
      audit: 'evidence.import',
      handle: async visit => {
        const id = visit.params.id ?? ''
        parseInput({}, visit.body)
        await imports.confirm(visit.actor, id, visit)
        visit.session.flash('已导入，评价随即重新计算。')
        return redirect(`/evidence/import/${id}`)
      },
      again: (visit, errors) => show(visit.params.id ?? '', errors),
    },
  ]
}
