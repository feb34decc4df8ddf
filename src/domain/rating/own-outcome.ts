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
  const found = {
    fired: firedColour(verdicts, ruleSet, isAny),
    vetoed: firedColour(verdicts, ruleSet, isVeto),
    fallback: fallbackOf(ruleSet).code,
  }
  return outcomeOf(found, state, () => isCandidate(verdicts, ruleSet))
}

const isAny = (): boolean => true

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

/** The strongest colour (order of the rule set) of which any suggesting condition is true. */
function firedColour(
  verdicts: Verdicts,
  { colours, conditions }: RuleSet,
  counts: (effect: RuleSet['conditions'][number]['effect']) => boolean,
): string | null {
  for (const { code, match } of colours) {
    if (match !== 'any') continue
    for (const [i, { colour, effect }] of conditions.entries())
      if (colour === code && effect !== 'alert' && counts(effect) && verdicts.of(i) === 'true') return code
  }
  return null
}

/** All conditions of the quota's colour hold, the rank assumed. */
function isCandidate(verdicts: Verdicts, { conditions, quotas }: RuleSet): boolean {
  let needed = 0
  for (const [i, { colour, effect }] of conditions.entries()) {
    if (colour !== quotas.colour || effect !== 'suggest') continue
    if (verdicts.assumingRanks(i) !== 'true') return false
    needed += 1
  }
  return needed > 0
}
