import { ledgerEntries } from '../../../domain/assessments/ledger-entries.ts'
import type { Entry } from '../../../domain/evidence/entries.ts'
import { openDossier } from '../../../domain/rating/dossier.ts'
import { countedFacts } from '../../../domain/rating/facts.ts'
import { scoreInputs, scoreOf } from '../../../domain/rating/score.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import { type Day, endOfDay } from '../../../domain/time/days.ts'
import type { PlannedAssessment } from './types.ts'

/** An assessment's entries with made-up positions, only to be weighed. */
export function asEntries(assessment: PlannedAssessment, place: number): Entry[] {
  const { assessment: counted, ballot } = ledgerEntries({ ...assessment, cadreId: assessment.cadre })
  return [counted, ...(ballot === null ? [] : [ballot])].map((entry, index) => ({
    ...entry,
    id: place * 2 + index + 1,
    recordedAt: `${assessment.to}T01:00:00.000Z`,
    recordedBy: '',
  })) as Entry[]
}

/** The parts' share of the score on the day, in hundredths: what the assessments alone give. */
export function baseScore(own: readonly Entry[], day: Day, ruleSet: RuleSet): number {
  const { inputs } = scoreInputs(openDossier('', own, day, endOfDay(day)), [], ruleSet)
  return scoreOf(inputs, ruleSet).lines.reduce((sum, line) => sum + (line.kind === 'part' ? line.points : 0), 0)
}

/** The event points on the day: what the facts alone give. */
export function eventScore(cadreId: string, entries: readonly Entry[], day: Day, ruleSet: RuleSet): number {
  const dossier = openDossier(cadreId, entries, day, endOfDay(day))
  const { inputs } = scoreInputs(dossier, countedFacts(dossier, ruleSet), ruleSet)
  return scoreOf(inputs, ruleSet).events
}
