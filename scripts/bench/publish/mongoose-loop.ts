import type { Entry } from '../../../src/domain/evidence/entries.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { collectionsOf } from '../../../src/features/ratings/edition.ts'
import { judgeEntries } from '../../../src/features/ratings/judged.ts'
import { ownFields } from '../../../src/features/ratings/standing-fields.ts'
import { mongoose } from '../../../src/platform/database/index.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import type { Ground } from '../ground/ground.ts'
import { cadreIdOf, TODAY } from '../record/county.ts'

const STANDINGS = 'bench_standings'

/** The usual way: for each cadre, find the standing and the records, rate, save. Works on a copy of so many standings. */
export async function mongooseLoop(
  { database, ratings }: Ground,
  cadres: number,
): Promise<(ruleSet: RuleSet) => Promise<void>> {
  const { connection, db } = database
  const ids = Array.from({ length: cadres }, (_, i) => cadreIdOf(i))
  const kept = db.collection(collectionsOf(await ratings.edition(TODAY)).standings)
  const standings = await kept.find({ cadreId: { $in: ids } }).toArray()
  const copy = db.collection(STANDINGS)
  await copy.deleteMany({})
  await copy.insertMany(standings.map(({ _id, ...rest }) => ({ ...rest, _id: rest.cadreId })))
  for (const { key, partialFilterExpression } of await kept.indexes())
    if (!('_id' in key)) await copy.createIndex(key, partialFilterExpression ? { partialFilterExpression } : {})
  const loose = { strict: false, strictQuery: false, versionKey: false } as const
  const Standing = connection.model(
    STANDINGS,
    new mongoose.Schema({ _id: String }, { ...loose, collection: STANDINGS }),
  )
  const Line = connection.model(
    'bench_ledger',
    new mongoose.Schema({ _id: Number }, { ...loose, collection: 'ledger' }),
  )
  return async ruleSet => {
    const rater = createRater(ruleSet)
    const ruleHash = digestOf(ruleSet)
    for (const id of ids) {
      const standing = await Standing.findById(id)
      const lines = await Line.find({ subjects: id }).sort({ _id: 1 }).lean<(Entry & { _id: number })[]>()
      const entries = lines.map(line => ({ ...line, id: line._id }))
      const judged = judgeEntries(id, entries, TODAY, { rater, ruleHash })
      if (standing === null || judged === null) throw new Error(`${id} has no standing`)
      const { outline } = judged
      standing.set({ ...ownFields(judged), suggested: outline.colour, listed: outline.colour })
      await standing.save()
    }
  }
}
