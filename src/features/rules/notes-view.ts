import { plain } from '../../domain/rules/amounts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'

/** Quotas, marks and opinions, a sentence each. */
export function limitsView({ quotas, marks, opinions, colours, classes }: RuleSet): readonly string[] {
  const label = colours.find(colour => colour.code === quotas.colour)?.label ?? ''
  return [
    `${label}：每类不超过计分人数的 ${plain(quotas.classShare)}%（向下取整），每单位不超过计分人数除以 ${quotas.unitDivisor}（向下取整，至少 1 人），按得分、结果、过程依次排。`,
    '恰在名额线上并列的，都不占名额，列为“并列待研究”；符合条件而没有名额的，列为“符合条件、名额已满”。',
    `主要负责人不超过名单的 ${plain(quotas.headShare)}%，在研判决定时核对，超过的不予通过。其他颜色没有名额，也没有最低人数。`,
    `排名只在同类之内：${classes.map(rule => rule.label).join('、')}。`,
    `依据不足：依据覆盖率低于 ${plain(marks.minCoverage)}%，得分只作参考，不据此作建议。`,
    `不定色：最近 ${marks.absence.months} 个月内不在岗超过 ${plain(marks.absence.share)}% 的天数，除否决外不作建议。`,
    `决定${label}前，须有${opinions.offices.join('、')} ${opinions.days} 天内出具的无异议意见；有异议的可以建议，不能决定。`,
  ]
}

/** How the rules are read where two people could differ (rules.md, Readings). */
export const readingsView = ({ colours, repetition }: RuleSet): readonly string[] => [
  `命中多个颜色时，取${colours.map(colour => colour.label).join(' > ')}；命中的每条理由都保留。系统只作建议，由部务会或常委会决定。`,
  '“n 个月内”：从当天起算，到 n 个月后的同一天之前；月底按当月最后一天。每月、每季、每年封顶按自然季、自然年计。',
  '同一件事从几个渠道来，只计一次，取层级最高的；一人在一件事里有两种身份，取分值大的一种，只计一次。',
  '“核实”须由录入人以外的人作出；部分属实按一半计分，也只算半件；经批准容错的事实不触发任何条件。',
  '已经因某条记录列入名单的，该记录仍列出，但不再作第二次建议；得分和按规定处理的情形不在此列。',
  `同类再犯：提醒谈话后 ${repetition.months} 个月内同一代码的事实又被核实，按原代码计，不受该代码封顶限制。`,
  '得分只在各行显示的数上四舍五入一次；总分就是各行之和。',
  '条件所需的数据缺少时，该条件为“不明”，不触发；只有成立的条件才触发。',
  '名次并列的同名次，例如 1、1、3；前 15% 指名次不大于计分人数的 15%（向上取整）。',
]
