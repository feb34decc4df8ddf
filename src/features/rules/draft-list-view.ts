import { isOutdated } from '../../domain/rules/publication.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Choice } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import { shortReason } from './draft-title.ts'
import type { RuleDocument } from './rules-model.ts'

const states = { draft: '起草中', adopted: '已发布', discarded: '已作废', published: '已发布' } as const

const reviewStates = {
  submitted: '待审核',
  approved: '审核通过，待发布',
  returned: '已退回',
  revoked: '审核已因修改撤销',
} as const

/** Where a draft stands, in two or three words. */
export function stateOf(draft: RuleDocument, lastId: string): string {
  const { status, became, review } = draft
  if (status === 'draft' && isOutdated(draft, lastId)) return '已过时'
  if (became !== null) return `已发布为 ${became}`
  return status === 'draft' && review ? reviewStates[review.state] : states[status]
}

/** The drafts, newest first. */
export const draftRows = (drafts: readonly RuleDocument[], lastId: string) =>
  drafts.map(draft => ({
    path: `/rules/drafts/${draft._id}`,
    note: draft.note,
    basedOn: draft.basedOn ?? '',
    state: stateOf(draft, lastId),
    version: `第 ${draft.version} 稿`,
    editors: draft.editors.map(({ name }) => name).join('、'),
    editedAt: instantText(draft.editedAt),
  }))

export const lastIdOf = (published: readonly RuleVersion[]): string => published.at(-1)?.ruleSet.id ?? ''

/** What a new draft may copy: the last version first, then the others, then the drafts that are not outdated. */
export const sourceChoices = (published: readonly RuleVersion[], drafts: readonly RuleDocument[]): Choice[] => [
  ...[...published].reverse().map(({ ruleSet }, i) => ({
    value: ruleSet.id,
    label: `${ruleSet.id} ${ruleSet.title}${i === 0 ? '（最近发布）' : ''}`,
  })),
  ...drafts
    .filter(draft => !isOutdated(draft, lastIdOf(published)))
    .map(draft => ({
      value: draft._id,
      label: `草案：${shortReason(draft.note)}（第 ${draft.version} 稿，${stateOf(draft, lastIdOf(published))}）`,
    })),
]
