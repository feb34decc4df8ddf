import { rm } from 'node:fs/promises'
import { Conflict } from '../../domain/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import { dropEverything, readInstallation } from './installation-store.ts'

/** Removes the sample and the file of its accounts. Refuses an installation that is not a sample. */
export async function clearSample(database: Database, accountsFile?: string): Promise<void> {
  const { sample } = await readInstallation(database)
  if (!sample) throw new Conflict('这里不是示例数据，不能清除。')
  await dropEverything(database)
  if (accountsFile !== undefined) await rm(accountsFile, { force: true })
}
