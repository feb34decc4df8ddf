import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { RuleFinding } from '../../domain/rules/findings/findings.ts'
import { isOutdated } from '../../domain/rules/publication.ts'
import { isRevokedByEdit } from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { comparisonRows } from './comparison-view.ts'
import { stateOf } from './draft-list-view.ts'
import { draftTitle } from './draft-title.ts'
import { factLines } from './fact-lines.ts'
import { findingRows } from './findings-view.ts'
import type { ImportedFrom, RuleDocument } from './rules-model.ts'
import { rulesTabs, sightOf } from './tabs-view.ts'
import { isChanged, parts } from './workbench/parts.ts'

interface DraftPage {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly findings: readonly RuleFinding[]
  /** The version published last. */
  readonly lastId: string
  readonly actor: Actor
  readonly typed: Input
  readonly errors: FieldErrors
}

/** A draft: where it stands, its parts with what differs from its base, and what this person may do. */
export function draftView({ draft, base, findings, lastId, actor, typed, errors }: DraftPage) {
  const isOpen = draft.status === 'draft'
  const isCurrent = isOpen && !isOutdated(draft, lastId)
  const mayDraft = can(actor, 'rules.draft')
  const path = `/rules/drafts/${draft._id}`
  return {
    title: draftTitle(draft),
    lead: `以 ${base.id} 为底。${isCurrent ? '逐部分修改；审核和发布须由没有参与起草的另一人办理。' : '只供查看。'}`,
    tabs: rulesTabs('drafts', sightOf(actor)),
    trail: [{ label: '规则草案', path: '/rules/drafts' }],
    errors,
    path,
    numbersPath: `${path}/numbers`,
    comparisonPath: `${path}/comparison`,
    exportPath: `${path}/document.json`,
    copyPath: `/rules/drafts?from=${draft._id}`,
    version: String(draft.version),
    facts: factLines([
      { label: '状态', value: stateOf(draft, lastId) },
      { label: '稿次', value: `第 ${draft.version} 稿，${instantText(draft.editedAt)}` },
      { label: '起草', value: draft.editors.map(({ name }) => name).join('、') },
      { label: '理由', value: draft.note },
      ...(draft.imported === undefined ? [] : [{ label: '来源', value: sourceWords(draft.imported) }]),
    ]),
    mayEdit: isCurrent && mayDraft,
    mayDiscard: isOpen && mayDraft,
    mayCopy: mayDraft && !isOutdated(draft, lastId),
    becamePath: draft.became === null ? null : `/rules/${draft.became}`,
    became: draft.became ?? '',
    baseId: base.id,
    parts: parts.map(part => ({
      label: part.label,
      path: `${path}/parts/${part.code}`,
      isChanged: isChanged(part, base, draft.ruleSet),
    })),
    comparison: comparisonRows(base, draft.ruleSet),
    findings: isCurrent ? findingRows(draft, findings) : [],
    isCurrent,
    revokes: isRevokedByEdit(draft.review ?? null),
    note: field('note', '起草理由', typed, errors, {
      required: true,
      maxlength: 500,
      lines: 2,
      help: '为什么改，发布后随版本公开。',
    }),
  }
}

const sourceWords = ({ fileName, version, isWhole }: ImportedFrom): string =>
  `文件“${fileName}”（${version}）${isWhole ? '' : '，导出后被改动过：文件写明的校验值与内容不符'}`
