import type { ClassRule, Colour, ConditionRule } from './rule-set.ts'

/** The choices of a rule set in the words of its page. */
export const matchWords: Readonly<Record<Colour['match'], string>> = {
  any: '满足任一条件即建议',
  all: '须满足全部条件',
  default: '不属于其他颜色的其余情形',
}

export const effectWords: Readonly<Record<ConditionRule['effect'], string>> = {
  suggest: '建议',
  veto: '一票否决',
  lock: '否决并锁定，不计分、不排名',
  alert: '只提示，不列入',
}

export const unitKindWords: Readonly<Record<ClassRule['unitKinds'][number], string>> = {
  town: '镇街',
  department: '市直部门',
  enterprise: '国企',
  other: '其他单位',
}

/** Whether a colour praises or warns, and how heavily; another number reads otherwise. */
export const directionWords = (direction: number): string =>
  named[direction] ?? `${direction > 0 ? '正向' : '负向'}（${direction > 0 ? direction : `−${-direction}`}）`

const named: Readonly<Record<number, string>> = {
  2: '正向（更好）',
  1: '正向',
  0: '中性',
  [-1]: '负向',
  [-2]: '负向（重）',
  [-3]: '负向（更重）',
}

/** The directions a colour is usually given, the best first. */
export const usualDirections: readonly number[] = [2, 1, 0, -1, -2, -3]

export function termWords(term: Colour['term']): string {
  if (term === null) return '无期限'
  const { months, extensions, extensionMonths } = term
  return extensions === 0 ? `${months} 个月` : `${months} 个月，可延期 ${extensions} 次，不超过 ${extensionMonths} 个月`
}

/** `提醒谈话（5 个工作日内）`. */
export const taskWords = ({ task, workingDays }: Colour['consequences'][number]): string =>
  workingDays === null ? task : `${task}（${workingDays} 个工作日内）`
