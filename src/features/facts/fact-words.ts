import type { AttributionRole, EntryKind } from '../../domain/evidence/entries.ts'
import { verificationDue } from '../../domain/facts/fact-entry.ts'
import type { EvidenceRule } from '../../domain/rules/rule-set.ts'
import { type Day, dayOf, type Instant } from '../../domain/time/days.ts'
import { isProvisional, type WorkCalendar, workingDaysBetween } from '../../domain/time/working-days.ts'

/** In which capacity a fact falls to somebody. */
export const roleWords: Readonly<Record<AttributionRole, string>> = {
  person: '本人',
  charge: '分管',
  chief: '主要负责人',
  unit: '单位',
}

/** 佐证, with what the rules ask for as such: 佐证（调度表）. */
export const proofLabel = (rule: EvidenceRule | null): string => (rule === null ? '佐证' : `佐证（${rule.proof}）`)

/** What kind of record it is. */
export const kindWords: Readonly<Partial<Record<EntryKind, string>>> = {
  fact: '录入',
  verification: '核实',
  tolerance: '容错',
  reversal: '冲正',
}

/** A clock as a clerk reads it. */
export interface ClockWords {
  readonly due: string
  readonly late: boolean
  readonly soon: boolean
}

/** How long is left for verifying what was recorded then: `3 个工作日 (至 2022-06-08)`. */
export function verificationClock(recordedAt: Instant, today: Day, calendar: WorkCalendar): ClockWords {
  const recordedOn = dayOf(recordedAt)
  const due = verificationDue(recordedOn, calendar)
  const left = workingDaysBetween(today, due, calendar)
  const provisional = isProvisional(recordedOn, due, calendar) ? '，暂按周末计算' : ''
  if (today > due) {
    // Over free days a clock is past, and yet no working day has gone by.
    const past = left === 0 ? '已超期，不足 1 个工作日' : `已超 ${-left} 个工作日`
    return { due: `${past} (${due} 到期${provisional})`, late: true, soon: false }
  }
  const words = left === 0 ? '今天到期' : `${left} 个工作日`
  return { due: `${words} (至 ${due}${provisional})`, late: false, soon: left <= 1 }
}
