import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Threshold } from '../../domain/rules/threshold.ts'
import { sameAmount, thresholdsOf } from '../../domain/rules/thresholds.ts'
import { type FieldErrors, field, initially } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { amountText, typedText } from './amount-text.ts'
import { comparisonRows } from './comparison-view.ts'
import type { RuleDocument } from './rules-model.ts'
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
    ],
    mayEdit: open && can(actor, 'rules.draft'),
    mayPublish: publishes && !isEditor,
    mustBeOther: publishes && isEditor,
    becamePath: draft.became === null ? null : `/rules/${draft.became}`,
    became: draft.became ?? '',
    comparison: comparisonRows(base, draft.ruleSet),
  }
}

/** The numbers of a draft as the form holds them. */
export const draftValues = (draft: RuleDocument): Input =>
  initially({
    version: String(draft.version),
    note: draft.note,
    ...Object.fromEntries(thresholdsOf(draft.ruleSet).map(one => [one.key, typedText(one, one.value)])),
  })

export interface DraftForm {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly typed: Input
  readonly errors: FieldErrors
  /** Somebody else saved meanwhile: what they saved stands beside what was typed. */
  readonly stale: boolean
}

/** Every number with the old one beside it, grouped as on the page of the rules. */
export function draftForm({ draft, base, typed, errors, stale }: DraftForm) {
  const old = thresholdsOf(base)
  const now = new Map(thresholdsOf(draft.ruleSet).map(one => [one.key, one]))
  const line = (threshold: Threshold) => {
    const present = now.get(threshold.key) ?? threshold
    const control = field(threshold.key, `${threshold.place} ${threshold.label}`, typed, errors, { required: true })
    const wasSaved = stale && control.value !== typedText(present, present.value)
    return {
      ...control,
      help: null,
      words: threshold.label,
      unit: threshold.unit,
      old: amountText(threshold, threshold.value),
      isChanged: !sameAmount(present.value, threshold.value),
      saved: wasSaved ? amountText(present, present.value) : null,
      grades: threshold.grades.map(({ label }) => ({ label, selected: label === control.value })),
    }
  }
  const groups = (section: Threshold['section'], titleOf: (of: string) => string) =>
    [...new Set(old.filter(one => one.section === section).map(({ of }) => of))].map(of => ({
      title: titleOf(of),
      rows: old.filter(one => one.section === section && one.of === of).map(line),
    }))
  const sentence = (id: string): string => base.conditions.find(rule => rule.id === id)?.sentence ?? ''
  const fact = (code: string): string => base.evidence.find(rule => rule.code === code)?.label ?? ''
  return {
    errors,
    stale,
    version: String(draft.version),
    note: field('note', '起草理由', typed, errors, {
      required: true,
      maxlength: 500,
      lines: 2,
      help: '为什么改，发布后随版本公开。',
    }),
    sections: [
      { title: '条件的限值', groups: groups('conditions', id => `${id} ${sentence(id)}`) },
      { title: '得分', groups: groups('score', of => scoreTitles[of] ?? of) },
      { title: '标注', groups: groups('marks', () => '依据不足、不定色') },
      { title: '名额', groups: groups('quotas', () => '蓝名单名额') },
      { title: '事实的分值与封顶', groups: groups('evidence', code => `${code} ${fact(code)}`) },
    ],
  }
}

const scoreTitles: Readonly<Record<string, string>> = {
  parts: '组成部分的权重，合计须为 100',
  fading: '时间折减',
  eventClip: '事件分上下限',
  clip: '总分上下限',
}
