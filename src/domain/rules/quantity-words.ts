import type { Counted, FactFilter, Measure, Streak } from './rule-set.ts'

const roleWords = { person: '本人', charge: '分管', chief: '主要负责人', unit: '单位' } as const
const groundWords = {
  discipline: '处分影响期',
  investigation: '被立案',
  disobedience: '拒不执行组织决定',
  accident: '重大责任事故问责',
  fraud: '弄虚作假',
} as const

/** A colour of the rule set by its label. */
export type ColourWord = (code: string) => string

/** What is measured, before the limit: `得分`, `3 个月内扣分合计`. */
export function measureWords(measure: Measure): string {
  switch (measure.of) {
    case 'score':
      return '得分'
    case 'coverage':
      return '依据覆盖率'
    case 'tenure':
      return '任现职'
    case 'idle':
      return '未见考察、测评和核实的事实'
    case 'scoreChange':
      return `得分比 ${measure.months} 个月前`
    case 'points':
      return `${measure.months} 个月内${factWords(measure.facts, '分值')}合计${fadingWords(measure)}`
    case 'mean':
      return `${measure.months} 个月内${factWords(measure.facts, '事实')}平均每件${fadingWords(measure)}`
    case 'latest':
      return `${measure.months} 个月内最近一件${factWords(measure.facts, '事实')}${fadingWords(measure)}`
    case 'worst':
      return `${measure.months} 个月内一件${factWords(measure.facts, '事实')}`
    case 'channels':
      return `${measure.months} 个月内${factWords(measure.facts, '事实')}的渠道`
    case 'ballotShare':
      return `${measure.months} 个月内最近一次民主测评${measure.share === 'unfit' ? '不称职票' : '优秀和称职票'}占比`
    case 'ballotUpheld':
      return '测评结果经核实'
    case 'annualGrade':
      return `${measure.months} 个月内最近一次年度考核`
  }
}

const fadingWords = ({ fading }: { readonly fading?: true }): string => (fading ? '（计时间折减）' : '')

/** What is counted, before the limit: `3 个月内 N4`. */
export function countWords(counted: Counted, colour: ColourWord): string {
  switch (counted.of) {
    case 'facts':
      return `${counted.months} 个月内${factWords(counted.facts, '事实')}`
    case 'placements':
      return `${counted.months} 个月内列入${colour(counted.colour)}`
    case 'failedRectifications':
      return `${counted.months} 个月内${colour(counted.colour)}延期期满整改仍不合格`
    case 'restrictions':
      return `有效的否决事项（${counted.grounds.map(ground => groundWords[ground]).join('、')}）`
    case 'adverse':
      return `${counted.months} 个月内${counted.colours.map(colour).join('、')}、否决事项和未结督办`
  }
}

export function streakWords(streak: Streak): string {
  if (streak.of === 'quarterGrade') return `平时考核最近连续为${streak.grades.join('、')}`
  if (streak.of === 'factMonths') return `${streak.months} 个月内连续每月都有${factWords(streak.facts, '事实')}`
  const who = streak.role === 'charge' ? `本人分管 ${streak.field} 的单位` : `本人任主要负责人的单位`
  return `${who} 12345 同类排名连续在末 ${streak.bottom} 位`
}

/** Which facts: `本人或分管承担的、完全属实的、主观故意的 N4`. */
function factWords({ codes, positive, roles, intent, full }: FactFilter, noun: string): string {
  const qualities = [
    roles === undefined ? '' : `${roles.map(role => roleWords[role]).join('或')}承担的`,
    full ? '完全属实的' : '',
    intent ? '主观故意的' : '',
  ].join('')
  const sign = positive === undefined ? noun : positive ? `正面${noun}` : noun === '分值' ? '扣分' : `负面${noun}`
  return codes === undefined ? `${qualities}${sign}` : `${qualities} ${codes.join('、')} `
}
