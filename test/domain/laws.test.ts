import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry, EntryOf } from '../../src/domain/evidence/entries.ts'
import { entryIdsOf } from '../../src/domain/rating/conditions.ts'
import { place } from '../../src/domain/rating/place.ts'
import type { Rating } from '../../src/domain/rating/rate.ts'
import { ranksOf, suggest } from '../../src/domain/rating/suggest.ts'
import { type Day, endOfDay } from '../../src/domain/time/days.ts'
import { asOf, day, ledger, population } from './support/arbitrary.ts'
import { Book, CADRE, posted, scoring } from './support/book.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

const AT_LAST = '2026-01-01T00:00:00.000Z'
const BETTER_FIRST = ['blue', 'none', 'yellow', 'red']
const worth = (colour: string): number => BETTER_FIRST.indexOf(colour)

const rate = (entries: readonly Entry[], on: Day, knownAt = AT_LAST): Rating | null =>
  rater.rate(CADRE, entries, on, knownAt)

const bytes = (value: unknown): string => JSON.stringify(value)

function holds(law: (entries: readonly Entry[], on: Day) => void, usual = 300): void {
  fc.assert(fc.property(ledger, asOf, law), { numRuns: runs(usual) })
}

/** One more fact, verified by another person, after everything in the ledger. */
function withFact(entries: readonly Entry[], on: Day, code: string, words: Parameters<Book['fact']>[2] = {}): Entry[] {
  const book = new Book()
  book.entries.push(...entries)
  book.fact(on, code, words)
  return book.entries
}

const negatives = ruleSetV1.evidence.filter(rule => !rule.positive).map(rule => rule.code)
const positives = ruleSetV1.evidence.filter(rule => rule.positive).map(rule => rule.code)
const roles = fc.uniqueArray(fc.constantFrom('person' as const, 'charge' as const, 'chief' as const), { minLength: 1 })
const findings = fc.constantFrom('true' as const, 'partly' as const)

describe('The laws of a rating', () => {
  it('the same entries give the same bytes, and are left as they were', () => {
    holds((entries, on) => {
      const before = bytes(entries)
      expect(bytes(rate(entries, on))).to.equal(bytes(rate(JSON.parse(before), on)))
      expect(bytes(entries)).to.equal(before)
    })
  })

  it('the order of the entries and duplicates do not matter', () => {
    fc.assert(
      fc.property(
        ledger.chain(entries =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray([...entries, ...entries.slice(0, 9)], {
              minLength: Math.min(entries.length + 9, entries.length * 2),
            }),
          ),
        ),
        asOf,
        ([entries, shuffled], on) => {
          expect(bytes(rate(shuffled, on))).to.equal(bytes(rate(entries, on)))
        },
      ),
      { numRuns: runs(300) },
    )
  })

  it('what is recorded after the moment of knowledge does not matter', () => {
    holds((entries, on) => {
      const known = entries.filter(entry => entry.recordedAt <= endOfDay(on))
      expect(bytes(rate(entries, on, endOfDay(on)))).to.equal(bytes(rate(known, on, endOfDay(on))))
    })
  })

  it('the lines add up to the score exactly', () => {
    holds((entries, on) => {
      const rating = rate(entries, on)
      if (rating === null || rating.score === null) return
      expect(rating.lines.reduce((sum, line) => sum + line.points, 0)).to.equal(rating.score)
      expect(rating.score).to.be.within(0, 11_000)
      expect(rating.coverage).to.be.within(0, 10_000)
      expect(bytes(rating.lines)).not.to.contain('-0')
    })
  })

  it('each line and each reason points to entries that stand', () => {
    holds((entries, on) => {
      const rating = rate(entries, on)
      if (rating === null) return
      const ids = new Map(entries.map(entry => [entry.id, entry]))
      for (const line of rating.lines) {
        for (const id of line.entryIds) {
          const entry = ids.get(id)
          expect(entry?.effectiveOn).to.satisfy((text: string) => text <= on)
          if (line.kind === 'fact') expect(entry?.kind).to.equal('fact')
        }
      }
      for (const { tree } of rating.conditions) {
        for (const id of entryIdsOf(tree)) expect(ids.has(id)).to.equal(true)
      }
    })
  })

  it('no colour stands without a reason of the rule set, and the default has none', () => {
    holds((entries, on) => {
      const rating = rate(entries, on)
      if (rating === null) return
      const placing = place([rating], ruleSetV1)
      const { colour, reasons } = suggest(rating, placing, ruleSetV1, 1)
      expect(reasons.length > 0).to.equal(colour !== 'none')
      for (const id of reasons) expect(ruleSetV1.conditions.find(rule => rule.id === id)?.colour).to.equal(colour)
    })
  })

  it('the colour is the strongest of which a condition is true', () => {
    holds((entries, on) => {
      const rating = rate(entries, on)
      if (rating === null || rating.mark === 'indeterminate') return
      const fired = ruleSetV1.conditions.filter(
        (rule, i) => rule.effect !== 'alert' && rule.colour !== 'blue' && rating.conditions[i]?.verdict === 'true',
      )
      const absent = !rating.scored && !rating.provisional && rating.score !== null
      const counted = absent ? fired.filter(rule => rule.effect === 'veto') : fired
      const strongest = Math.max(1, ...counted.map(rule => worth(rule.colour)))
      expect(rating.colour).to.equal(BETTER_FIRST[strongest])
    })
  })

  it('a fact taken back counts as if never recorded', () => {
    fc.assert(
      fc.property(ledger, asOf, fc.nat(), (entries, on, n) => {
        const facts = entries.filter(entry => entry.kind === 'fact')
        const fact = facts[n % facts.length]
        if (fact === undefined) return
        const book = new Book()
        book.entries.push(...entries)
        // At once: S of three months ago is read as known then.
        book.reverse(fact.id, fact.effectiveOn, { recordedAt: fact.recordedAt })
        const never = entries.filter(entry => entry.id !== fact.id)
        // `nextChangeOn` may be early: the day of a reversal is looked at though it changes nothing.
        const told = (ledger: readonly Entry[]): string => {
          const { nextChangeOn: _, ...rest } = rate(ledger, on) ?? { nextChangeOn: '' }
          return bytes(rest)
        }
        expect(told(book.entries)).to.equal(told(withoutDangling(never, fact.id)))
        book.reverse(book.entries.length, fact.effectiveOn, { recordedAt: fact.recordedAt })
        expect(told(book.entries)).to.equal(told(entries))
      }),
      { numRuns: runs(300) },
    )
  })
})

/** A reversal of the fact itself would name nothing. */
const withoutDangling = (entries: readonly Entry[], id: number): Entry[] => {
  const gone = new Set<number>([id])
  return entries.filter(entry => {
    if (entry.kind !== 'reversal' || !gone.has((entry as EntryOf<'reversal'>).data.of)) return true
    gone.add(entry.id)
    return false
  })
}

/** Codes whose addition may worsen: under a shared honour the higher tier displaces a lower one of greater points. */
const HONOUR_EXCEPTIONS = ['P1', 'P2']

describe('Adding one fact', () => {
  it('a verified negative one never improves score or colour', () => {
    fc.assert(
      fc.property(
        ledger,
        asOf,
        day,
        fc.constantFrom(...negatives),
        fc.record({ roles, finding: findings, intent: fc.boolean(), grade: fc.constantFrom('一般', '较差') }),
        (entries, on, factDay, code, words) => {
          const before = rate(entries, on)
          const after = rate(withFact(entries, factDay, code, words), on)
          if (before === null || after === null) return
          expect(after.score ?? -1).to.be.at.most(before.score ?? -1)
          expect(worth(after.colour)).to.be.at.least(worth(before.colour))
          expect(after.candidate && !before.candidate).to.equal(false)
        },
      ),
      { numRuns: runs(600) },
    )
  })

  it('a verified positive one never worsens score or colour, the same honour apart', () => {
    fc.assert(
      fc.property(
        ledger,
        asOf,
        day,
        fc.constantFrom(...positives),
        fc.record({
          roles,
          finding: findings,
          honour: fc.constantFrom('丙', undefined),
          channel: fc.constantFrom('督查', '甲'),
        }),
        (entries, on, factDay, code, words) => {
          const before = rate(entries, on)
          const { honour, ...rest } = words
          const after = rate(
            withFact(entries, factDay, code, honour === undefined ? rest : (words as Parameters<Book['fact']>[2])),
            on,
          )
          if (before === null || after === null) return
          expect(after.score ?? -1).to.be.at.least(before.score ?? -1)
          expect(worth(after.colour)).to.be.at.most(worth(before.colour))
          expect(before.candidate && !after.candidate).to.equal(false)
        },
      ),
      { numRuns: runs(600) },
    )
  })

  for (const code of positives) {
    const listed = HONOUR_EXCEPTIONS.includes(code)
    it(`${code} of an honour already held ${listed ? 'may lower the score: a listed exception' : 'does not lower the score'}`, () => {
      const lower = (held: string): boolean => {
        const book = scoring(8000, '2024-06-01')
        book.fact('2024-06-01', held, { honour: '甲' })
        const before = rate(book.entries, '2024-06-30')?.score ?? 0
        book.fact('2024-06-01', code, { honour: '甲', role: 'charge', finding: 'partly' })
        return (rate(book.entries, '2024-06-30')?.score ?? 0) < before
      }
      expect(positives.some(lower)).to.equal(listed)
    })
  }
})

describe('The laws of the placing', () => {
  const ratingsOf = (entries: readonly Entry[], on: Day): Rating[] =>
    [...ledgersByCadre(entries)].flatMap(([cadre, own]) => rater.rate(cadre, own, on) ?? [])

  it('keeps the quotas of class and unit, gives places in order, and forgets nobody', () => {
    let found = 0
    fc.assert(
      fc.property(population, entries => {
        const ratings = ratingsOf(entries, '2024-07-01')
        const placing = place(ratings, ruleSetV1)
        const ranks = ranksOf(ratings)
        const byId = new Map(ratings.map(rating => [rating.cadreId, rating]))
        const placed = placing.placed.map(id => byId.get(id) as Rating)
        found += placed.length
        for (const key of ['classCode', 'unitId'] as const) {
          for (const name of new Set(ratings.map(rating => rating[key]))) {
            const n = ratings.filter(rating => rating.scored && rating[key] === name).length
            const limit = key === 'classCode' ? Math.floor(n / 10) : Math.max(1, Math.floor(n / 8))
            expect(placed.filter(rating => rating[key] === name).length).to.be.at.most(limit)
          }
        }
        const three = [...placing.placed, ...placing.tied, ...placing.full]
        expect(new Set(three).size).to.equal(three.length)
        for (const rating of ratings) {
          const n = ratings.filter(other => other.scored && other.classCode === rating.classCode).length
          const contends = rating.candidate && (ranks.get(rating.cadreId) ?? Infinity) <= Math.ceil(0.15 * n)
          expect(three.includes(rating.cadreId)).to.equal(contends)
          const suggestion = suggest(rating, placing, ruleSetV1, ranks.get(rating.cadreId) ?? null)
          expect(suggestion.colour === 'blue').to.equal(placing.placed.includes(rating.cadreId))
          if (suggestion.colour === 'blue') expect(suggestion.reasons).to.deep.equal(['B1', 'B2', 'B3', 'B4'])
        }
        expect(bytes(place([...ratings].reverse(), ruleSetV1))).to.equal(bytes(placing))
      }),
      { numRuns: runs(40) },
    )
    expect(found).to.be.greaterThan(0)
  })
})

describe('A cadre of whom nothing is known', () => {
  it('is rated without a score, nothing fires, and it is said that there is no record', () => {
    const rating = rate(posted().entries, '2024-06-30')
    expect(rating).to.include({ score: null, colour: 'none', mark: 'insufficient', candidate: false })
    const met = rating?.conditions.filter(condition => condition.verdict === 'true').map(({ id }) => id)
    expect(met).to.deep.equal(['Y8', 'B2'])
    expect(rating?.alerts).to.deep.equal(['Y8'])
  })
})
