import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnOutcomes } from '../../../src/domain/rating/columns/column-outcomes.ts'
import { layoutOf } from '../../../src/domain/rating/columns/layout.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { createBlockStore } from '../../../src/features/ratings/index.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import { openDatabase } from '../../../src/platform/database/index.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { median } from '../interleave.ts'
import { startPostgres } from '../record/postgres-server.ts'
import { countByHand, inMemory } from './by-hand.ts'
import { addFacts, countByGroup } from './mongo-group.ts'
import { opened, packedBlocks } from './people.ts'
import { openPostgres } from './postgres.ts'
import { runOver, stricter } from './run-over.ts'

const ROUNDS = 5
/** `$group` over more takes minutes: it is measured once. */
const OFTEN = 100_000
const CLOSE = 'bench'

export const trial: Figure = {
  id: 'b',
  work: '试算 over everybody: read what a close kept, judge it, place',
  measure: async ({ cadres }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sanse-bench-'))
    const server = await startPostgres()
    const database = await openDatabase({
      uri: null,
      dataFolder: folder,
      mongodBin: process.env.MONGOD_BIN || null,
      name: 'trial',
      production: false,
      log: { info() {}, warn() {}, error() {} },
      progress: message => process.stderr.write(`bench: ${message}\n`),
    })
    try {
      const v1 = createRater(await defaultRuleSet())
      const postgres = await openPostgres(server, v1)
      const blocks = createBlockStore(database)
      let number = 0
      for (const packed of packedBlocks(cadres, v1)) {
        await blocks.write(CLOSE, number, packed)
        await postgres.addStandings(opened(packed))
        number += 1
      }
      await postgres.addEvidence(cadres)
      await postgres.analyze()
      await addFacts(database, cadres)
      const names = layoutOf(v1).base.filter(name => name === 'score' || name === 'coverage' || name.startsWith('slot'))
      await runOver(blocks, CLOSE, createRater(stricter(v1.ruleSet)), v1)
      const megabytes = process.memoryUsage().rss / 1e6
      const memory = await inMemory(blocks.read(CLOSE, []), names, cadres)
      const limits = createRater(stricter(v1.ruleSet))
      const weights = createRater(reweighed(v1.ruleSet))
      const times = await timed(
        {
          limits: () => runOver(blocks, CLOSE, limits, v1),
          weights: () => runOver(blocks, CLOSE, weights, v1),
          memory: () => countByHand(memory, limits, limits.ruleSet),
          standings: () => postgres.fromStandings(limits),
          ranks: () => postgres.withRanks(limits),
          evidence: () => postgres.fromEvidence(),
          group: () => countByGroup(database),
        },
        name => (name === 'group' && cadres > OFTEN ? 1 : ROUNDS),
      )
      await agree(await runOver(blocks, CLOSE, limits, v1), await postgres.fromStandings(limits))
      const versions = { node: process.versions.node, PostgreSQL: postgres.version, mongod: await versionOf(database) }
      await postgres.close()
      return comparisons(times, { cadres, versions, megabytes })
    } finally {
      await server.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Other weights of the parts and of two cells. */
function reweighed(ruleSet: RuleSet): RuleSet {
  const parts = ruleSet.score.parts.map((part, i) => ({ ...part, weight: [4500, 3000, 2500][i] ?? part.weight }))
  const cells = ruleSet.indicators.cells.map((cell, i) => ({ ...cell, weight: cell.weight + ([100, -100][i] ?? 0) }))
  return { ...ruleSet, id: 'weights', score: { ...ruleSet.score, parts }, indicators: { ...ruleSet.indicators, cells } }
}

type Name = 'limits' | 'weights' | 'memory' | 'standings' | 'ranks' | 'evidence' | 'group'

/** Milliseconds of each work in turn, A B C A B C …; a turn before that warms up what is measured more than once. */
async function timed(
  works: Readonly<Record<Name, () => unknown>>,
  roundsOf: (name: Name) => number,
): Promise<Readonly<Record<Name, number[]>>> {
  const times: Record<Name, number[]> = {
    limits: [],
    weights: [],
    memory: [],
    standings: [],
    ranks: [],
    evidence: [],
    group: [],
  }
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works) as [Name, () => unknown][]) {
      const rounds = roundsOf(name)
      if (round >= rounds || (rounds === 1 && round < 0)) continue
      const begin = performance.now()
      await work()
      if (round >= 0) times[name].push(performance.now() - begin)
    }
  }
  return times
}

/** The two must say the same of red and yellow before anybody's time is believed. */
async function agree({ blocks, ruleSet }: ColumnOutcomes, theirs: Record<string, number>): Promise<void> {
  const ours = new Map<string, number>()
  for (const { judged } of blocks) {
    for (const number of judged.colour) {
      const code = ruleSet.colours[number]?.code ?? ''
      ours.set(code, (ours.get(code) ?? 0) + 1)
    }
  }
  // An absent or locked one is told apart by us alone, so a few may differ; a wrong query differs by many.
  for (const colour of ['red', 'yellow']) {
    const [a, b] = [ours.get(colour) ?? 0, theirs[colour] ?? 0]
    if (Math.abs(a - b) > Math.max(3, 0.02 * Math.max(a, b)))
      throw new Error(`${colour}: ${a} by the product, ${b} by PostgreSQL`)
  }
}

const versionOf = async ({ db }: { db: { command(c: object): Promise<{ version?: string }> } }): Promise<string> =>
  (await db.command({ buildInfo: 1 })).version ?? ''

interface Ground {
  readonly cadres: number
  readonly versions: Readonly<Record<string, string>>
  readonly megabytes: number
}

/** Round by round; what was measured once is held against the median. */
function ratioOf(ours: readonly number[], theirs: readonly number[]): number {
  const [once] = theirs
  if (theirs.length === 1 && once !== undefined) return once / median(ours)
  return median(theirs.map((ms, i) => ms / (ours[i] ?? Number.NaN)))
}

function comparisons(times: Readonly<Record<Name, number[]>>, { cadres, versions, megabytes }: Ground): Comparison[] {
  const beside = (ours: Name, work: string, theirs: Name, peer: string, target: number | null, note?: string) =>
    compared({
      id: 'b',
      work: `${work}, ${cadres} cadres`,
      ratio: ratioOf(times[ours], times[theirs]),
      peer,
      target,
      unit: 'ms',
      ours: median(times[ours]),
      theirs: median(times[theirs]),
      versions,
      ...(note === undefined ? {} : { note }),
    })
  const once = cadres > OFTEN ? '$group measured once' : undefined
  return [
    beside('limits', 'other limits and quotas', 'group', 'MongoDB $group + $switch', 100, once),
    beside('limits', 'other limits and quotas', 'evidence', 'PostgreSQL from evidence', 10),
    beside(
      'limits',
      'other limits and quotas',
      'standings',
      'PostgreSQL from standings',
      0.8,
      'PostgreSQL forms no ranks and no places',
    ),
    beside('limits', 'other limits and quotas', 'ranks', 'PostgreSQL from standings, with ranks', null, 'no places'),
    beside(
      'limits',
      'other limits and quotas',
      'memory',
      'hand-written, in memory',
      0.1,
      'no reading, ranks or places',
    ),
    beside('weights', 'other weights', 'evidence', 'PostgreSQL from evidence', null),
    beside('weights', 'other weights', 'memory', 'hand-written, in memory, no score formed', null),
    compared({
      id: 'j',
      work: `memory after a trial of ${cadres}`,
      peer: '600 MB',
      ratio: megabytes / 600,
      target: 1,
      bound: 'at most',
      unit: 'MB',
      ours: megabytes,
      theirs: 600,
      versions,
    }),
  ]
}
