import { plain } from '../../../../domain/rules/amounts.ts'
import type { EvidenceRule } from '../../../../domain/rules/rule-set.ts'
import { evidenceLine } from '../../evidence-view.ts'
import type { Collection } from '../collection.ts'
import { blankFact, factForm } from './facts.ts'
import type { Part } from './part.ts'

const collection: Collection = {
  key: 'evidence',
  id: 'code',
  noun: '事实',
  headings: ['代码', '事实', '本人', '分管领导', '主要负责人', '单位', '依据材料', '层级', '封顶'],
  blank: blankFact,
  form: factForm,
  cells(item) {
    const rule = item as EvidenceRule
    const { code, label, person, charge, chief, unit, proof, cap } = evidenceLine(rule)
    return [
      { text: code },
      { text: label },
      ...[person, charge, chief, unit].map(text => ({ text, isNumber: true })),
      { text: proof },
      { text: plain(rule.tier * 100), isNumber: true },
      { text: cap },
    ]
  },
  finished: item => item,
}

/** The kinds of facts and what each counts. */
export const evidence: Part = {
  code: 'evidence',
  label: '事实与分值',
  lead: '每种事实的分值、层级和封顶。只改分值可用“全部数值”一页。',
  keys: ['evidence'],
  sheet: collection,
}
