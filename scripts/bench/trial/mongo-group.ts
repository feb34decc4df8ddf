import type { Database } from '../../../src/platform/database/index.ts'

const FACTS = 'bench_facts'
const SEEDS = 'bench_seeds'
/** Facts that one seed grows into. */
const GROWTH = 10_000

/** Ten facts a cadre as documents, for the pipeline that the database itself would run; made by the database too. */
export async function addFacts({ db }: Database, cadres: number): Promise<void> {
  const facts = cadres * 10
  const seeds = Array.from({ length: Math.ceil(facts / GROWTH) }, (_, i) => ({
    from: i * GROWTH,
    to: Math.min(facts, (i + 1) * GROWTH),
  }))
  await db.collection(SEEDS).insertMany(seeds)
  const codes = ['P4', 'P6', 'P7', 'P8', 'N1', 'N2', 'N4']
  const times = (factor: number, of: number) => ({ $mod: [{ $multiply: ['$n', factor] }, of] })
  const fact = {
    cadre: { $floor: { $divide: ['$n', 10] } },
    code: { $arrayElemAt: [codes, times(1, codes.length)] },
    points: { $subtract: [times(37, 500), 150] },
    finding: times(1, 3),
    channel: times(1, 5),
    day: times(13, 400),
  }
  await db
    .collection(SEEDS)
    .aggregate([
      { $project: { _id: 0, n: { $range: ['$from', '$to'] } } },
      { $unwind: '$n' },
      { $project: fact },
      { $out: FACTS },
    ])
    .toArray()
}

/**
 * The colours of everybody by `$group` and `$switch` over the facts: the twelve metrics and fifteen rules that
 * PostgreSQL forms from its evidence, a third of what the product's own rules ask.
 */
export async function countByGroup({ db }: Database): Promise<number> {
  const value = { $divide: [{ $multiply: ['$points', '$finding'] }, 2] }
  const since = (day: number, ...more: object[]) => ({ $and: [{ $gt: ['$day', day] }, ...more] })
  const when = (is: object, then: unknown = '$finding') => ({ $sum: { $cond: [is, then, 0] } })
  const isPraise = { $gt: ['$points', 0] }
  const isBlame = { $lt: ['$points', 0] }
  const groups = await db
    .collection(FACTS)
    .aggregate(
      [
        {
          $group: {
            _id: '$cadre',
            score: when(since(220), value),
            worst: { $min: { $cond: [since(35), value, 0] } },
            minus3: when(since(310, isBlame), value),
            minus12: when(since(35, isBlame), value),
            n4: when(since(310, { $eq: ['$code', 'N4'] })),
            n2: when(since(310, { $eq: ['$code', 'N2'] })),
            positives: when(since(35, isPraise)),
            channels: { $addToSet: { $cond: [since(35, isPraise), '$channel', null] } },
            honours: when(since(35, { $eq: ['$code', 'P4'] })),
            adverse: when(since(370, { $in: ['$code', ['N1', 'N4']] }, { $eq: ['$finding', 2] }), 1),
            faded: { $sum: { $cond: [since(220), '$points', { $divide: ['$points', 2] }] } },
            last: { $max: '$day' },
          },
        },
        {
          $project: {
            colour: {
              $switch: {
                branches: [
                  branch(
                    {
                      $or: [
                        { $lte: ['$worst', -600] },
                        { $lt: ['$score', -2500] },
                        { $lte: ['$minus12', -2000] },
                        { $gte: ['$n4', 8] },
                      ],
                    },
                    'red',
                  ),
                  branch(
                    {
                      $or: [
                        { $lte: ['$minus3', -800] },
                        { $gte: ['$n4', 2] },
                        { $gte: ['$n2', 4] },
                        { $lt: ['$score', -1000] },
                        { $lt: ['$last', 220] },
                      ],
                    },
                    'yellow',
                  ),
                  branch(
                    {
                      $and: [
                        { $gte: ['$score', 500] },
                        { $gte: ['$positives', 4] },
                        { $gte: [{ $size: '$channels' }, 3] },
                        { $gte: ['$honours', 2] },
                        { $eq: ['$adverse', 0] },
                        { $gte: ['$faded', 0] },
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
