import { plain } from '../../domain/rules/amounts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'

/** How the score is formed: the formula, the ballot groups, fading and clips. */
export function scoreView({ score, evaluation, findings, repetition }: RuleSet) {
  const { eventClip, clip, fading, parts } = score
  const ballots = parts.find(part => part.from === 'ballots')?.weight ?? 0
  return {
    formula: `S = ${parts.map(part => `${plain(part.weight)}% ${part.label}`).join(' + ')} + 事件分 A`,
    lines: [
      `总分不低于 ${plain(clip.min)} 分，不高于 ${plain(clip.max)} 分；事件分合计不低于 ${plain(eventClip.min)} 分，不高于 ${plain(eventClip.max)} 分，超出部分另列一行。`,
      `一条记录${fading.map(line => `在发生后 ${line.months} 个月内按 ${line.weight}% 计`).join('，')}，此后不计；负面事实在因它列入的名单期限内不折减。`,
      `核实结论：属实按 ${findings.true}% 计，部分属实按 ${findings.partly}% 计，不实不计；经批准容错的事实保留，按 0 分计。`,
      `提醒谈话后 ${repetition.months} 个月内同类再犯（N10），按原分值的 ${plain(repetition.factor)} 倍计。`,
      '某一部分或某一格没有数据时，其余按比例折算，并注明“不完整”。',
    ],
    groups: evaluation.map(group => ({
      label: group.label,
      weight: `${plain(group.weight)}%`,
      effective: `${plain(Math.round((group.weight * ballots) / 10_000))}%`,
      minBallots: `${group.minBallots} 票`,
    })),
  }
}
