import type { CompiledConditions, Verdict } from './conditions.ts'
import type { Verdicts } from './own-outcome.ts'

/** What the leaves of compiled conditions saw, by slot; null where data is missing. */
export type Values = readonly (number | null)[]

/** The slots that ask for a rank. */
export const rankSlotsOf = ({ slots }: CompiledConditions): readonly number[] =>
  slots.flatMap(({ leaf }, slot) => ('rank' in leaf ? [slot] : []))

/** The verdicts over values alone, each evaluated when it is asked for: where nobody asks for reasons. */
export class ValueVerdicts implements Verdicts {
  readonly #values: Values
  readonly #conditions: CompiledConditions['conditions']
  readonly #rankSlots: readonly number[]
  readonly #known: (Verdict | undefined)[] = []

  constructor(values: Values, { conditions }: CompiledConditions, rankSlots: readonly number[]) {
    this.#values = values
    this.#conditions = conditions
    this.#rankSlots = rankSlots
  }

  of(condition: number): Verdict {
    const verdict = this.#known[condition] ?? this.#conditions[condition]?.evaluate(this.#values) ?? 'unknown'
    this.#known[condition] = verdict
    return verdict
  }

  /** A rank is only ever asked to be at most something. */
  assumingRanks(condition: number): Verdict {
    const first = [...this.#values]
    for (const slot of this.#rankSlots) first[slot] = 0
    return this.#conditions[condition]?.evaluate(first) ?? 'unknown'
  }
}
