import { expect } from 'chai'
import fc from 'fast-check'
import type { Finding } from '../../../src/domain/evidence/entries.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import { runs } from '../../domain/support/runs.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

const CADRES = 20
const FIRST = '2022-01-01'

type Step =
  | { readonly do: 'fact'; readonly cadre: number; readonly code: string }
  | { readonly do: 'verify'; readonly nth: number; readonly finding: Finding }
  | { readonly do: 'assess'; readonly cadre: number; readonly score: number }
  | { readonly do: 'reverse'; readonly nth: number }
  | { readonly do: 'wait'; readonly days: number }

const is = <D extends Step['do']>(name: D) => fc.constant(name)
const cadre = fc.nat(CADRES - 1)
const code = fc.constantFrom('P2', 'P4', 'P5', 'P7', 'N2', 'N4', 'N6')
const finding = fc.constantFrom<Finding>('true', 'partly', 'false')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: is('fact'), cadre, code }),
  fc.record({ do: is('verify'), nth: fc.nat(), finding }),
  fc.record({ do: is('assess'), cadre, score: fc.integer({ min: 5000, max: 9900 }) }),
  fc.record({ do: is('reverse'), nth: fc.nat() }),
  fc.record({ do: is('wait'), days: fc.integer({ min: 1, max: 60 }) }),
)

/** Takes the steps in a world of its own; before each day ends and after it began the standings are compared. */
async function walk(world: World, steps: readonly Step[]): Promise<void> {
  let day = FIRST
  const agrees = async (when: string): Promise<void> => {
    expect(await world.ratings.replay(day), `${when} ${day}`).to.deep.equal([])
  }
  world.clock.set(day, 9 * 3600)
  for (let i = 0; i < CADRES; i += 1) await world.record(posting(`c${i}`, `u00${i % 3}`, '2021-01-01'))
  const facts: { readonly id: number; readonly cadre: string; readonly day: string }[] = []
  for (const next of steps) {
    if (next.do === 'fact') {
      const [id = 0] = await world.record(fact(`c${next.cadre}`, next.code, day))
      facts.push({ id, cadre: `c${next.cadre}`, day })
    } else if (next.do === 'assess') await world.record(await assessment(`c${next.cadre}`, next.score, day))
    else if (next.do === 'wait') {
      await agrees('on the evening of')
      day = addDays(day, next.days)
      world.clock.set(day, 9 * 3600)
      await world.ratings.dailyPass(world.journal, day)
      await agrees('on the morning of')
    } else {
      const target = facts[next.nth % Math.max(1, facts.length)]
      if (target === undefined) continue
      const { id, cadre } = target
      if (next.do === 'verify') await world.record(verification(id, cadre, next.finding, target.day))
      else {
        const data = { of: id, reason: '录错' }
        await world.record({ kind: 'reversal', subjects: [cadre, 'u001'], effectiveOn: target.day, data })
      }
    }
  }
  await agrees('in the end,')
}

describe('Standings moved one record and one day at a time', () => {
  it('are every morning and every evening what a replay of the whole ledger gives, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 120, maxLength: 120 }), async steps => {
        const world = await openWorld('2022-05-31')
        try {
          await walk(world, steps)
        } finally {
          await world.close()
        }
      }),
      { numRuns: runs(2), endOnFailure: true },
    )
  }).timeout(600_000)
})
