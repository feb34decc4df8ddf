import { expect } from 'chai'
import fc from 'fast-check'
import type { ComparedOutcome } from '../../src/domain/moves/compared-outcome.ts'
import { openBlock, packBlock } from '../../src/domain/rating/columns/block.ts'
import { createColumnRun } from '../../src/domain/rating/columns/column-outcomes.ts'
import { layoutOf, numbersOf } from '../../src/domain/rating/columns/layout.ts'
import { place } from '../../src/domain/rating/place.ts'
import { createRater } from '../../src/domain/rating/rate.ts'
import { ranksOf, suggest } from '../../src/domain/rating/suggest.ts'
import { outcomesOfColumns } from '../../src/domain/trials/column-rows.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

describe('A trial over columns', () => {
  it('sees of everybody what rating the ledger under both rule sets sees, but for the records', () => {
    fc.assert(
      fc.property(population, asOf, otherLimits, (entries, on, ruleSet) => {
        const draft = createRater(ruleSet)
        const ledgers = [...ledgersByCadre(entries)]
        const measured = ledgers.flatMap(([cadreId, own]) => rater.measure(cadreId, own, on) ?? [])
        const run = createColumnRun([rater, draft], rater)
        const rows = measured.map(one => ({
          cadreId: one.cadreId,
          unitId: one.unitId,
          numbers: numbersOf(one, rater.judge(one), ruleSetV1),
        }))
        run.add(openBlock(packBlock(rows, layoutOf(rater))))
        const sides = run.finish()
        for (const [i, by] of [rater, draft].entries()) {
          const found = sides[i]
          if (found === undefined) throw new Error('two sides')
          const version = { ruleSet: by.ruleSet, hash: '', effectiveOn: on, publishedAt: '' }
          const outcomes = outcomesOfColumns(found, by, version)
          const ratings = ledgers.flatMap(([cadreId, own]) => by.rate(cadreId, own, on) ?? [])
          const placing = place(ratings, by.ruleSet)
          const ranks = ranksOf(ratings)
          expect(outcomes.placing).to.deep.equal(placing)
          const said = ratings.map(one => suggest(one, placing, by.ruleSet, ranks.get(one.cadreId) ?? null))
          expect([...outcomes.rows].map(lean)).to.deep.equal(said.map(lean))
        }
      }),
      { numRuns: runs(30) },
    )
  })
})

const lean = (one: ComparedOutcome) => ({
  ...{ cadreId: one.cadreId, unitId: one.unitId, classCode: one.classCode, colour: one.colour, mark: one.mark },
  ...{ score: one.score, scored: one.scored, coverage: one.coverage, rank: one.rank, reasons: one.reasons },
  conditions: one.conditions.map(({ id, verdict, tree }) => ({ id, verdict, values: valuesIn(tree) })),
})

function valuesIn(tree: ComparedOutcome['conditions'][number]['tree']): (number | null)[] {
  return tree.node === 'leaf' ? [tree.reading.value] : tree.of.flatMap(valuesIn)
}
