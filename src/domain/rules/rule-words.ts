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

export function directionWords(direction: number): string {
  if (direction === 0) return '中性'
  if (direction > 0) return '正向'
  return direction < -1 ? '负向（重）' : '负向'
}

export function termWords(term: Colour['term']): string {
  if (term === null) return '无期限'
  const { months, extensions, extensionMonths } = term
  return extensions === 0 ? `${months} 个月` : `${months} 个月，可延期 ${extensions} 次，不超过 ${extensionMonths} 个月`
}

/** `提醒谈话（5 个工作日内）`. */
export const taskWords = ({ task, workingDays }: Colour['consequences'][number]): string =>
  workingDays === null ? task : `${task}（${workingDays} 个工作日内）`
