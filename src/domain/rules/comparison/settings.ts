import { plain } from '../amounts.ts'
import { titleOf } from '../publication.ts'
import type { RuleSet } from '../rule-set.ts'
import type { Aspect } from './list-changes.ts'
import type { RuleSection } from './rule-change.ts'

interface Setting extends Aspect<RuleSet> {
  readonly section: RuleSection
  readonly place: string
}

/** What is said once in a rule set and is no threshold. Its number, and so the end of its title, is the version's own. */
export const settings: readonly Setting[] = [
  { section: 'general', place: '规则', what: '格式', say: ({ format }) => String(format) },
  { section: 'general', place: '规则', what: '名称', say: ({ title }) => titleOf(title, 1).replace(/ 第一版$/, '') },
  { section: 'general', place: '规则', what: '依据', say: ({ basis }) => basis },
  {
    section: 'score',
    place: '时间折减',
    what: '分段',
    say: ({ score }) => score.fading.map(({ months }) => months).join(' '),
    shown: ({ score }) => score.fading.map(({ months, weight }) => `${months} 个月内 ${weight}%`).join('，'),
    replaces: () => 'score.fading',
  },
  {
    section: 'evidence',
    place: '核实结论',
    what: '计分比例',
    say: ({ findings }) => `属实 ${findings.true}%，部分属实 ${findings.partly}%，不实 ${findings.false}%`,
  },
  {
    section: 'evidence',
    place: '同类再犯',
    what: '加倍',
    say: ({ repetition: { months, factor } }) => `谈话后 ${months} 个月内按 ${plain(factor)} 倍`,
  },
  { section: 'limits', place: '标注', what: '不在岗看多久', say: ({ marks }) => `${marks.absence.months} 个月` },
  {
    section: 'limits',
    place: '名额',
    what: '给哪种颜色',
    say: ({ quotas }) => quotas.colour,
    shown: ({ quotas, colours }) => colours.find(({ code }) => code === quotas.colour)?.label ?? quotas.colour,
  },
  {
    section: 'limits',
    place: '征求意见',
    what: '单位',
    say: ({ opinions }) => opinions.offices.join('、') || '不征求',
  },
  { section: 'limits', place: '征求意见', what: '有效期', say: ({ opinions }) => `${opinions.days} 天` },
]
