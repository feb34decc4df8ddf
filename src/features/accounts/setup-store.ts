import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'

/** The one code that opens the setup: its SHA-256 and when it ends (milliseconds of the real clock). */
export interface SetupCode {
  readonly hash: string
  readonly endsAt: number
}

interface SetupDocument extends SetupCode {
  readonly _id: string
}

const collection = 'setup_codes'
const only = 'setup'

export type SetupStore = ReturnType<typeof setupStore>

export function setupStore({ db }: Database) {
  return {
    async code(work?: Work): Promise<SetupCode | null> {
      await work?.flush()
      return db.collection<SetupDocument>(collection).findOne({ _id: only }, { session: work?.session })
    },
    /** A new code makes the one before worthless. */
    put: (work: Work, code: SetupCode) => work.replace(collection, only, code),
    remove: (work: Work) => work.remove(collection, only),
  }
}
