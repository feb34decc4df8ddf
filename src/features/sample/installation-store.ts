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
}

interface InstallationDocument extends InstallationState {
  readonly _id: 'installation'
}

const SETTINGS = 'settings'

export async function readInstallation({ db }: Pick<Database, 'db'>): Promise<InstallationState> {
  const found = await db.collection<InstallationDocument>(SETTINGS).findOne({ _id: 'installation' })
  return { sample: found?.sample ?? false, fixedDay: found?.fixedDay ?? null }
}

/** Inside a command: from now on the installation is a sample, and its day stands at the last one played. */
export function markSample(work: Work): void {
  work.replace(SETTINGS, 'installation', { _id: 'installation', sample: true, fixedDay: LAST_DAY })
  work.about({ type: 'installation', id: 'installation' }, { after: { sample: true, fixedDay: LAST_DAY } })
}

/** Drops every collection of the database. */
export async function dropEverything({ db }: Pick<Database, 'db'>): Promise<void> {
  const collections = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  for (const { name } of collections) if (!name.startsWith('system.')) await db.collection(name).drop()
}
