import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, addMonths, type Day, daysBetween, earliest, FOREVER } from '../time/days.ts'
import type { Dossier } from './dossier.ts'

/** 不定色: absent on more than the share of the days of the window; a late posting is no absence. */
export function isAbsent(dossier: Dossier, ruleSet: RuleSet): boolean {
  const { months, share } = ruleSet.marks.absence
  const first = firstDayWithin(dossier.asOf, months)
  const days = daysBetween(first, dossier.asOf) + 1
  const absent = absentDays(dossier, first)
  const excess = absent * 10_000 - days * share
  // By one day the left side moves by at most 10000 and the right by the share: the sign holds that long.
  if (absent > 0)
    dossier.horizon.note(addDays(dossier.asOf, Math.max(1, Math.ceil(Math.abs(excess) / (10_000 + share)))))
  return excess > 0
}

/** The earliest day that has `day` within `months` of it. */
function firstDayWithin(day: Day, months: number): Day {
  const first = addDays(addMonths(day, -months), 1)
  return addMonths(first, months) <= day ? addDays(first, 1) : first
}

function absentDays(dossier: Dossier, first: Day): number {
  const absent = new Set<number>()
  for (const leave of dossier.of('leave')) {
    const lastDay = leave.data.lastDay ?? FOREVER
    const last = earliest(dossier.asOf, lastDay, addDays(dossier.endOf(leave.id), -1))
    const from = leave.effectiveOn < first ? first : leave.effectiveOn
    for (let i = 0, n = daysBetween(from, last); i <= n; i += 1) absent.add(daysBetween(first, from) + i)
  }
  return absent.size
}
