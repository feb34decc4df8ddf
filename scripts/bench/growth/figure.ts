import { createRater } from '../../../src/domain/rating/rate.ts'
import { type BlockStore, createBlockStore } from '../../../src/features/ratings/index.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { type Ground, groundOf } from '../ground/ground.ts'
import { roundsFor } from '../ground/rounds.ts'
import { versionsOf } from '../ground/versions.ts'
import { median } from '../interleave.ts'
import { rerate } from '../publish/rerate.ts'
import { limited, scoreAt } from '../publish/variants.ts'
import { packedBlocks } from '../trial/people.ts'
import { runOver, stricter } from '../trial/run-over.ts'
import { peakMegabytes } from './memory.ts'

/** How often the smaller one runs beside the larger: so that both take about as long. */
const TIMES = 10
const MOST_MB = 600

export const growth: Figure = {
  id: 'j',
  work: 'growth: the cost of a cadre at a tenth of the size and at the size, and the memory of the process',
  measure: async ({ cadres }) => {
    const few = await groundOf(Math.floor(cadres / TIMES))
    const many = await groundOf(cadres)
    const closes = [await closeOf(few), await closeOf(many)] as const
    const trials: Both = { few: [], many: [] }
    const publishings: Both = { few: [], many: [] }
    let peak = 0
    for (let round = -1; round < roundsFor(cadres); round += 1) {
      const strict = round % 2 === 0
      const [tryFew, tryMany] = [await each(closes[0], few, TIMES), await each(closes[1], many, 1)]
      const publishFew = (await rerate(few, rulesOf(few, strict))).ms / few.cadres
      let publishMany = 0
      const held = await peakMegabytes(async () => {
        publishMany = (await rerate(many, rulesOf(many, strict))).ms / many.cadres
      })
      peak = Math.max(peak, held)
      if (round < 0) continue
      trials.few.push(tryFew)
      trials.many.push(tryMany)
      publishings.few.push(publishFew)
      publishings.many.push(publishMany)
    }
    const versions = await versionsOf(many.database, {})
    const sizes = { few: few.cadres, many: many.cadres }
    return [
      linear('试算, per cadre', trials, sizes, versions),
      linear('publish other limits, per cadre', publishings, sizes, versions),
      compared({
        id: 'j',
        work: `most memory of the process while publishing, ${cadres} cadres`,
        peer: `${MOST_MB} MB`,
        ratio: peak / MOST_MB,
        target: 1,
        bound: 'at most',
        unit: 'MB',
        ours: peak,
        theirs: MOST_MB,
        versions,
        note: 'the whole process, the peers and what filled the installation with it',
      }),
    ]
  },
}

/** Milliseconds a cadre. */
interface Both {
  readonly few: number[]
  readonly many: number[]
}

const CLOSE = 'bench'

/** A close of as many cadres as the ground has, as figure b tries rules over it. */
async function closeOf({ database, cadres, rater }: Ground): Promise<BlockStore> {
  const blocks = createBlockStore(database)
  let number = 0
  for (const packed of packedBlocks(cadres, rater)) {
    await blocks.write(CLOSE, number, packed)
    number += 1
  }
  return blocks
}

/** What a trial takes a cadre, over so many trials. */
async function each(blocks: BlockStore, { rater, cadres }: Ground, times: number): Promise<number> {
  const stricterRater = createRater(stricter(rater.ruleSet))
  const begin = performance.now()
  for (let i = 0; i < times; i += 1) await runOver(blocks, CLOSE, stricterRater, rater)
  return (performance.now() - begin) / times / cadres
}

const rulesOf = ({ rater: { ruleSet }, scores }: Ground, strict: boolean) =>
  limited(ruleSet, scoreAt(scores, strict ? 0.3 : 0.2))

function linear(
  work: string,
  { few, many }: Both,
  sizes: { readonly few: number; readonly many: number },
  versions: Readonly<Record<string, string>>,
): Comparison {
  return compared({
    id: 'j',
    work: `${work}, ${sizes.many} cadres`,
    peer: `the same, ${sizes.few} cadres`,
    ratio: median(many.map((ms, i) => ms / (few[i] ?? Number.NaN))),
    target: 1.2,
    bound: 'at most',
    unit: 'ms',
    ours: median(many),
    theirs: median(few),
    versions,
  })
}
