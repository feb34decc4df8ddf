import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import { type Faults, notAfter } from './checks.ts'
import type { NewEntry } from './entries.ts'

/** A 提醒谈话 about facts of one code; the same again within the window of the rules counts double (N10). */
export interface TalkInput {
  readonly cadreId: string
  readonly code: string
  readonly on: Day
  readonly note: string
}

export function talkFaults({ code, on }: TalkInput, today: Day, ruleSet: RuleSet): Faults {
  const isNegative = ruleSet.evidence.some(rule => rule.code === code && !rule.positive)
  return { ...(!isNegative && { code: `没有负面事实类别“${code}”。` }), ...notAfter(today, on) }
}

export const talkEntry = ({ cadreId, code, on, note }: TalkInput): NewEntry => ({
  kind: 'talk',
  subjects: [cadreId],
  effectiveOn: on,
  data: { code, note },
})
