import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { TRIALS, type TrialDocument } from './trial-model.ts'

/** A trial without the draft's text and the numbers it found: what lists need. */
export type TrialHead = Omit<TrialDocument, 'ruleSet'>

export interface TrialPage {
  readonly rows: readonly TrialHead[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

/** Headers of trials. Written inside commands only. */
export interface TrialStore {
  trial(id: string): Promise<TrialDocument | null>
  trialIn(work: Work, id: string): Promise<TrialDocument | null>
  /** Trials of this key, newest first. */
  ofKeyIn(work: Work, key: string): Promise<readonly TrialHead[]>
  /** The newest finished trial of exactly this draft, beside the rules in force, over a day not before `since`. */
  latest(draftId: string, hash: string, since: string): Promise<TrialDocument | null>
  latestIn(work: Work, draftId: string, hash: string, since: string): Promise<TrialDocument | null>
  /** Newest first; of one draft when it is named. */
  page(
    draftId: string | null,
    place: { readonly after: string | null; readonly before: string | null },
    limit: number,
  ): Promise<TrialPage>
  count(draftId: string | null): Promise<number>
  put(work: Work, trial: TrialDocument): void
}

export function createTrialStore({ db }: Database): TrialStore {
  const collection = db.collection<TrialDocument>(TRIALS)
  const exactly = (draftId: string, hash: string, since: string) => ({
    draftId,
    hash,
    state: 'done' as const,
    against: { $ne: 'base' as const },
    'basis.day': { $gte: since },
  })
  const newest = { startedAt: -1, _id: -1 } as const
  const narrowed = (draftId: string | null) => (draftId === null ? {} : { draftId })
  return {
    trial: id => collection.findOne({ _id: id }),
    trialIn: async (work, id) => {
      await work.flush()
      return collection.findOne({ _id: id }, { session: work.session })
    },
    ofKeyIn: async (work, key) => {
      await work.flush()
      return collection
        .find({ key }, { session: work.session, projection: { ruleSet: 0 } })
        .sort(newest)
        .toArray()
    },
    latest: (draftId, hash, since) => collection.findOne(exactly(draftId, hash, since), { sort: newest }),
    latestIn: async (work, draftId, hash, since) => {
      await work.flush()
      return collection.findOne(exactly(draftId, hash, since), { sort: newest, session: work.session })
    },
    page: async (draftId, { after, before }, limit) => {
      const backwards = before !== null
      const id = before ?? after
      const anchor = id === null ? null : await collection.findOne({ _id: id }, { projection: { ruleSet: 0 } })
      const beyond = backwards ? '$gt' : '$lt'
      const where =
        anchor === null
          ? {}
          : {
              $or: [
                { startedAt: { [beyond]: anchor.startedAt } },
                { startedAt: anchor.startedAt, _id: { [beyond]: anchor._id } },
              ],
            }
      const found = await collection
        .find({ $and: [narrowed(draftId), where] }, { projection: { ruleSet: 0 } })
        .sort(backwards ? { startedAt: 1, _id: 1 } : newest)
        .limit(limit + 1)
        .toArray()
      const more = found.length > limit
      const rows = found.slice(0, limit)
      return {
        rows: backwards ? rows.reverse() : rows,
        hasPrevious: backwards ? more : anchor !== null,
        hasNext: backwards ? anchor !== null : more,
      }
    },
    count: draftId => collection.countDocuments(narrowed(draftId)),
    put: (work, trial) => work.replace(TRIALS, trial._id, trial),
  }
}
