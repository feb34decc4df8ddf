import { expect } from 'chai'
import fc from 'fast-check'
import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { NotWriter } from '../../../src/platform/journal/index.ts'
import { lostConnection, troubledCommits } from '../../support/troubled-commits.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { limited, weighed } from './other-rules.ts'
import { openWorld, programOver } from './ratings-world.ts'

const DAY = '2022-05-31'
const CADRES = ['c1', 'c2', 'c3']
const clerk = { userId: 'k1', name: '干部科甲', role: 'section' }
const verifier = { userId: 'j1', name: '监督科甲', role: 'supervision' }

/** What happens next: a cadre is posted, or has a fact verified; a commit fails, before it or after; another program writes. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('post', 'fact'), who: fc.constantFrom(...CADRES) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('lost before', 'lost after', 'other writer', 'pass') }) },
)

describe('standings of writers in trouble', () => {
  it('are always those the ledger gives, whatever fails and whoever writes', async function () {
    this.timeout(600_000)
    const law = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async steps => {
      let commits: ReturnType<typeof troubledCommits> | undefined
      const prepared = (database: Database) => {
        commits = troubledCommits(database)
      }
      const world = await openWorld(DAY, { prepared })
      const { database, clock } = world
      const programs = [world, programOver(database, clock)]
      let keys = 0
      const record = (entries: readonly NewEntry[], actor = clerk) => {
        keys += 1
        return programs[0]?.journal.submit({
          action: 'test',
          actor,
          idempotencyKey: `t${keys}`,
          requestId: 'r',
          run: async work => entries.map(entry => work.record(entry).id),
        })
      }
      try {
        for (const { act, ...rest } of steps) {
          const who = 'who' in rest ? rest.who : 'c1'
          if (act === 'post') await record([posting(who, 'u001', '2020-01-01')])
          else if (act === 'fact') {
            const [id = 0] = (await record([fact(who, 'N4', '2022-05-10')])) ?? []
            await record([verification(id, who, 'true', '2022-05-10')], verifier)
          } else if (act === 'lost before') commits?.fail('before', lostConnection())
          else if (act === 'lost after') commits?.fail('after', lostConnection())
          else if (act === 'pass') await programs[0]?.ratings.dailyPass(programs[0].journal, DAY)
          else {
            await programs[0]?.journal.stop()
            programs.reverse()
            await programs[0]?.journal.start()
          }
        }
        expect(await world.ratings.replay(DAY)).to.deep.equal([])
      } finally {
        await programs[0]?.journal.stop()
        await database.close()
      }
    })
    await fc.assert(law, { numRuns: 15 })
  })

  for (const [how, change] of [
    ['in collections of its own', weighed],
    ['in the same collections', limited(95)],
  ] as const) {
    it(`are left alone by one that lost its lease and does not know it: an edition ${how}`, async () => {
      // It never renews, as if it were cut off.
      const late = await openWorld(DAY, { leaseMs: 300, renewMs: 2 ** 30 })
      const { database, clock } = late
      const other = programOver(database, clock)
      try {
        for (const who of CADRES)
          await late.record(posting(who, 'u001', '2020-01-01'), await assessment(who, 8000, '2022-05-01'))
        const begins = addDays(DAY, 1)
        await late.publish('V2', begins, change)
        await new Promise(resolve => setTimeout(resolve, 400))
        await other.journal.start()
        clock.set(begins, 9 * 3600)
        await other.ratings.dailyPass(other.journal, begins)
        const seen = await other.ratings.store.all(await other.ratings.edition(begins))
        expect(late.journal.state).to.equal('writer')
        await late.ratings.dailyPass(late.journal, begins).catch(error => expect(error).to.be.instanceOf(NotWriter))
        expect(await other.ratings.store.all(await other.ratings.edition(begins))).to.deep.equal(seen)
        expect(await other.ratings.replay(begins)).to.deep.equal([])
      } finally {
        await other.journal.stop()
        await late.close()
      }
    })
  }
})
