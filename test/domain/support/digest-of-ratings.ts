import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { place } from '../../../src/domain/rating/place.ts'
import { ranksOf, suggest } from '../../../src/domain/rating/suggest.ts'
import { asOf, population } from './arbitrary.ts'
import { ledgersByCadre } from './ledgers.ts'
import { rater, ruleSetV1 } from './rules.ts'

/** SHA-256 over the suggestions of whole populations: of one seed the same on every machine, or the rules read the clock. */
export function digestOfRatings(): string {
  const hash = createHash('sha256')
  for (const [entries, on] of fc.sample(fc.tuple(population, asOf), { seed: 20220531, numRuns: 40 })) {
    const ratings = [...ledgersByCadre(entries)].flatMap(([cadreId, own]) => rater.rate(cadreId, own, on) ?? [])
    const placing = place(ratings, ruleSetV1)
    const ranks = ranksOf(ratings)
    const said = ratings.map(rating => suggest(rating, placing, ruleSetV1, ranks.get(rating.cadreId) ?? null))
    hash.update(JSON.stringify([placing, said]))
  }
  return hash.digest('hex')
}

if (import.meta.filename === process.argv[1]) process.stdout.write(digestOfRatings())
