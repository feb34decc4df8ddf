import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { isOutdated } from '../../domain/rules/publication.ts'
import { isInvolved, type Review } from '../../domain/rules/review.ts'
import { instantText } from '../../web/format.ts'
import { outdatedWords } from './outdated-view.ts'
import type { RuleDocument } from './rules-model.ts'
import type { TrialFact } from './trial-gate.ts'

interface Link {
  readonly label: string
  readonly path: string
}

const none: readonly Link[] = []

/** Why a draft cannot be tried and handed in yet, and what its author does about it. */
export interface Held {
  readonly words: string
  readonly next: Link
}

interface StageParts {
  readonly draft: RuleDocument
  /** The version published last. */
  readonly lastId: string
  readonly trial: TrialFact | null
  readonly actor: Actor
  readonly held: Held | null
}

/** Where a draft stands on its way to publication, what this person may do next, and what became of a review; null: nowhere. */
export function stageView({ draft, lastId, trial, actor, held }: StageParts) {
  const review = draft.review ?? null
  if (draft.status === 'discarded') return null
  if (isOutdated(draft, lastId) && draft.status === 'draft') return outdatedStage(draft, lastId, actor)
  const at = stageOf(draft, trial, review)
  const holds = at === 'try' || at === 'submit' ? held : null
  return {
    steps: stepsOf(draft, trial, review, at),
    told: review === null ? '' : toldOf(review),
    isRevoked: review?.state === 'revoked',
    waits: holds?.words ?? waitsOf(draft, actor, at),
    actions: [...(holds === null ? nextOf(draft, actor, at) : mending(actor, holds)), ...trialsOf(draft, trial, actor)],
  }
}

/** Nothing of the usual way is left. */
const outdatedStage = (draft: RuleDocument, lastId: string, actor: Actor) => ({
  steps: [],
  isRevoked: true,
  ...outdatedWords(draft, lastId, actor),
})

type Stage = 'try' | 'submit' | 'review' | 'publish' | 'over'

function stageOf(draft: RuleDocument, trial: TrialFact | null, review: Review | null): Stage {
  if (draft.status !== 'draft') return 'over'
  if (review?.state === 'submitted') return 'review'
  if (review?.state === 'approved') return trial === null ? 'try' : 'publish'
  return trial === null ? 'try' : 'submit'
}

const order: readonly Stage[] = ['try', 'submit', 'review', 'publish', 'over']

function stepsOf(draft: RuleDocument, trial: TrialFact | null, review: Review | null, at: Stage) {
  const approved = review?.state === 'approved' ? review : null
  const submitted = review?.state === 'submitted' || approved !== null ? review : null
  const lines: [Stage | null, string, string][] = [
    [null, '起草', `第 ${draft.version} 稿，${draft.editors.map(({ name }) => name).join('、')}`],
    ['try', '试算', trialWords(trial, at)],
    ['submit', '送审', submitted === null ? '起草人送审' : personAt(submitted.submittedBy.name, submitted.submittedAt)],
    ['review', '审核', approved === null ? '另一人审核' : personAt(approved.reviewedBy.name, approved.reviewedAt)],
    ['publish', '发布', draft.became === null ? '定施行日期和文号' : `已发布为 ${draft.became}`],
  ]
  return lines.map(([stage, label, note]) => {
    const isDone = stage === null || order.indexOf(stage) < order.indexOf(at)
    return { label, note, state: isDone ? 'done' : stage === at ? 'current' : 'todo', current: stage === at }
  })
}

function trialWords(trial: TrialFact | null, at: Stage): string {
  if (trial !== null) return `${trial.basis}，颜色变动 ${trial.moved} 人`
  return at === 'over' ? '已试算' : '对这一稿试算'
}

const personAt = (name: string, at: string): string => `${name}，${instantText(at)}`

/** What became of the last review, in one sentence. */
function toldOf(review: Review): string {
  switch (review.state) {
    case 'submitted':
      return `${review.submittedBy.name}于 ${instantText(review.submittedAt)} 送审第 ${review.version} 稿。${review.note}`
    case 'approved':
      return `${review.reviewedBy.name}于 ${instantText(review.reviewedAt)} 审核通过第 ${review.version} 稿。${review.comment}`
    case 'returned':
      return `${review.reviewedBy.name}于 ${instantText(review.reviewedAt)} 退回第 ${review.version} 稿：${review.comment}`
    case 'revoked':
      return `第 ${review.version} 稿${review.was === 'approved' ? '的审核' : '的送审'}已因${review.revokedBy.name}于 ${instantText(review.revokedAt)} 的修改而撤销，须重新试算、送审。`
  }
}

function waitsOf(draft: RuleDocument, actor: Actor, at: Stage): string {
  if (at === 'try') return '下一步：对这一稿试算。没有试算不能送审、不能发布；每次改动后须重新试算。'
  if (at === 'submit') return '下一步：送审。'
  if (at === 'over') return ''
  if (involves(draft, actor)) return '您起草、修改或送审了这份草案，须由另一人审核、发布。'
  return at === 'review' ? '下一步：由没有参与起草的另一人审核。' : '下一步：发布，定施行日期和文号。'
}

const involves = ({ editors, review }: RuleDocument, { userId }: Actor): boolean =>
  isInvolved({ editors, review: review ?? null }, userId)

const mending = (actor: Actor, { next }: Held): readonly Link[] => (can(actor, 'rules.draft') ? [next] : none)

/** What this person may do next. */
function nextOf(draft: RuleDocument, actor: Actor, at: Stage): readonly Link[] {
  const path = `/rules/drafts/${draft._id}`
  const second = can(actor, 'rules.publish') && !involves(draft, actor)
  const next: Readonly<Record<Stage, readonly Link[]>> = {
    try: can(actor, 'trials.run') ? [{ label: '试算这一稿', path: `/trials/new?draft=${draft._id}` }] : none,
    submit: can(actor, 'rules.draft') ? [{ label: '送审', path: `${path}/submission` }] : none,
    review: second ? [{ label: '审核', path: `${path}/review` }] : none,
    publish: second
      ? [
          { label: '发布', path: `${path}/publication` },
          { label: '重新审核', path: `${path}/review` },
        ]
      : none,
    over: none,
  }
  return next[at]
}

function trialsOf(draft: RuleDocument, trial: TrialFact | null, actor: Actor): readonly Link[] {
  if (!can(actor, 'trials.read')) return none
  const all = { label: '各次试算', path: `/trials?draft=${draft._id}` }
  if (draft.status !== 'draft')
    return draft.review ? [{ label: '看送审时的试算', path: `/trials/${draft.review.trialId}` }, all] : [all]
  return trial === null ? [all] : [{ label: '看这一稿的试算', path: `/trials/${trial.id}` }, all]
}
