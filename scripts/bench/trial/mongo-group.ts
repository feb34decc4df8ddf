import type { Database } from '../../../src/platform/database/index.ts'

const FACTS = 'bench_facts'
const TODAY = 400

/** Ten facts a cadre as documents, for the pipeline that the database itself would run. */
export async function addFacts({ db }: Database, cadres: number): Promise<void> {
  const codes = ['P4', 'P6', 'P7', 'P8', 'N1', 'N2', 'N4']
  for (let from = 0; from < cadres; from += 1000) {
    const documents = Array.from({ length: Math.min(1000, cadres - from) * 10 }, (_, i) => ({
      cadre: from + Math.floor(i / 10),
      code: codes[i % 7],
      points: ((i * 37) % 500) - 150,
      finding: i % 3,
      channel: i % 5,
      day: (i * 13) % TODAY,
    }))
    await db.collection(FACTS).insertMany(documents)
  }
}

/** The colours of everybody by `$group` and `$switch` over the facts. */
export async function countByGroup({ db }: Database): Promise<number> {
  const value = { $divide: [{ $multiply: ['$points', '$finding'] }, 2] }
  const since = (day: number, ...more: object[]) => ({ $and: [{ $gt: ['$day', day] }, ...more] })
  const when = (is: object, then: unknown = '$finding') => ({ $sum: { $cond: [is, then, 0] } })
  const groups = await db
    .collection(FACTS)
    .aggregate(
      [
        {
          $group: {
            _id: '$cadre',
            score: when(since(220), value),
            worst: { $min: { $cond: [since(35), value, 0] } },
            minus3: when(since(310, { $lt: ['$points', 0] }), value),
            n4: when(since(310, { $eq: ['$code', 'N4'] })),
            n2: when(since(310, { $eq: ['$code', 'N2'] })),
            positives: when(since(35, { $gt: ['$points', 0] })),
            channels: { $addToSet: { $cond: [since(35, { $gt: ['$points', 0] }), '$channel', null] } },
            honours: when(since(35, { $eq: ['$code', 'P4'] })),
            adverse: when(since(370, { $in: ['$code', ['N1', 'N4']] }), 1),
          },
        },
        {
          $project: {
            colour: {
              $switch: {
                branches: [
                  branch({ $or: [{ $lte: ['$worst', -600] }, { $lt: ['$score', -2500] }] }, 'red'),
                  branch({ $or: [{ $lte: ['$minus3', -800] }, { $gte: ['$n4', 2] }, { $gte: ['$n2', 4] }] }, 'yellow'),
                  branch(
                    {
                      $and: [
                        { $gte: ['$score', 500] },
                        { $gte: ['$positives', 4] },
                        { $gte: [{ $size: '$channels' }, 3] },
                        { $gte: ['$honours', 2] },
                        { $eq: ['$adverse', 0] },
                      ],
                    },
                    'blue',
                  ),
                ],
                default: 'none',
              },
            },
          },
        },
        { $group: { _id: '$colour', n: { $sum: 1 } } },
      ],
      { allowDiskUse: true },
    )
    .toArray()
  return groups.length
}

/** One branch of a `$switch`; spelt as entries, since an object with a `then` looks like a promise. */
const branch = (when: object, colour: string): object =>
  Object.fromEntries([
    ['case', when],
    ['then', colour],
  ])
