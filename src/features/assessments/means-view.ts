import { cellParts, partMean, weighedOtherwise } from '../../domain/assessments/grid.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { hundredths } from '../../web/format.ts'

/** By which rules a 考察 is shown, and by which it counts. */
export interface GridRules {
  /** Of the form it is, or was, filled in with; in a cycle with the indicators frozen when it opened. */
  readonly ruleSet: RuleSet
  /** Those the score uses on the day it is looked at: it weighs every assessment by them. */
  readonly counting: RuleVersion
  /** The past day it is looked at from; null for today. */
  readonly asOf: Day | null
  /** Whether the indicators are those of a cycle. */
  readonly isFrozen: boolean
}

type Values = Readonly<Record<string, number>>

/** The means of the parts, by which weights they are formed, and what they are by those of the score where these differ. */
export function meansOf(rules: GridRules, values: Values, last: EntryOf<'assessment'> | null) {
  const shown = cellParts(rules.ruleSet)
  const counting = cellParts(rules.counting.ruleSet)
  const counted = weighedOtherwise(counting, shown).map(part => ({
    code: part.code,
    label: part.label,
    mean: meanText(partMean(part, values)),
  }))
  return {
    means: shown.map(part => ({
      code: part.code,
      label: part.label,
      weight: weightText(counting.find(({ code }) => code === part.code)?.weight ?? 0),
      mean: meanText(partMean(part, values)),
      before: last === null ? '' : meanText(partMean(part, last.data.cells)),
      beforeOn: last?.effectiveOn ?? '',
    })),
    basis: basisOf(rules, counted.length > 0),
    counted,
  }
}

function basisOf({ ruleSet, counting, asOf, isFrozen }: GridRules, differs: boolean): string {
  const { effectiveOn, ruleSet: now } = counting
  const inForce = `${asOf === null ? '现行' : ` ${asOf} 有效的`}规则 ${now.id}`
  if (!isFrozen && ruleSet.id === now.id) return `均分按${inForce} 的权重。`
  const shown = isFrozen ? `本周期启动时冻结的 ${ruleSet.id} 的权重` : `录入时的规则 ${ruleSet.id} 的权重`
  if (!differs) return `均分按${shown}，与${inForce} 相同。`
  return `均分按${shown}；得分不用它，和“占总分”一样按${inForce}（${effectiveOn} 起施行）的权重，均分为：`
}

const meanText = (mean: number | null): string => (mean === null ? '—' : hundredths(mean))

/** Hundredths of a percent without idle zeros: 5.25%, 8%. */
export const weightText = (value: number): string => `${value / 100}%`
