import type { RuleFinding } from '../../domain/rules/findings/findings.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { comparisonRows } from './comparison-view.ts'
import { factLines } from './fact-lines.ts'
import { findingLevels } from './findings-view.ts'
import type { RuleDocument } from './rules-model.ts'
import type { FailingCase, TrialFact } from './trial-gate.ts'

/** What submission, review and publication show alike. */
export interface ReviewParts {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly findings: readonly RuleFinding[]
  readonly trial: TrialFact | null
  readonly failing: readonly FailingCase[]
}

/** The draft before a decision: what differs, what the checks say, what the trial found, which cases fail. */
export function reviewedView({ draft, base, findings, trial, failing }: ReviewParts) {
  const path = `/rules/drafts/${draft._id}`
  const review = draft.review ?? null
  return {
    path,
    trail: [
      { label: '规则草案', path: '/rules/drafts' },
      { label: `第 ${draft.version} 稿`, path },
    ],
    version: String(draft.version),
    draftVersion: draft.version,
    baseId: base.id,
    facts: factLines([
      { label: '理由', value: draft.note },
      { label: '起草', value: draft.editors.map(({ name }) => name).join('、') },
      { label: '稿次', value: `第 ${draft.version} 稿，校验值 ${draft.hash.slice(0, 16)}` },
      ...(review === null || review.state === 'returned' || review.state === 'revoked'
        ? []
        : [
            {
              label: '送审',
              value: `${review.submittedBy.name}，${instantText(review.submittedAt)}${review.note === '' ? '' : `：${review.note}`}`,
            },
          ]),
      ...(review?.state === 'approved'
        ? [
            {
              label: '审核',
              value: `${review.reviewedBy.name}，${instantText(review.reviewedAt)} 通过${review.comment === '' ? '' : `：${review.comment}`}`,
            },
          ]
        : []),
    ]),
    ...comparisonRows(base, draft.ruleSet),
    findings: findings.map(({ level, message, witness }) => ({
      level: findingLevels[level],
      isError: level === 'error',
      message,
      witness: witness ?? '',
    })),
    trial: trial === null ? null : trialWords(trial),
    failing,
  }
}

const trialWords = ({ id, basis, endedAt, moved, remarked }: TrialFact) => ({
  path: `/trials/${id}`,
  words: `${basis}，${instantText(endedAt)} 完成：颜色变动 ${moved} 人，只有标注变动 ${remarked} 人。`,
})

const decisions = [
  { value: 'approve', label: '通过' },
  { value: 'return', label: '退回' },
]

/** The reviewer's form: a decision, a comment, a reason for each failing case. */
export const decisionFields = (failing: readonly FailingCase[], typed: Input, errors: FieldErrors) => ({
  decision: select('decision', '审核意见', decisions, typed, errors, { required: true }),
  comment: field('comment', '意见', typed, errors, { maxlength: 500, lines: 3, help: '退回须写明要改什么。' }),
  cases: failing.map(({ caseId, name, found }) => ({
    found,
    ...field(`case.${caseId}`, `案例“${name}”不符`, typed, errors, {
      maxlength: 500,
      lines: 2,
      help: `${found}。通过时须说明为什么可以。`,
    }),
  })),
})
