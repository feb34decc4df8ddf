import type { RuleSet } from '../rules/rule-set.ts'
import { type ConditionResult, type Verdict, withRank } from './conditions.ts'
import { type Reading, reading } from './reading.ts'

/** 'locked' 按规定处理, 'indeterminate' 不定色, 'insufficient' 依据不足. */
export type Mark = 'locked' | 'indeterminate' | 'insufficient'

/** The colour and mark that the conditions lead to without looking at others. */
export interface OwnOutcome {
  readonly colour: string
  readonly mark: Mark | null
  /** Meets every condition of the quota's colour but the rank, which others decide. */
  readonly candidate: boolean
}

/** What the conditions say, by their number in the rule set. */
export interface Verdicts {
  of(condition: number): Verdict
  /** With every rank that is asked for assumed to be held. */
  assumingRanks(condition: number): Verdict
}

/** The colour that evaluated conditions lead to. */
export const ownOutcome = (
  conditions: readonly ConditionResult[],
  ruleSet: RuleSet,
  state: Parameters<typeof outcomeOf>[1],
): OwnOutcome => outcomeBy(verdictsOf(conditions), ruleSet, state)

const verdictsOf = (conditions: readonly ConditionResult[]): Verdicts => ({
  of: i => conditions[i]?.verdict ?? 'unknown',
  assumingRanks: i => {
    const tree = conditions[i]?.tree
    return tree === undefined ? 'unknown' : withRank(tree, assumeTrue).verdict
  },
})

const assumeTrue = (): { verdict: Verdict; reading: Reading } => ({ verdict: 'true', reading: reading(null) })

/** red > yellow > blue > none; a mark replaces what rules.md §5 lets it replace. */
export function outcomeBy(verdicts: Verdicts, ruleSet: RuleSet, state: Parameters<typeof outcomeOf>[1]): OwnOutcome {
  const { any, vetoes, needed, fallback } = hitsOf(ruleSet)
  const found = { fired: strongest(any, verdicts), vetoed: strongest(vetoes, verdicts), fallback }
  return outcomeOf(found, state, () => isCandidate(needed, verdicts))
}

export const isVeto = (effect: RuleSet['conditions'][number]['effect']): boolean =>
  effect === 'veto' || effect === 'lock'

/** The colour that is left when nothing fires. */
export function fallbackOf({ colours }: RuleSet): RuleSet['colours'][number] {
  const found = colours.find(colour => colour.match === 'default')
  if (found === undefined) throw new Error('a rule set has no default colour')
  return found
}

/** What fired, and what of it is a veto; null: nothing. Colours by code or by number. */
interface Found<C> {
  readonly fired: C | null
  readonly vetoed: C | null
  readonly fallback: C
}

/** The marks of rules.md §5: a lock outranks all, 不定色 replaces everything but a veto, 依据不足 the default only. */
export function outcomeOf<C>(
  { fired, vetoed, fallback }: Found<C>,
  state: { readonly locked: boolean; readonly absent: boolean; readonly insufficient: boolean },
  isCandidate: () => boolean,
): { readonly colour: C; readonly mark: Mark | null; readonly candidate: boolean } {
  if (state.locked) return { colour: vetoed ?? fallback, mark: 'locked', candidate: false }
  if (state.absent) {
    return vetoed === null
      ? { colour: fallback, mark: 'indeterminate', candidate: false }
      : { colour: vetoed, mark: null, candidate: false }
  }
  if (fired !== null) return { colour: fired, mark: null, candidate: false }
  if (state.insufficient) return { colour: fallback, mark: 'insufficient', candidate: false }
  return { colour: fallback, mark: null, candidate: isCandidate() }
}

/** A colour with the numbers of the conditions that bring it. */
interface Hits {
  readonly code: string
  readonly conditions: readonly number[]
}

/** What the conditions of a rule set bring, gathered once: colours in its order. */
interface RuleHits {
  readonly any: readonly Hits[]
  readonly vetoes: readonly Hits[]
  /** All of the quota's colour must hold. */
  readonly needed: readonly number[]
  readonly fallback: string
}

const known = new WeakMap<RuleSet, RuleHits>()

function hitsOf(ruleSet: RuleSet): RuleHits {
  const before = known.get(ruleSet)
  if (before !== undefined) return before
  const { colours, conditions, quotas } = ruleSet
  const numbers = (counts: (rule: RuleSet['conditions'][number]) => boolean): number[] =>
    conditions.flatMap((rule, i) => (counts(rule) ? [i] : []))
  const byColour = (counts: (effect: RuleSet['conditions'][number]['effect']) => boolean): Hits[] =>
    colours
      .filter(({ match }) => match === 'any')
      .map(({ code }) => ({ code, conditions: numbers(rule => rule.colour === code && counts(rule.effect)) }))
  const hits = {
    any: byColour(effect => effect !== 'alert'),
    vetoes: byColour(isVeto),
    needed: numbers(({ colour, effect }) => colour === quotas.colour && effect === 'suggest'),
    fallback: fallbackOf(ruleSet).code,
  }
  known.set(ruleSet, hits)
  return hits
}

/** The strongest colour of which any condition is true. */
function strongest(hits: readonly Hits[], verdicts: Verdicts): string | null {
  for (const { code, conditions } of hits) for (const i of conditions) if (verdicts.of(i) === 'true') return code
  return null
}

/** All conditions of the quota's colour hold, the rank assumed. */
const isCandidate = (needed: readonly number[], verdicts: Verdicts): boolean =>
  needed.length > 0 && needed.every(i => verdicts.assumingRanks(i) === 'true')
