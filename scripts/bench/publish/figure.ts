import { createRater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { mongoose } from '../../../src/platform/database/index.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { type Ground, groundOf } from '../ground/ground.ts'
import { roundsFor } from '../ground/rounds.ts'
import type { StandingsTable } from '../ground/standings-table.ts'
import { versionsOf } from '../ground/versions.ts'
import { median } from '../interleave.ts'
import { mongooseLoop } from './mongoose-loop.ts'
import { rerate } from './rerate.ts'
import { limited, scoreAt, weighed } from './variants.ts'

/** One by one over more takes minutes: it is measured at this size and scaled. */
const ONE_BY_ONE = 1000

export const publish: Figure = {
  id: 'c',
  work: 'publish other rules: rate everybody anew, writes included',
  measure: async ({ cadres }) => {
    const ground = await groundOf(cadres)
    const table = await ground.postgres()
    const looped = Math.min(cadres, ONE_BY_ONE)
    const loop = await mongooseLoop(ground, looped)
    const rulesOf = rulesFor(ground)
    const limits: Turn[] = []
    const weights: Turn[] = []
    const oneByOne: number[] = []
    // A round that no number comes from warms up and brings everybody under the mild rules; then each goes the other way.
    for (let round = -1; round < roundsFor(cadres); round += 1) {
      const there = round % 2 === 0
      const other = await turn(ground, rulesOf(there, !there), table.limits)
      const ms = await milliseconds(() => loop(rulesOf(there, !there)))
      const heavier = await turn(ground, rulesOf(there, there), table.weights)
      if (round < 0) continue
      limits.push(other)
      oneByOne.push((ms * cadres) / looped)
      weights.push(heavier)
    }
    const versions = await versionsOf(ground.database, { PostgreSQL: table.version, mongoose: mongoose.version })
    const scaled = looped === cadres ? {} : { note: `measured at ${looped} and scaled` }
    return [
      besideUpdate('other limits', limits, cadres, 2, versions),
      besideUpdate('other weights', weights, cadres, 3, versions),
      compared({
        id: 'c',
        work: `other limits, ${cadres} cadres`,
        peer: 'Mongoose find + save each',
        ratio: median(limits.map(({ ours }, i) => (oneByOne[i] ?? Number.NaN) / ours)),
        target: null,
        unit: 'ms',
        ours: median(limits.map(({ ours }) => ours)),
        theirs: median(oneByOne),
        versions,
        ...scaled,
      }),
    ]
  },
}

/** Both of one round, in milliseconds, and how many standings each of them wrote. */
interface Turn {
  readonly ours: number
  readonly theirs: number
  readonly oursWritten: number
  readonly theirsWritten: number
}

async function turn(ground: Ground, ruleSet: RuleSet, update: StandingsTable['limits']): Promise<Turn> {
  const { ms: ours, written: oursWritten } = await rerate(ground, ruleSet)
  const rater = createRater(ruleSet)
  let theirsWritten = 0
  const theirs = await milliseconds(async () => {
    theirsWritten = await update(rater)
  })
  return { ours, theirs, oursWritten, theirsWritten }
}

/** The rules of a turn: yellow below the score of 20 or 30 people in a hundred, and the weights as they are or others. */
function rulesFor({ rater: { ruleSet }, scores }: Ground): (strict: boolean, others: boolean) => RuleSet {
  return (strict, others) => {
    const judging = limited(ruleSet, scoreAt(scores, strict ? 0.3 : 0.2))
    return others ? weighed(judging, [4000, 3500, 2500]) : judging
  }
}

function besideUpdate(
  change: string,
  turns: readonly Turn[],
  cadres: number,
  target: number,
  versions: Readonly<Record<string, string>>,
): Comparison {
  const of = (value: (turn: Turn) => number): number => median(turns.map(value))
  const percent = (written: number): string => `${((written * 100) / cadres).toFixed(1)}%`
  return compared({
    id: 'c',
    work: `${change}, ${cadres} cadres`,
    peer: `PostgreSQL UPDATE, ${change}`,
    ratio: of(({ ours, theirs }) => ours / theirs),
    target,
    bound: 'at most',
    unit: 'ms',
    ours: of(({ ours }) => ours),
    theirs: of(({ theirs }) => theirs),
    versions,
    note: `${percent(of(({ oursWritten }) => oursWritten))} written, by PostgreSQL ${percent(of(({ theirsWritten }) => theirsWritten))}; both write movements and alerts and take away what is superseded; its alerts look at the score alone, it forms no places and keeps no edition readable`,
  })
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
