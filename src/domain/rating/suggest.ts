import type { Leaf, RuleSet } from '../rules/rule-set.ts'
import { type ConditionResult, type Verdict, withRank } from './conditions.ts'
import type { Placing } from './place.ts'
import type { Mark, Rating } from './rate.ts'
import { type Reading, reading } from './reading.ts'

/** Ids of a placing as sets, for looking many up. */
export interface PlacingSets {
  readonly placed: ReadonlySet<string>
  readonly tied: ReadonlySet<string>
  readonly full: ReadonlySet<string>
}

const knownSets = new WeakMap<Placing, PlacingSets>()

/** Formed once for each placing. */
export function setsOf(placing: Placing): PlacingSets {
  const { placed, tied, full } = placing
  const sets = knownSets.get(placing) ?? { placed: new Set(placed), tied: new Set(tied), full: new Set(full) }
  knownSets.set(placing, sets)
  return sets
}

/** What is suggested in the end: the rating's own colour and mark, unless the placing gives or withholds a place. */
export interface Outcome {
  readonly colour: string
  readonly mark: SuggestionMark | null
}

/** Also 'tied' 并列待研究 and 'full' 符合条件、名额已满. */
export type SuggestionMark = Mark | 'tied' | 'full'

/** Joins one rating's outcome with the placing. */
export function outcomeUnder(
  rating: { readonly cadreId: string; readonly colour: string; readonly mark: Mark | null },
  placing: PlacingSets,
  quotaColour: string,
): Outcome {
  if (placing.placed.has(rating.cadreId)) return { colour: quotaColour, mark: null }
  if (placing.tied.has(rating.cadreId)) return { colour: rating.colour, mark: 'tied' }
  return { colour: rating.colour, mark: placing.full.has(rating.cadreId) ? 'full' : rating.mark }
}

/** A rating together with what others decide: the suggested colour with every reason. */
export interface Suggestion extends Omit<Rating, 'mark'> {
  readonly colour: string
  readonly mark: SuggestionMark | null
  /** Rank inside the class by score, ties share (1, 1, 3); null when not ranked. */
  readonly rank: number | null
  /** Conditions of the suggested colour that are true; empty only for the default colour. */
  readonly reasons: readonly string[]
}

/** Joins a rating with the placing. `rank`: 1 + the number of scored members of the class with a higher score. */
export function suggest(rating: Rating, placing: Placing, ruleSet: RuleSet, rank: number | null): Suggestion {
  const conditions = withRanks(rating.conditions, rating, placing, rank)
  const { colour, mark } = outcomeUnder(rating, setsOf(placing), ruleSet.quotas.colour)
  return { ...rating, conditions, colour, mark, rank, reasons: reasonsFor(colour, conditions, ruleSet) }
}

/** Whom a rank is asked of. */
type Ranked = Pick<Rating, 'classCode' | 'scored' | 'score'>

/** The conditions with their rank leaves answered by the placing. */
export const withRanks = (
  conditions: readonly ConditionResult[],
  whose: Ranked,
  placing: Placing,
  rank: number | null,
): ConditionResult[] => conditions.map(condition => ranked(condition, whose, placing, rank))

/** The conditions of the colour that are true; alerts suggest nothing. */
export function reasonsFor(colour: string, conditions: readonly ConditionResult[], ruleSet: RuleSet): string[] {
  return ruleSet.conditions
    .filter((rule, i) => rule.colour === colour && rule.effect !== 'alert' && conditions[i]?.verdict === 'true')
    .map(rule => rule.id)
}

function ranked(condition: ConditionResult, rating: Ranked, placing: Placing, rank: number | null): ConditionResult {
  const tree = withRank(condition.tree, leaf => answerRank(leaf, rating, placing, rank))
  return tree === condition.tree ? condition : { ...condition, verdict: tree.verdict, tree }
}

/** Inside the top share: a score at or above the one at the last rank inside it. Unknown without a score that counts. */
function answerRank(
  leaf: Leaf,
  rating: Ranked,
  placing: Placing,
  rank: number | null,
): { verdict: Verdict; reading: Reading } {
  const cut = placing.classes[rating.classCode]?.cuts[String(leaf.value)]
  if (!rating.scored || rating.score === null || cut === undefined)
    return { verdict: 'unknown', reading: reading(null) }
  return { verdict: rating.score >= cut.score ? 'true' : 'false', reading: reading(rank) }
}

/** Ranks of all scored members inside their classes: 1, 1, 3. */
export function ranksOf(
  ratings: readonly Pick<Rating, 'cadreId' | 'classCode' | 'scored' | 'score'>[],
): Map<string, number> {
  const ranks = new Map<string, number>()
  const scored = ratings.filter(rating => rating.scored && rating.score !== null)
  const seen = new Map<string, { count: number; rank: number; score: number }>()
  for (const rating of [...scored].sort((a, b) => (b.score as number) - (a.score as number))) {
    const last = seen.get(rating.classCode) ?? { count: 0, rank: 0, score: -1 }
    const count = last.count + 1
    const rank = rating.score === last.score ? last.rank : count
    seen.set(rating.classCode, { count, rank, score: rating.score as number })
    ranks.set(rating.cadreId, rank)
  }
  return ranks
}
