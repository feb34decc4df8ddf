import type { Db, IndexDescription } from 'mongodb'
import type { Instant } from '../domain/time/days.ts'
import type { Work } from './journal/index.ts'

/** What a change replaced, kept beside the document it was of, with the moment until which it stood. */
export interface Kept {
  readonly of: string
  readonly until: Instant
}

/** Keeps, in the same transaction, what a command replaces now. */
export function keepVersion(
  work: Work,
  collection: string,
  { id, version }: { readonly id: string; readonly version: number },
  was: object,
): void {
  work.replace(collection, `${id}~${version}`, { ...was, of: id, until: work.now } satisfies Kept)
}

/** Superseded since, but not at that moment. */
export const stoodUntilAfter = (moment: Instant) => ({ until: { $gt: moment } })

/** The indexes of versions: of one document, and what else is looked for. */
export async function indexVersions(db: Db, collection: string, ...others: readonly IndexDescription[]): Promise<void> {
  await db.collection(collection).createIndexes([{ key: { of: 1, until: 1 } }, ...others])
}
