import { type FieldErrors, field, select } from '../../web/form.ts'
import type { Input } from '../../web/route.ts'
import { findingNames, type ShowParts, showView } from './show-view.ts'

export type Decision = 'submission' | 'verification' | 'return' | 'reversal' | 'ballot-verification'

interface Wording {
  readonly question: string
  readonly verb: string
  readonly danger: boolean
}

const wordings: Readonly<Record<Decision, Wording>> = {
  submission: { question: '提交核实？提交后不能再改，由另一人核实后计入。', verb: '提交核实', danger: false },
  verification: { question: '核实无误，计入评价？计入后只能冲正，不能修改。', verb: '核实计入', danger: false },
  return: { question: '退回给录入人改正？', verb: '退回', danger: false },
  reversal: { question: '冲正这份已计入的考察？原记录和冲正记录都保留并显示。', verb: '冲正', danger: true },
  'ballot-verification': {
    question: '核实民主测评票？核实属实的，按规则提出建议。',
    verb: '记录核实结果',
    danger: false,
  },
}

/** The page that asks before something is done with a 考察, with all of it below. */
export function decisionView(decision: Decision, parts: ShowParts, typed: Input, errors: FieldErrors) {
  const { assessment } = parts
  const sheet = showView(parts)
  const findings = Object.entries(findingNames).map(([value, label]) => ({ value, label }))
  const fields = {
    comment: field('comment', '退回意见', typed, errors, { required: true, maxlength: 500, help: '写明要改正什么。' }),
    reason: field('reason', '冲正理由', typed, errors, { required: true, maxlength: 500 }),
    finding: select('finding', '核实结果', findings, typed, errors, { required: true }),
    note: field('note', '核实情况', typed, errors, { maxlength: 500, help: '怎样核实的：回访、座谈、复核票数。' }),
  }
  return {
    ...wordings[decision],
    sheet,
    object: `${sheet.title}，${sheet.lead}，考察期 ${assessment.content.from ?? '—'} 至 ${assessment.content.to ?? '—'}`,
    action: `/assessments/${assessment.id}/${decision}`,
    cancel: `/assessments/${assessment.id}`,
    version: String(assessment.version),
    asksVersion: decision === 'submission' || decision === 'verification',
    comment: decision === 'return' ? fields.comment : null,
    reason: decision === 'reversal' ? fields.reason : null,
    finding: decision === 'ballot-verification' ? fields.finding : null,
    note: decision === 'ballot-verification' ? fields.note : null,
    errors,
  }
}
