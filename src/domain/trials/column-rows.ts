import type { ComparedOutcome } from '../moves/compared-outcome.ts'
import type { ColumnOutcomes, OutcomeBlock } from '../rating/columns/column-outcomes.ts'
import { marks } from '../rating/columns/settle.ts'
import type { ConditionResult } from '../rating/conditions.ts'
import type { Rater } from '../rating/rate.ts'
import { reading } from '../rating/reading.ts'
import { reasonsFor, type SuggestionMark, withRanks } from '../rating/suggest.ts'
import type { RuleVersion } from '../rules/rule-set.ts'
import type { Outcomes } from './outcome.ts'

/**
 * The outcomes of a run over columns as a trial looks at them. A row takes its numbers from the columns, and forms its
 * conditions only when somebody asks: of a hundred thousand, a few move. They name no records.
 */
export function outcomesOfColumns(found: ColumnOutcomes, rater: Rater, version: RuleVersion): Outcomes {
  const rows = {
    *[Symbol.iterator]() {
      for (const block of found.blocks)
        for (let row = 0; row < block.judged.size; row += 1) yield new ColumnRow(block, row, found, rater)
    },
  }
  return { version, placing: found.placing, rows }
}

class ColumnRow implements ComparedOutcome {
  readonly #block: OutcomeBlock
  readonly #row: number
  readonly #found: ColumnOutcomes
  readonly #rater: Rater

  constructor(block: OutcomeBlock, row: number, found: ColumnOutcomes, rater: Rater) {
    this.#block = block
    this.#row = row
    this.#found = found
    this.#rater = rater
  }

  get cadreId(): string {
    return this.#block.block.cadreIdOf(this.#row)
  }

  get unitId(): string {
    const { block } = this.#block
    return block.unitIds[block.at('unit', this.#row)] ?? ''
  }

  get classCode(): string {
    return this.#rater.ruleSet.classes[this.#block.judged.classes[this.#row] as number]?.code ?? ''
  }

  get colour(): string {
    return this.#rater.ruleSet.colours[this.#block.colour[this.#row] as number]?.code ?? ''
  }

  get mark(): SuggestionMark | null {
    return marks[this.#block.mark[this.#row] as number] ?? null
  }

  get score(): number | null {
    const score = this.#block.judged.scores.score[this.#row] as number
    return Number.isNaN(score) ? null : score
  }

  get scored(): boolean {
    return this.#block.judged.scored[this.#row] === 1
  }

  get coverage(): number {
    return this.#block.judged.scores.coverageAt(this.#row)
  }

  get rank(): number | null {
    return this.scored ? this.#found.rankOf(this.classCode, this.score ?? 0) : null
  }

  get conditions(): readonly ConditionResult[] {
    const { compiled } = this.#rater
    const readings = compiled.slots.map(({ leaf }) => {
      const value = this.#block.judged.valueAt(leaf, this.#row)
      return reading(Number.isNaN(value) ? null : value)
    })
    const conditions = compiled.conditions.map(({ rule, explain }): ConditionResult => {
      const tree = explain(readings)
      return { id: rule.id, verdict: tree.verdict, tree }
    })
    return withRanks(conditions, this, this.#found.placing, this.rank)
  }

  get reasons(): readonly string[] {
    const { colour } = this
    const { ruleSet } = this.#rater
    // The colour that is left when nothing fires has no reasons, and most are of it.
    return ruleSet.conditions.some(rule => rule.colour === colour) ? reasonsFor(colour, this.conditions, ruleSet) : []
  }
}
