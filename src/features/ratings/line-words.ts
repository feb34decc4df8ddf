import type { ScoreLine } from '../../domain/rating/score-line.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'

/** What a line of a score is called: `结果 R`, `P4 地市级表彰`, `N6 封顶`. */
export function lineLabel(line: ScoreLine, { score, evidence }: RuleSet): string {
  switch (line.kind) {
    case 'part':
      return score.parts.find(({ code }) => code === line.part)?.label ?? line.part
    case 'fact':
      return `${line.code} ${evidence.find(({ code }) => code === line.code)?.label ?? ''}`
    case 'cap':
      return `${line.code} 封顶`
    case 'clip':
      return line.of === 'events' ? '事件分上下限' : '总分上下限'
  }
}

/** Points of a line: a part's are never below 0 and stand without a sign. */
export const linePoints = ({ kind }: ScoreLine, points: number): string =>
  kind === 'part' ? hundredths(points) : signedHundredths(points)
