import { channels } from '../../domain/facts/channels.ts'
import { needsPerson } from '../../domain/facts/draft-faults.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { EvidenceRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { type Choice, type FieldErrors, field, select } from '../../web/form.ts'
import { signedHundredths } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { unitField } from '../people/index.ts'

/** What the form of a new fact is drawn from. */
export interface FactFormParts {
  readonly typed: Input
  readonly errors: FieldErrors
  readonly units: readonly Unit[]
  readonly ruleSet: RuleSet
  readonly today: string
}

/** The controls of the form, in the order a clerk fills them: what stays from entry to entry comes first. */
export function factForm({ typed, errors, units, ruleSet, today }: FactFormParts) {
  const { evidence } = ruleSet
  const grades = [...new Set(evidence.flatMap(rule => Object.keys(rule.byGrade ?? {})))]
  const codesOf = (of: (rule: EvidenceRule) => boolean): string =>
    evidence
      .filter(of)
      .map(rule => rule.code)
      .join('、')
  const input = (name: string, label: string, more: Parameters<typeof field>[4] = {}) =>
    field(name, label, typed, errors, more)
  const pick = (name: string, label: string, choices: readonly Choice[], more: Parameters<typeof field>[4] = {}) =>
    select(name, label, choices, typed, errors, more)
  return {
    unitId: unitField('unitId', '单位', units, typed, errors, { required: true, blank: '请选择' }),
    channel: pick('channel', '渠道', plain(channels), { required: true, blank: '请选择' }),
    documentNo: input('documentNo', '文号', {
      help: `${codesOf(rule => rule.proof === '文号')} 必填`,
      maxlength: limits.documentNo,
    }),
    day: input('day', '发生日期', { required: true, max: today, narrow: true }),
    code: pick('code', '类别', codeChoices(evidence), { required: true, blank: '请选择' }),
    field: input('field', '领域', {
      help: '选定单位后列出有人分管的领域；按当日分工归到分管领导',
      maxlength: limits.field,
    }),
    persons: input('persons', '涉及干部', {
      help: `姓名、拼音或编号，多人用顿号隔开。${codesOf(needsPerson)} 必填`,
      maxlength: 300,
    }),
    title: input('title', '事实', { required: true, help: '用一句话写明何事、何果', maxlength: limits.title }),
    proof: input('proof', '佐证', { maxlength: limits.proof, help: proofHelp(evidence, typed) }),
    intent: pick(
      'intent',
      '主观故意',
      [
        { value: 'no', label: '否' },
        { value: 'yes', label: '是' },
      ],
      { help: '负面事实必选' },
    ),
    grade: pick('grade', '等次', plain(grades), {
      blank: '不适用',
      help: `${codesOf(rule => rule.byGrade !== null)} 必选`,
    }),
    honour: input('honour', '荣誉名称', {
      help: `${codesOf(rule => rule.oncePerHonour)} 必填；同一荣誉只按最高一级计一次`,
      maxlength: limits.honour,
    }),
  }
}

export const plain = (words: readonly string[]): Choice[] => words.map(word => ({ value: word, label: word }))

/** Every code of the rule set: P1 国家级表彰推广（本人 +6.00）. */
const codeChoices = (evidence: readonly EvidenceRule[]): Choice[] =>
  evidence.map(rule => ({ value: rule.code, label: `${rule.code} ${rule.label}（${pointsWords(rule)}）` }))

function pointsWords({ byGrade, points }: EvidenceRule): string {
  if (byGrade !== null)
    return Object.entries(byGrade)
      .map(([grade, n]) => `${grade} ${signedHundredths(n)}`)
      .join('、')
  return points.person === 0 ? `单位 ${signedHundredths(points.unit)}` : `本人 ${signedHundredths(points.person)}`
}

function proofHelp(evidence: readonly EvidenceRule[], typed: Input): string {
  const rule = evidence.find(line => line.code === typed.code)
  return rule === undefined ? '写明依据的材料及其页码、单号' : `${rule.code} 的依据：${rule.proof}`
}
