import type { ScoreRule } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import type { Dossier } from './dossier.ts'

/** The age weight of a record of `day`, hundredths: the first window that still holds. */
export function ageWeight(day: Day, dossier: Dossier, score: ScoreRule): number {
  return score.fading.find(line => dossier.horizon.within(day, line.months))?.weight ?? 0
}
