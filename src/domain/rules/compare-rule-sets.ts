import { canonical } from '../canonical.ts'
import { Conflict } from '../errors.ts'
import type { RuleChange } from './comparison/rule-change.ts'
import { structureChanges } from './comparison/structure-changes.ts'
import { titleOf } from './publication.ts'
import type { RuleSet } from './rule-set.ts'
import type { Amount, Threshold } from './threshold.ts'
import { sameAmount, thresholdsOf } from './thresholds.ts'

/** One number that differs; null where a version does not have it. */
interface ThresholdChange {
  readonly threshold: Threshold
  readonly before: Amount | null
  readonly after: Amount | null
}

export interface Comparison {
  /** Numbers that differ, of what both versions have. */
  readonly changes: readonly ThresholdChange[]
  /** Everything else: what is new or gone as a whole, and what is said otherwise. */
  readonly structure: readonly RuleChange[]
  /** Nothing differs. Number and title of a version are its own, and no difference. */
  readonly isSame: boolean
}

/** What changed from one rule set to another: every difference is told, in the words of the page. */
export function compareRuleSets(before: RuleSet, after: RuleSet): Comparison {
  const { changes: structure, replaced } = structureChanges(before, after)
  const stands = ({ key }: Threshold): boolean => !replaced.some(start => key === start || key.startsWith(`${start}.`))
  const changes = thresholdChanges(thresholdsOf(before).filter(stands), thresholdsOf(after).filter(stands))
  if (changes.length + structure.length > 0) return { changes, structure, isSame: false }
  const isSame = contentOf(before) === contentOf(after)
  // Only what no page shows: a list with a name given twice, which no version can have.
  return { changes, structure: isSame ? [] : [elsewhere], isSame }
}

/** Throws Conflict where a draft says what its base says: there is nothing to review or to publish. */
export function requireDifference(base: RuleSet, draft: RuleSet): void {
  if (!compareRuleSets(base, draft).isSame) return
  throw new Conflict(`草案与 ${base.id} 没有差别，无须送审、发布。请先修改要改的部分；不改了就作废这份草案。`)
}

const elsewhere: RuleChange = { section: 'general', place: '规则', what: '其他', before: '—', after: '内容有不同' }

function thresholdChanges(before: readonly Threshold[], after: readonly Threshold[]): ThresholdChange[] {
  const old = new Map(before.map(threshold => [threshold.key, threshold]))
  const keys = new Set(after.map(({ key }) => key))
  const gone = [...old.values()].filter(({ key }) => !keys.has(key))
  return [
    ...after.flatMap(threshold => {
      const earlier = old.get(threshold.key)?.value ?? null
      const same = earlier !== null && sameAmount(earlier, threshold.value)
      return same ? [] : [{ threshold, before: earlier, after: threshold.value }]
    }),
    ...gone.map(threshold => ({ threshold, before: threshold.value, after: null })),
  ]
}

const contentOf = (ruleSet: RuleSet): string => canonical({ ...ruleSet, id: '', title: titleOf(ruleSet.title, 1) })
