import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Threshold } from '../../domain/rules/threshold.ts'
import { sameAmount, thresholdsOf } from '../../domain/rules/thresholds.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { amountText, typedText } from './amount-text.ts'
import type { RuleDocument } from './rules-model.ts'

export interface DraftForm {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly typed: Input
  readonly errors: FieldErrors
  /** Somebody else saved meanwhile: what they saved stands beside what was typed. */
  readonly stale: boolean
}

/** Every number with the old one beside it, grouped as on the page of the rules. */
export function draftForm(form: DraftForm) {
  const { draft, base, errors, stale } = form
  const old = new Map(thresholdsOf(base).map(one => [one.key, one]))
  const now = thresholdsOf(draft.ruleSet).map(threshold => ({
    threshold,
    line: lineOf(threshold, old.get(threshold.key) ?? null, form),
  }))
  const groups = (section: Threshold['section'], titleOf: (of: string) => string) => {
    const own = now.filter(({ threshold }) => threshold.section === section)
    return [...new Set(own.map(({ threshold }) => threshold.of))].map(of => ({
      title: titleOf(of),
      rows: own.filter(({ threshold }) => threshold.of === of).map(({ line }) => line),
    }))
  }
  const sentence = (id: string): string => draft.ruleSet.conditions.find(rule => rule.id === id)?.sentence ?? ''
  const linesOf = (code: string, ends: (name: string) => boolean) =>
    now
      .filter(({ threshold: { section, of, key } }) => section === 'evidence' && of === code && ends(key))
      .map(({ line }) => line)
  return {
    errors,
    stale,
    version: String(draft.version),
    sections: [
      { title: '条件的限值', groups: groups('conditions', id => `${id} ${sentence(id)}`) },
      { title: '得分', groups: groups('score', of => scoreTitles[of] ?? of) },
      { title: '标注与提示', groups: groups('marks', of => markTitles[of] ?? of) },
      { title: '名额', groups: groups('quotas', () => '蓝名单名额') },
    ],
    evidence: draft.ruleSet.evidence.map(({ code, label }) => ({
      code,
      label,
      columns: [
        { lines: linesOf(code, key => key.endsWith('.person') || key.includes('.grade.')) },
        { lines: linesOf(code, key => key.endsWith('.charge')) },
        { lines: linesOf(code, key => key.endsWith('.chief')) },
        { lines: linesOf(code, key => key.endsWith('.unit')) },
        { lines: linesOf(code, key => key.endsWith('.cap')) },
      ],
    })),
  }
}

/** The numbers that were typed and are otherwise in the draft. */
export const unsavedNumbers = ({ ruleSet }: RuleDocument, typed: Input) =>
  thresholdsOf(ruleSet).flatMap(threshold => {
    const [before, after] = [typedText(threshold, threshold.value), first(typed, threshold.key).trim()]
    return before === after ? [] : [{ place: `${threshold.place} ${threshold.label}`, before, after }]
  })

/** One number: the control, the old value, and what somebody else saved. */
function lineOf(threshold: Threshold, before: Threshold | null, { typed, errors, stale }: DraftForm) {
  const control = field(threshold.key, `${threshold.place} ${threshold.label}`, typed, errors, { required: true })
  const wasSaved = stale && control.value !== typedText(threshold, threshold.value)
  const isPlainRole = /\.(person|charge|chief|unit)$/.test(threshold.key)
  return {
    ...control,
    help: null,
    words: threshold.label,
    short: isPlainRole ? '' : threshold.label,
    unit: threshold.unit,
    old: amountText(threshold, before?.value ?? null),
    isChanged: before === null || !sameAmount(threshold.value, before.value),
    saved: wasSaved ? amountText(threshold, threshold.value) : null,
    grades: threshold.grades.map(({ label }) => ({ label, selected: label === control.value })),
  }
}

const markTitles: Readonly<Record<string, string>> = {
  marks: '依据不足、不定色',
  alerts: '提示：多近、提前多少天',
}

const scoreTitles: Readonly<Record<string, string>> = {
  parts: '组成部分的权重，合计须为 100',
  fading: '时间折减',
  eventClip: '事件分上下限',
  clip: '总分上下限',
}
