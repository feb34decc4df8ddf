import { collectionsOf, inEdition } from '../../../src/features/ratings/edition.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { openBrowser } from '../ground/browser.ts'
import { type Ground, groundOf } from '../ground/ground.ts'
import { signIn } from '../ground/sign-in.ts'
import { versionsOf } from '../ground/versions.ts'
import { interleave, median, medianRatio, type Runner } from '../interleave.ts'
import { TODAY, unitsFor } from '../record/county.ts'

const ROUNDS = 7
const TURN_MS = 500
const OURS = 'ours'
const POSTGRES = 'PostgreSQL GROUP BY'
const GROUP = 'MongoDB $group, without the units'
const HOME = 'home'
/** Of so many units the home page shows counts. */
const UNITS = 100

export const dashboard: Figure = {
  id: 'e',
  work: 'the counts of the dashboard',
  measure: async ({ cadres }) => {
    const ground = await groundOf(cadres)
    const table = await ground.postgres()
    const url = await ground.url()
    const headers = { cookie: await signIn(ground, url) }
    const browser = openBrowser()
    const repeated = (name: string, work: () => Promise<unknown>): Runner => ({
      name,
      run: async times => {
        for (let i = 0; i < times; i += 1) await work()
      },
    })
    const runners = [
      repeated(OURS, () => countsOf(ground)),
      repeated(POSTGRES, table.counts),
      repeated(GROUP, () => countsByGroup(ground)),
      { name: HOME, run: (times: number) => browser.ask({ url: `${url}/`, headers, times, status: 200 }) },
    ]
    try {
      if ((await countsOf(ground)) !== cadres) throw new Error('the counts do not add up to everybody')
      const rates = await interleave(runners, ROUNDS, TURN_MS)
      const versions = await versionsOf(ground.database, { PostgreSQL: table.version })
      const beside = (name: string, peer: string, target: number | null, work: string, note: string): Comparison => {
        const [own, other] = [rates.get(name) ?? [], rates.get(peer) ?? []]
        const numbers = { ratio: medianRatio(own, other), ours: 1000 / median(own), theirs: 1000 / median(other) }
        return compared({
          id: 'e',
          work: `${work}, ${cadres} cadres`,
          peer,
          target,
          unit: 'ms',
          versions,
          note,
          ...numbers,
        })
      }
      const counts = 'the counts of the dashboard'
      const far = 'the target is for 1,000,000: a few rows are counted as fast as read'
      return [
        beside(OURS, POSTGRES, 10, counts, far),
        beside(OURS, GROUP, 10, counts, far),
        beside(HOME, POSTGRES, null, 'the whole home page over HTTP', 'beside the counts alone'),
      ]
    } finally {
      await browser.close()
    }
  },
}

/** As the home page reads them: the edition to be seen, the counts of everybody, and of the units that are listed. */
async function countsOf({ ratings, cadres }: Ground): Promise<number> {
  const { number } = await ratings.edition(TODAY)
  const { store } = ratings
  const [{ cells }, most] = await Promise.all([store.counts(null, number), store.mostListed('red', UNITS, number)])
  const rest = unitsFor(Math.min(cadres, 40 * UNITS)).map(({ id }) => id)
  const others = rest.filter(id => most.every(({ unitId }) => unitId !== id)).slice(0, UNITS - most.length)
  await store.listedOf(others, number)
  return cells.reduce((sum, { n }) => sum + n, 0)
}

async function countsByGroup({ ratings, database }: Ground): Promise<number> {
  const edition = await ratings.edition(TODAY)
  const fields = ['classCode', 'suggested', 'mark', 'placed']
  const _id = Object.fromEntries(fields.map(field => [field, `$${field}`]))
  const groups = database.db
    .collection(collectionsOf(edition).standings)
    .aggregate([{ $match: inEdition(edition) }, { $group: { _id, n: { $sum: 1 } } }])
  return (await groups.toArray()).length
}
