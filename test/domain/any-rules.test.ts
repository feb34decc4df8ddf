import { expect } from 'chai'
import fc from 'fast-check'
import { place } from '../../src/domain/rating/place.ts'
import { createRater } from '../../src/domain/rating/rate.ts'
import { ranksOf, suggest } from '../../src/domain/rating/suggest.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { ruleSet } from './support/rule-sets.ts'
import { runs } from './support/runs.ts'

describe('Any rules over any cadres', () => {
  it('rate and place everybody without throwing, the same each time, within the bounds the rules set', () => {
    fc.assert(
      fc.property(ruleSet, population, asOf, (ruleSet, entries, on) => {
        const rater = createRater(ruleSet)
        const rate = () => [...ledgersByCadre(entries)].flatMap(([id, own]) => rater.rate(id, own, on) ?? [])
        const ratings = rate()
        expect(JSON.stringify(rate())).to.equal(JSON.stringify(ratings))
        const placing = place(ratings, ruleSet)
        const ranks = ranksOf(ratings)
        for (const rating of ratings) {
          const { colour, reasons } = suggest(rating, placing, ruleSet, ranks.get(rating.cadreId) ?? null)
          const rule = ruleSet.colours.find(({ code }) => code === colour)
          expect(rule).to.not.equal(undefined)
          if (rule?.match === 'default') expect(reasons).to.deep.equal([])
          if (rating.score !== null) expect(rating.score).to.be.within(ruleSet.score.clip.min, ruleSet.score.clip.max)
          expect(rating.nextChangeOn > on).to.equal(true)
        }
        for (const { n, places } of Object.values(placing.classes)) expect(places).to.be.at.most(n)
      }),
      { numRuns: runs(25) },
    )
  })
})
