import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '../../src/domain/evidence/entries.ts'
import { place } from '../../src/domain/rating/place.ts'
import { ranksOf, suggest } from '../../src/domain/rating/suggest.ts'
import { type Day, endOfDay } from '../../src/domain/time/days.ts'
import { asOf, ledger, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

const script = fileURLToPath(new URL('../../scripts/recompute.py', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

/** What `sanse inputs --json` prints. */
function inputs(entries: readonly Entry[], on: Day, knownAt = endOfDay(on)) {
  const ratings = [...ledgersByCadre(entries)].flatMap(([cadre, own]) => rater.rate(cadre, own, on, knownAt) ?? [])
  const placing = place(ratings, ruleSetV1)
  const ranks = ranksOf(ratings)
  const results = ratings.map(rating => suggest(rating, placing, ruleSetV1, ranks.get(rating.cadreId) ?? null))
  return { asOf: on, knownAt, ruleSet: ruleSetV1, entries, results, placing }
}

function recompute(printed: unknown): string {
  const { status, stdout, stderr } = spawnSync('python3', [script], {
    input: JSON.stringify(printed),
    encoding: 'utf8',
  })
  return `${status} ${stdout}${stderr}`
}

describe('Recomputing every suggestion from the rules alone', () => {
  before(function () {
    if (!hasPython) this.skip()
  })

  it('agrees on cadres with any history', () => {
    fc.assert(
      fc.property(fc.array(ledger, { minLength: 40, maxLength: 40 }), asOf, (ledgers, on) => {
        const answer = recompute(inputs(asOneLedger(ledgers), on))
        expect(answer).to.match(/^0 /, answer)
      }),
      { numRuns: runs(5), endOnFailure: process.env.SANSE_SHRINK === undefined },
    )
  }).timeout(600_000)

  it('agrees on the ranks and places of whole populations', () => {
    const found = { placed: 0, tied: 0, full: 0 }
    const agree = (entries: Entry[]): void => {
      const printed = inputs(entries, '2024-07-01')
      for (const key of ['placed', 'tied', 'full'] as const) found[key] += printed.placing[key].length
      const answer = recompute(printed)
      expect(answer).to.match(/^0 /, answer)
    }
    // Ties are rare: these have some.
    for (const entries of fc.sample(population, { seed: 15, numRuns: 3 })) agree(entries)
    expect(found.placed * found.tied * found.full, JSON.stringify(found)).to.be.greaterThan(0)
    fc.assert(fc.property(population, agree), { numRuns: runs(5), endOnFailure: true })
  }).timeout(600_000)

  it('notices when a score, a verdict, a colour or a place is not what the rules say', () => {
    const printed = inputs(fc.sample(population, { seed: 7, numRuns: 1 })[0] as Entry[], '2024-07-01')
    const [first, ...rest] = printed.results
    const worse = [
      { ...first, colour: 'red', score: (first?.score ?? 0) + 1, conditions: [{ id: 'Y1', verdict: 'unknown' }] },
    ]
    const answer = recompute({ ...printed, results: [...worse, ...rest], placing: { placed: ['nobody'] } })
    for (const part of [/^1 /, /score is/, /colour is/, /Y1 is/, /placed is/]) expect(answer).to.match(part)
  })
})

/** Renames each ledger's cadre and numbers so that they stand beside each other; rankings get a group of their own. */
function asOneLedger(ledgers: readonly (readonly Entry[])[]): Entry[] {
  return ledgers.flatMap((entries, i) => {
    const text = JSON.stringify(entries)
      .replaceAll('"c1', `"c${i + 1}`)
      .replaceAll(/"(u\d|departments|towns)"/g, `"$1-${i}"`)
    const offset = i * 1000
    const moved = JSON.parse(text, (key, value) => {
      if ((key === 'id' || key === 'of' || key === 'sameAs') && typeof value === 'number') return value + offset
      return key === 'causes' ? value.map((id: number) => id + offset) : value
    })
    return moved as Entry[]
  })
}
