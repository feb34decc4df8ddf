import { collectionsOf, OPEN } from '../../../src/features/ratings/edition.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { type Ground, groundOf } from '../ground/ground.ts'
import { roundsFor } from '../ground/rounds.ts'
import { versionsOf } from '../ground/versions.ts'
import { median } from '../interleave.ts'
import { cadreIdOf, TODAY } from '../record/county.ts'

/** Shares of everybody who are due, in thousandths. */
const SHARES = [1, 10, 26, 100] as const
type Due = (typeof SHARES)[number] | 1000
/** Of more cadres, everybody takes minutes: a tenth is measured and scaled. */
const ALL_AT_ONCE = 10_000
/** Of more cadres a tenth takes minutes: it is measured once, and few who are due as often as of others. */
const ONCE = 200_000
const ROUNDS_OF_FEW = 3
/** A command moves up to so many; what a single one takes varies more than what many in a row take: its median counts. */
const ONE_COMMAND = 100
const TRIES_OF_ONE = 5

export const daily: Figure = {
  id: 'd',
  work: 'the daily pass: whose standing time alone may change',
  measure: async ({ cadres }) => {
    const ground = await groundOf(cadres)
    // By whichever rules are in force before, so that only those who are due are left.
    await ground.ratings.dailyPass(ground.journal, TODAY)
    const passes = new Map<Due, Pass[]>()
    const shares: readonly Due[] = cadres > ALL_AT_ONCE ? SHARES : [...SHARES, 1000]
    // The first pass reads the board.
    await passOver(ground, 1)
    const isOnce = (due: Due): boolean => cadres > ONCE && due > 10
    const rounds = cadres > ONCE ? ROUNDS_OF_FEW : roundsFor(cadres)
    for (let round = -1; round < rounds; round += 1) {
      for (const due of shares) {
        if (isOnce(due) && round !== 0) continue
        const pass = await steadyPass(ground, due)
        if (round >= 0) passes.set(due, [...(passes.get(due) ?? []), pass])
      }
    }
    const versions = await versionsOf(ground.database, {})
    return [
      proportional(passes, 1, cadres, versions),
      proportional(passes, 10, cadres, versions),
      besideFull(passes, cadres, versions),
    ]
  },
}

/** One daily pass: milliseconds, and how many were due. */
interface Pass {
  readonly ms: number
  readonly due: number
}

let begun = 0

/** Makes every so-manieth standing due and lets the day come. */
async function passOver({ database, ratings, journal, cadres }: Ground, share: Due): Promise<Pass> {
  const first = begun % Math.min(50, cadres >> 1)
  begun += 1
  const step = 1000 / share
  const wanted = Math.max(1, Math.round((cadres - first) / step))
  const ids = Array.from({ length: wanted }, (_, k) => cadreIdOf(Math.min(cadres - 1, first + Math.floor(k * step))))
  const standings = database.db.collection(collectionsOf(await ratings.edition(TODAY)).standings)
  await standings.updateMany({ cadreId: { $in: ids }, until: OPEN }, { $set: { nextChangeOn: TODAY } })
  const begin = performance.now()
  const due = await ratings.dailyPass(journal, TODAY)
  const ms = performance.now() - begin
  if (due !== ids.length || (await standings.countDocuments({ nextChangeOn: { $lte: TODAY }, until: OPEN })) > 0)
    throw new Error(`${ids.length} were due, ${due} were looked at`)
  return { ms, due }
}

/** A pass of several commands, or of those of a single one that in the middle. */
async function steadyPass(ground: Ground, share: Due): Promise<Pass> {
  const middle = await passOver(ground, share)
  if (middle.due > ONE_COMMAND) return middle
  const passes = [middle]
  while (passes.length < TRIES_OF_ONE) passes.push(await passOver(ground, share))
  return passes.toSorted((a, b) => a.ms - b.ms)[passes.length >> 1] ?? middle
}

type Passes = ReadonlyMap<Due, readonly Pass[]>
type Versions = Readonly<Record<string, string>>

const percent = (due: Due): string => `${due / 10}%`
const each = ({ ms, due }: Pass): number => ms / due
const medianOf = (passes: readonly Pass[] | undefined, value: (pass: Pass) => number): number =>
  median((passes ?? []).map(value))

/** What one due standing costs when few are due beside when a tenth is; how far apart, whichever way. */
function proportional(passes: Passes, due: Due, cadres: number, versions: Versions): Comparison {
  const [few, tenth] = [passes.get(due) ?? [], passes.get(100) ?? []]
  const apart = few
    .map((pass, i) => each(pass) / each(tenth[i] ?? tenth[0] ?? pass))
    .map(ratio => Math.max(ratio, 1 / ratio))
  return compared({
    id: 'd',
    work: `daily pass of ${cadres}, ${percent(due)} due, per due standing`,
    peer: `the same, ${percent(100)} due`,
    ratio: median(apart),
    target: 1.5,
    bound: 'at most',
    unit: 'ms',
    ours: medianOf(few, each),
    theirs: medianOf(tenth, each),
    versions,
    note: `${few[0]?.due} due beside ${tenth[0]?.due}${tenth.length < few.length ? ', measured once' : ''}; up to a hundred share a command`,
  })
}

function besideFull(passes: Passes, cadres: number, versions: Versions): Comparison {
  const whole = passes.get(1000)
  const all = whole ?? (passes.get(100) ?? []).map(({ ms, due }) => ({ ms: (ms * cadres) / due, due: cadres }))
  const few = passes.get(26) ?? []
  return compared({
    id: 'd',
    work: `daily pass of ${cadres}, ${percent(26)} due`,
    peer: 'everybody due',
    ratio: median(few.map(({ ms }, i) => (all[i]?.ms ?? Number.NaN) / ms)),
    target: 20,
    unit: 'ms',
    ours: medianOf(few, ({ ms }) => ms),
    theirs: medianOf(all, ({ ms }) => ms),
    versions,
    ...(whole === undefined ? { note: `everybody: measured at ${percent(100)} and scaled` } : {}),
  })
}
