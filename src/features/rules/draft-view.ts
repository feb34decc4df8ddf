import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { thresholdsOf } from '../../domain/rules/thresholds.ts'
import { initially } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { typedText } from './amount-text.ts'
import { comparisonRows } from './comparison-view.ts'
import type { ImportedFrom, RuleDocument } from './rules-model.ts'
import { rulesTabs, sightOf } from './tabs-view.ts'

const states = { draft: '起草中', adopted: '已发布', discarded: '已作废', published: '已发布' } as const

/** The drafts, newest first. */
export const draftRows = (drafts: readonly RuleDocument[]) =>
  drafts.map(draft => ({
    path: `/rules/drafts/${draft._id}`,
    note: draft.note,
    basedOn: draft.basedOn ?? '',
    state: draft.became === null ? states[draft.status] : `已发布为 ${draft.became}`,
    version: `第 ${draft.version} 稿`,
    editors: draft.editors.map(({ name }) => name).join('、'),
    editedAt: instantText(draft.editedAt),
  }))

/** What a draft page shows beside the form: where it stands, and what this person may do. */
export function draftHead(draft: RuleDocument, base: RuleSet, actor: Actor) {
  const open = draft.status === 'draft'
  const isEditor = draft.editors.some(({ id }) => id === actor.userId)
  const publishes = open && can(actor, 'rules.publish')
  return {
    title: '规则草案',
    lead: `以 ${base.id} 为底，只改数，不改结构。发布须由没有参与起草的另一人办理。`,
    tabs: rulesTabs('drafts', sightOf(actor)),
    trail: [{ label: '规则草案', path: '/rules/drafts' }],
    path: `/rules/drafts/${draft._id}`,
    facts: [
      { label: '状态', value: draft.became === null ? states[draft.status] : `已发布为 ${draft.became}` },
      { label: '稿次', value: `第 ${draft.version} 稿，${instantText(draft.editedAt)}` },
      { label: '起草', value: draft.editors.map(({ name }) => name).join('、') },
      { label: '理由', value: draft.note },
      ...(draft.imported === undefined ? [] : [{ label: '来源', value: sourceWords(draft.imported) }]),
    ],
    exportPath: `/rules/drafts/${draft._id}/document.json`,
    comparisonPath: `/rules/drafts/${draft._id}/comparison`,
    mayEdit: open && can(actor, 'rules.draft'),
    mayPublish: publishes && !isEditor,
    mustBeOther: publishes && isEditor,
    becamePath: draft.became === null ? null : `/rules/${draft.became}`,
    became: draft.became ?? '',
    comparison: comparisonRows(base, draft.ruleSet),
  }
}

const sourceWords = ({ fileName, version, isWhole }: ImportedFrom): string =>
  `文件“${fileName}”（${version}）${isWhole ? '' : '，导出后被改动过：文件写明的校验值与内容不符'}`

/** The numbers of a draft as the form holds them. */
export const draftValues = (draft: RuleDocument): Input =>
  initially({
    version: String(draft.version),
    note: draft.note,
    ...Object.fromEntries(thresholdsOf(draft.ruleSet).map(one => [one.key, typedText(one, one.value)])),
  })
