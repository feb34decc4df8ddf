import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { LAST_DAY } from './plan/types.ts'

/** What an installation remembers of itself. */
export interface InstallationState {
  /** Its data are made up: every page and file says so. */
  readonly sample: boolean
  /** The business day it stands still at; null: the real one. */
  readonly fixedDay: Day | null
  /** The sample was begun and never finished: the process that built it was stopped. */
  readonly unfinished: boolean
}

interface InstallationDocument extends InstallationState {
  readonly _id: 'installation'
}

const SETTINGS = 'settings'

export async function readInstallation({ db }: Pick<Database, 'db'>): Promise<InstallationState> {
  const found = await db.collection<InstallationDocument>(SETTINGS).findOne({ _id: 'installation' })
  return { sample: found?.sample ?? false, fixedDay: found?.fixedDay ?? null, unfinished: found?.unfinished ?? false }
}

/** Inside a command: from now on the installation is a sample, whose day stands at the last one played when it is done. */
export function markSample(work: Work, state: { readonly unfinished: boolean }): void {
  const after: InstallationState = { sample: true, fixedDay: LAST_DAY, ...state }
  work.replace(SETTINGS, 'installation', { _id: 'installation', ...after })
  work.about({ type: 'installation', id: 'installation' }, { after })
}

/** Drops every collection of the database. */
export async function dropEverything({ db }: Pick<Database, 'db'>): Promise<void> {
  const collections = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  for (const { name } of collections) if (!name.startsWith('system.')) await db.collection(name).drop()
}
