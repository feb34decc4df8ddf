import type { Rating } from '../rating/rating.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { addMonths, type Day, FOREVER, shiftMonth } from '../time/days.ts'
import type { Change } from './change.ts'
import { everyRuleSet, rulesOn } from './coming-rules.ts'
import type { Ground } from './hypothesis.ts'
import type { Oracle } from './out.ts'
import { closingMonths, standing, type Towards } from './relevance.ts'

/** A day of the future as time alone brings it, and with everything else that is tried. */
export interface Ahead {
  readonly until: Day
  readonly alone: Rating
  readonly atBest: Rating
}

/** Days on which time may do something, told apart at most; a year holds some thirty. */
const MOST = 150

/**
 * The days from tomorrow on which time makes something better than on every day before it: what stands in the way reads
 * better, alone or with everything else that is tried. The engine says when anything may change; besides those days, a
 * notice closed today counts so many months later, 封顶 begins anew with each quarter, and published rules begin on theirs.
 * What is read by other rules does not compare: the first day of these is kept.
 */
export function daysAhead(
  ground: Ground,
  today: Rating,
  best: readonly Change[],
  { oracle, towards }: { readonly oracle: Oracle; readonly towards: Towards },
): Ahead[] {
  const standOf = (ruleSet: RuleSet, ...ratings: readonly Rating[]): number[] =>
    ratings.flatMap(rating => standing(rating, ruleSet, towards))
  const earlier = [
    { ruleSet: ground.ruleSet, stand: standOf(ground.ruleSet, today, oracle.ratingAfter(best) ?? today) },
  ]
  const kept: Ahead[] = []
  for (const until of changingDays(ground, today, oracle)) {
    const time: Change = { kind: 'time', until }
    const alone = oracle.ratingAfter([time])
    const atBest = oracle.ratingAfter([time, ...best])
    if (alone === null || atBest === null) break
    const ruleSet = rulesOn(until, ground)
    const stand = standOf(ruleSet, alone, atBest)
    const isNoBetter = earlier.some(
      before => before.ruleSet === ruleSet && before.stand.every((value, i) => value >= (stand[i] as number)),
    )
    if (isNoBetter) continue
    earlier.push({ ruleSet, stand })
    kept.push({ until, alone, atBest })
  }
  return kept
}

/** Each day on which a reading may turn out otherwise by time alone, and those on which what is supposed may. */
function* changingDays(ground: Ground, today: Rating, oracle: Oracle): Iterable<Day> {
  const own = everyRuleSet(ground)
    .flatMap(closingMonths)
    .map(months => addMonths(ground.today, months))
  const beginnings = (ground.coming ?? []).map(({ from }) => from).filter(day => day > ground.today)
  const quarters = Array.from({ length: 4 }, (_, n) => quarterAfter(ground.today, n + 1))
  let further = [...new Set([...own, ...quarters, ...beginnings])].sort()
  let next = today.nextChangeOn
  for (let n = 0; n < MOST; n += 1) {
    const extra = further[0]
    const day = extra !== undefined && extra < next ? extra : next
    if (day === FOREVER) return
    yield day
    further = further.filter(one => one > day)
    // Other rules have other days.
    if (day < next && !beginnings.includes(day)) continue
    const rating = oracle.ratingAfter([{ kind: 'time', until: day }])
    if (rating === null) return
    next = rating.nextChangeOn
  }
}

/** The first day of the n-th quarter after that of the day. */
function quarterAfter(day: Day, n: number): Day {
  const month = Number(day.slice(5, 7))
  return `${shiftMonth(day.slice(0, 7), 3 * n - ((month - 1) % 3))}-01`
}
