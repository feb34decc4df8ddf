import { group } from '../group.ts'
import { amount, whole } from '../lines.ts'
import { type Part, percentOptions } from './part.ts'

/** What verification and repetition do to the points of a fact. */
export const findings: Part = {
  code: 'findings',
  label: '核实与再犯',
  lead: '核实结论决定一件事实按多少计；提醒谈话后同类再犯加重。经批准容错的事实保留，按 0 分计。',
  keys: ['findings', 'repetition'],
  sheet: () =>
    group({
      findings: group(
        {
          true: whole('属实', 0, 100, percentOptions),
          partly: whole('部分属实', 0, 100, percentOptions),
          false: whole('不实', 0, 100, percentOptions),
        },
        { legend: '核实结论：分值和件数按百分之几计', isInline: true },
      ),
      repetition: group(
        {
          months: whole('谈话后几个月内', 1, 120, { suffix: '个月' }),
          factor: amount('按原分值的几倍计', 100, 1000, { suffix: '倍' }),
        },
        { legend: '提醒谈话后同类再犯（N10）', isInline: true },
      ),
    }),
}
