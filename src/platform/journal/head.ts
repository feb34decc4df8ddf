import type { ClientSession, Db } from 'mongodb'

/** Where audit log and ledger end, and under which fence they may go on. */
export interface Head {
  readonly seq: number
  readonly ledgerSeq: number
  readonly fence: number
  readonly hash: string | null
}

type HeadDocument = Head & { _id: 'main' }

/** The head is not where this process left it: a commit of unknown outcome happened, or another one writes. */
export class HeadMoved extends Error {}

const heads = (db: Db) => db.collection<HeadDocument>('audit_head')
const head = ({ seq, ledgerSeq, fence, hash }: HeadDocument): Head => ({ seq, ledgerSeq, fence, hash })

/** Makes sure there is a head. */
export async function ensureHead(db: Db): Promise<void> {
  const first: Omit<HeadDocument, '_id'> = { seq: 0, ledgerSeq: 0, fence: 0, hash: null }
  await heads(db).updateOne({ _id: 'main' }, { $setOnInsert: first }, { upsert: true })
}

export async function readHead(db: Db): Promise<Head> {
  const found = await heads(db).findOne({ _id: 'main' })
  if (found === null) throw new Error('audit_head is missing')
  return head(found)
}

/** From now on only the holder of this fence can commit. Answers null when a later fence has been set. */
export async function fenceHead(db: Db, fence: number): Promise<Head | null> {
  const options = { returnDocument: 'after' } as const
  const found = await heads(db).findOneAndUpdate({ _id: 'main', fence: { $lt: fence } }, { $set: { fence } }, options)
  return found && head(found)
}

/** Moves the head within a transaction. Throws HeadMoved unless it stands at `from`. */
export async function moveHead(db: Db, session: ClientSession, from: Head, to: Head): Promise<void> {
  const at = { _id: 'main', fence: from.fence, seq: from.seq } as const
  const { matchedCount } = await heads(db).updateOne(at, { $set: to }, { session })
  if (matchedCount !== 1) throw new HeadMoved('audit_head has moved')
}
