import { plain, size } from '../amounts.ts'
import { conditionThresholds } from '../condition-thresholds.ts'
import { conditionWords } from '../condition-words.ts'
import { leavesOf } from '../leaves.ts'
import type { ConditionRule, Counted, Leaf, Measure, RuleSet, Streak } from '../rule-set.ts'
import { kindOf, numbersIn } from '../sentence-numbers.ts'
import type { Threshold } from '../threshold.ts'
import { type Found, findingAt } from './finding.ts'

/** A number of a condition: how it may be written, and whether its sentence has to name it. */
interface Demand {
  readonly words: string
  readonly written: readonly string[]
  readonly isTold: boolean
}

/**
 * Conditions whose sentence tells other numbers than the system judges by: it names one that the condition has not, or
 * leaves out one of its limits or windows. Forms write the sentence anew; a file may bring any.
 */
export const sentenceFindings = (ruleSet: RuleSet): Found[] => {
  const limits = conditionThresholds(ruleSet)
  return ruleSet.conditions.flatMap((rule, i) => {
    const demands = [...limits.filter(({ of }) => of === rule.id).map(ofLimit), ...leavesOf(rule).flatMap(ofLeaf)]
    const complaint = complaintOf(rule, demands)
    if (complaint === '') return []
    const witness = `系统按判断写作“${conditionWords(rule.when, ruleSet)}”`
    return [findingAt('warning', ['conditions', i, 'sentence'], complaint, witness)]
  })
}

function complaintOf({ sentence }: ConditionRule, demands: readonly Demand[]): string {
  const named = numbersIn(sentence)
  const has = new Set(demands.flatMap(({ written }) => written))
  const says = new Set(named.flatMap(({ meanings }) => meanings))
  const isSaid = (one: string): boolean => (/\d/.test(one) ? says.has(one) : sentence.includes(one))
  const foreign = named.filter(({ meanings }) => !meanings.some(one => has.has(one)))
  const untold = demands.filter(({ isTold, written }) => isTold && !written.some(isSaid))
  const faults = [
    foreign.length === 0 ? '' : `写了${listed(foreign)}，判断里没有`,
    untold.length === 0 ? '' : `没有写判断里的${listed(untold)}`,
  ].filter(text => text !== '')
  return faults.length === 0 ? '' : `与系统的判断不符：${faults.join('；')}`
}

const listed = (ones: readonly { readonly words: string }[]): string =>
  [...new Set(ones.map(({ words }) => `“${words}”`))].join('、')

/** A limit is told; but none at all, and once, need no figure: 没有, 拒不执行. */
function ofLimit({ value, typed, unit, grades }: Threshold): Demand {
  if (typeof value !== 'number') {
    const [share, all] = value
    const asPercent = plain(Math.round((share * 10_000) / all))
    return { words: `${share}/${all}`, written: [`${share}/${all}`, `${asPercent}%`], isTold: true }
  }
  if (typed === 'grade') {
    const label = grades.find(one => one.value === value)?.label
    return { words: label ?? String(value), written: [label ?? `${Math.abs(value)}件`], isTold: true }
  }
  const written = typed === 'hundredths' ? size(value) : String(Math.abs(value))
  const words = `${written}${unit === '%' ? '' : ' '}${unit}`
  return { words, written: [written + kindOf(unit)], isTold: written !== '0' && written !== '1' }
}

/** Whose window is told. What looks for the last of something, or for one case, may leave it out. */
const withinWindow = new Set([
  ...(['scoreChange', 'points', 'mean', 'latest', 'channels'] satisfies Measure['of'][]),
  ...(['facts', 'placements', 'adverse'] satisfies Counted['of'][]),
  ...(['factMonths'] satisfies Streak['of'][]),
] as string[])

/** The figures of a leaf beside its limit. */
function ofLeaf({ leaf }: { readonly leaf: Leaf }): Demand[] {
  if ('rank' in leaf) return []
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  const demand = (written: string, words: string, isTold: boolean): Demand => ({ words, written: [written], isTold })
  const months = (of: number | null, isTold: boolean): Demand[] =>
    of === null ? [] : [demand(`${of}月`, `${of} 个月`, isTold)]
  return [
    ...('months' in quantity ? months(quantity.months, withinWindow.has(quantity.of)) : []),
    ...('restrictionMonths' in quantity ? months(quantity.restrictionMonths, false) : []),
    ...(quantity.of === 'hotline'
      ? [demand(`${quantity.bottom}件`, `末 ${quantity.bottom} 位`, true), demand('12345件', '12345', false)]
      : []),
    ...(quantity.of === 'worst' ? [demand('1件', '一件', false)] : []),
  ]
}
