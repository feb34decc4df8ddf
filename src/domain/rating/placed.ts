import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, type Day } from '../time/days.ts'
import type { Dossier } from './dossier.ts'

/** The placement in force: decided by people (or imported history), never by the rules. */
export interface Placed {
  readonly entryId: number
  readonly colour: string
  readonly since: Day
  /** Last day of the term with its extensions; null without a term. */
  readonly lastDay: Day | null
  /** 到期待处理: the term has run out and nobody has decided yet; the colour stays until they do. */
  readonly due: boolean
  readonly observation: boolean
  readonly documentNo: string
}

/** The strongest placement in force on the day of the dossier (order of the rule set's colours), or null. */
export function placedOf(dossier: Dossier, ruleSet: RuleSet): Placed | null {
  const inForce = dossier.placements.filter(({ endedOn }) => !dossier.horizon.reached(endedOn))
  for (const colour of ruleSet.colours) {
    const found = inForce.findLast(({ entry }) => entry.data.colour === colour.code)
    if (found !== undefined) {
      const { entry, lastDay } = found
      const due = lastDay !== null && dossier.horizon.reached(addDays(lastDay, 1))
      const { observation, documentNo } = entry.data
      return { entryId: entry.id, colour: colour.code, since: entry.effectiveOn, lastDay, due, observation, documentNo }
    }
  }
  return null
}
