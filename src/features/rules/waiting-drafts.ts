import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { isOutdated } from '../../domain/rules/publication.ts'
import { isInvolved } from '../../domain/rules/review.ts'
import { instantText } from '../../web/format.ts'
import type { DraftHead, RulesStore } from './rules-store.ts'

/** A draft that waits for a person, in words, and where it is dealt with. */
export interface WaitingDraft {
  readonly what: '待审核' | '待发布' | '已退回，待修改'
  readonly draft: string
  readonly path: string
  /** Who brought it here, and when. */
  readonly by: string
}

/** Drafts on which this person has the next word: to review, to publish, or to mend what came back. The newest first. */
export async function waitingDrafts(store: RulesStore, actor: Actor): Promise<readonly WaitingDraft[]> {
  if (!can(actor, 'rules.review')) return []
  const [drafts, published] = await Promise.all([store.underReview(), store.published()])
  const lastId = published.at(-1)?.ruleSet.id ?? ''
  return drafts.filter(draft => !isOutdated(draft, lastId)).flatMap(draft => waitingFor(draft, actor))
}

function waitingFor(draft: DraftHead, actor: Actor): readonly WaitingDraft[] {
  const { review } = draft
  const path = `/rules/drafts/${draft._id}`
  const named = { draft: `${draft.note}（第 ${draft.version} 稿）` }
  const isSecond = can(actor, 'rules.publish') && !isInvolved(draft, actor.userId)
  if (review.state === 'submitted' && isSecond)
    return [
      { ...named, what: '待审核', path: `${path}/review`, by: said(review.submittedBy, '送审', review.submittedAt) },
    ]
  // The draft's own page: its trial may have grown old, and the page says what comes next.
  if (review.state === 'approved' && isSecond)
    return [{ ...named, what: '待发布', path, by: said(review.reviewedBy, '审核通过', review.reviewedAt) }]
  if (review.state === 'returned' && review.submittedBy.id === actor.userId)
    return [{ ...named, what: '已退回，待修改', path, by: said(review.reviewedBy, '退回', review.reviewedAt) }]
  return []
}

const said = ({ name }: { readonly name: string }, verb: string, at: string): string =>
  `${name}于 ${instantText(at)} ${verb}`
