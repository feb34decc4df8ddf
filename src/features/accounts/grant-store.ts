import type { GrantKind } from '../../domain/access/separation.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type Grant, type GrantDocument, type GrantState, grantModel } from './grant-model.ts'

export type GrantStore = ReturnType<typeof grantStore>

/** Proposals about accounts. */
export function grantStore(database: Database) {
  const model = grantModel(database)
  const one = async (filter: object, work?: Work): Promise<Grant | null> => {
    await work?.flush()
    const found = await model.findOne(filter, null, { session: work?.session }).lean<GrantDocument>()
    return found && grantOf(found)
  }

  return {
    byId: (id: string, work?: Work) => one({ _id: id }, work),
    /** The proposal of this kind that waits for this account. */
    waiting: (userId: string, kind: GrantKind, work: Work) => one({ userId, kind, state: 'proposed' }, work),

    /** Up to `limit` proposals made before `before`, newest first. */
    async page(state: GrantState | null, before: number | null, limit: number): Promise<Grant[]> {
      const filter = {
        ...(state === null ? {} : { state }),
        ...(before === null ? {} : { proposedAt: mongoose.trusted({ $lt: before }) }),
      }
      return (await model.find(filter).sort({ proposedAt: -1 }).limit(limit).lean<GrantDocument[]>()).map(grantOf)
    },
    count: (state: GrantState | null): Promise<number> => model.countDocuments(state === null ? {} : { state }),
    async ofUser(userId: string): Promise<Grant[]> {
      const found = await model.find({ userId }).sort({ proposedAt: -1 }).limit(50).lean<GrantDocument[]>()
      return found.map(grantOf)
    },

    insert(work: Work, { id, ...grant }: Grant): void {
      work.insert('grants', { _id: id, ...grant })
    },
    decide(work: Work, id: string, decision: Pick<Grant, 'state' | 'decidedBy' | 'decidedAt' | 'note'>): void {
      work.update('grants', id, { $set: decision })
    },
  }
}

const grantOf = ({ _id, ...grant }: GrantDocument): Grant => ({ id: _id, ...grant })
