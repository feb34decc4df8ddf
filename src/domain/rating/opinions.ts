import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, daysBetween } from '../time/days.ts'
import { type Dossier, latest } from './dossier.ts'

/** What 纪委监委 and 信访 say, for deciding blue: all fresh and clear, a fresh objection, or still to be asked. */
export type Opinions = 'clear' | 'objected' | 'pending'

/** Every office's latest fresh opinion; one fresh objection is enough for 'objected'. It bars deciding, not suggesting. */
export function opinionsOf(dossier: Dossier, ruleSet: RuleSet): Opinions {
  const { offices, days } = ruleSet.opinions
  const fresh = dossier.of('opinion').filter(entry => {
    dossier.horizon.note(addDays(entry.effectiveOn, days + 1))
    return daysBetween(entry.effectiveOn, dossier.asOf) <= days
  })
  const said = offices.map(office => latest(fresh.filter(entry => entry.data.office === office)))
  if (said.some(entry => entry?.data.objection === true)) return 'objected'
  return said.every(entry => entry !== null) ? 'clear' : 'pending'
}
