import { Invalid } from '../../domain/errors.ts'
import { documentSchema, FORMAT, type RuleDocumentFile } from '../../domain/rules/rule-document.ts'
import type { Clock } from '../../platform/clock.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { parseInput, text } from '../../web/parse.ts'
import { type Answer, download, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { askedBy, idOf } from './asked.ts'
import type { RuleDrafts } from './drafts.ts'
import { importedFile, splitErrors } from './imported-file.ts'
import { publishedDocuments, versionOf } from './published-documents.ts'
import type { RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'

export interface DocumentRoutesDeps {
  readonly drafts: RuleDrafts
  readonly store: RulesStore
  readonly clock: Clock
}

/** A longer one is refused before it is read; what no rule set needs is told with its place. */
const MAX_BYTES = 2 * 1024 * 1024

/** A version or a draft as a file, and drafts from files. */
export function documentRoutes({ drafts, store, clock }: DocumentRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/schema.json',
      right: 'rules.read',
      audit: 'rules.schema',
      handle: async () => jsonFile('规则文件格式.schema.json', documentSchema),
    },
    {
      method: 'GET',
      path: '/rules/import',
      right: 'rules.draft',
      audit: 'rules.import-form',
      handle: visit => importPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/import',
      right: 'rules.draft',
      audit: 'rules.import',
      upload: { field: 'file', maxBytes: MAX_BYTES },
      async handle(visit) {
        const { note } = parseInput({ note: text('起草理由', 500) }, visit.body)
        if (visit.upload === null) throw new Invalid({ file: '请选择要导入的规则文件。' })
        const file = await importedFile(visit.upload)
        const id = await drafts.importDocument(visit.actor, file, note, askedBy(visit))
        visit.session.flash(
          file.imported.isWhole
            ? '已导入为草案。'
            : '已导入为草案。文件写明的校验值与内容不符：导出后被改动过，请核对每处改动。',
        )
        return redirect(`/rules/drafts/${id}`)
      },
      again: importPage,
    },
    {
      method: 'GET',
      path: '/rules/:id/document.json',
      right: 'rules.read',
      audit: 'rules.export',
      logsRead: true,
      handle: async visit => exported(visit, versionOf(await publishedDocuments(store), idOf(visit))),
    },
    {
      method: 'GET',
      path: '/rules/drafts/:id/document.json',
      right: 'rules.review',
      audit: 'rules.export-draft',
      logsRead: true,
      handle: async visit => exported(visit, await drafts.draft(visit.actor, idOf(visit))),
    },
  ]

  function exported({ actor }: Visit, { _id, ruleSet, hash, effectiveOn, status, version }: RuleDocument): Answer {
    const file: RuleDocumentFile = {
      format: FORMAT,
      version: _id,
      hash,
      effectiveOn,
      exportedAt: clock.now(),
      exportedBy: actor.name,
      ruleSet,
    }
    return jsonFile(status === 'published' ? `规则 ${_id}.json` : `规则草案 第 ${version} 稿.json`, file)
  }
}

async function importPage({ body }: Visit, found: FieldErrors): Promise<Answer> {
  const { errors, faults } = splitErrors(found)
  const model = {
    errors,
    faults,
    counted: `共 ${faults.length} 处`,
    trail: [{ label: '规则草案', path: '/rules/drafts' }],
    file: field('file', '规则文件', {}, errors, {
      required: true,
      accept: '.json',
      help: '本系统导出的 JSON 文件，不超过 2 MB。',
    }),
    note: field('note', '起草理由', body, errors, {
      required: true,
      maxlength: 500,
      lines: 2,
      help: '为什么要改规则。',
    }),
  }
  return page('rules/import', '导入规则', model)
}

const jsonFile = (fileName: string, value: unknown): Answer =>
  download(fileName, 'application/json; charset=utf-8', async out => {
    out.end(`${JSON.stringify(value, null, 2)}\n`)
  })
