import type { ReratingJob, Touched } from './rerating-job.ts'
import type { UnseenCollections } from './unseen-collections.ts'

/** What is left to do of a re-rating. */
export interface ReratingJobs {
  job(): Promise<ReratingJob | null>
  /** How much of the coming edition is judged. */
  percent(): Promise<number>
  progress(done: Pick<ReratingJob, 'cursor' | 'done' | 'all'>): Promise<void>
  touched(limit: number): Promise<Touched[]>
  /** Forgets those who were not touched again since. */
  caughtUp(touched: readonly Touched[]): Promise<void>
}

export function createReratingJobs({ jobs, touched }: UnseenCollections): ReratingJobs {
  const job: ReratingJobs['job'] = () => jobs.findOne({ _id: 'rerating' })
  return {
    job,
    percent: async () => {
      const { done, all } = (await job()) ?? { done: 0, all: 1 }
      return Math.min(99, Math.floor((done * 100) / Math.max(1, all)))
    },
    progress: async change => void (await jobs.updateOne({ _id: 'rerating' }, { $set: change })),
    touched: limit => touched.find().limit(limit).toArray(),
    caughtUp: async seen => {
      if (seen.length === 0) return
      await touched.bulkWrite(seen.map(({ _id, at }) => ({ deleteOne: { filter: { _id, at } } })))
    },
  }
}
