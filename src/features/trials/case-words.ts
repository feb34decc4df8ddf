import { type BothRules, markText } from '../ratings/index.ts'
import type { CheckedCase } from './cases.ts'
import { markOfKey } from './colour-keys.ts'

/** What a case demands: `必须是 ◆警 黄名单·提醒`. */
export const demandWords = ({ must, colour }: CheckedCase['one'], rules: BothRules): string =>
  `${must === 'be' ? '必须是' : '不能是'} ${markText(markOfKey(rules, colour, 'after'))}`

/** What a trial found of it: `草案下为 ○常 常态，原为 ◆警 黄名单·提醒（Y1、Y3）`. */
export function outcomeWords({ counted }: CheckedCase, rules: BothRules): string {
  if (counted === null) return '当日不在评定范围'
  const now = markText(markOfKey(rules, counted.after, 'after'))
  const reasons = counted.reasons === '' ? '' : `（${counted.reasons}）`
  if (counted.before === counted.after) return `草案下为 ${now}${reasons}，与原来相同`
  return `草案下为 ${now}${reasons}，原为 ${markText(markOfKey(rules, counted.before, 'before'))}`
}

/** What became of it: whether the draft breaks or mends it, or it is as it was by the rules it is compared with. */
export function verdictWords({ verdict, before }: CheckedCase, rules: BothRules): string {
  if (verdict === 'unrated') return '未评定'
  if (verdict === 'fails') return before === 'fails' ? `${rules.before.id} 下已不符` : '草案使其不符'
  return before === 'fails' ? `符合（${rules.before.id} 下不符）` : '符合'
}
