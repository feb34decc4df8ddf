import type { Counted, Leaf, Measure, RuleSet, Streak } from '../rule-set.ts'
import { factRange } from './fact-range.ts'
import { between, list, NO_END, type Range, steps } from './range.ts'

/** The values the engine can read for a leaf, unknown aside: never narrower than what `measures.ts` gives. */
export function rangeOf(leaf: Leaf, ruleSet: RuleSet): Range {
  if ('compare' in leaf) return measureRange(leaf.compare, ruleSet)
  if ('count' in leaf) return countRange(leaf.count, ruleSet)
  if ('streak' in leaf) return streakRange(leaf.streak, ruleSet)
  return steps(1, 10_000)
}

function measureRange(measure: Measure, ruleSet: RuleSet): Range {
  switch (measure.of) {
    case 'score':
      return scoreRange(ruleSet)
    case 'coverage':
      return steps(0, 10_000)
    case 'tenure':
    case 'idle':
      return steps(0, 12)
    case 'scoreChange': {
      const { min, max } = scoreRange(ruleSet)
      return steps(min - max, max - min)
    }
    case 'points':
    case 'mean':
    case 'latest':
    case 'worst':
    case 'channels':
      return factRange(measure, ruleSet)
    case 'ballotShare':
      return between(0, 1)
    case 'ballotUpheld':
      return list([0, 1])
    case 'annualGrade':
      return list(Object.values(measure.values))
  }
}

/** Means of 0 to 100 and the clipped events; each part is rounded once, so half a hundredth may come on top. */
function scoreRange({ score: { clip, eventClip, parts } }: RuleSet): Extract<Range, { kind: 'steps' }> {
  const inside = (points: number): number => Math.min(clip.max, Math.max(clip.min, points))
  return { kind: 'steps', min: inside(eventClip.min), max: inside(10_000 + parts.length + eventClip.max), step: 1 }
}

const countRange = (counted: Counted, ruleSet: RuleSet): Range =>
  counted.of === 'facts' ? factRange(counted, ruleSet) : steps(0, NO_END)

/** Quarters end every three months, so a window holds only so many; a month is ranked when its list is published. */
function streakRange(streak: Streak, ruleSet: RuleSet): Range {
  if (streak.of === 'factMonths') return factRange(streak, ruleSet)
  return steps(0, streak.of === 'quarterGrade' ? Math.ceil(streak.months / 3) : NO_END)
}
