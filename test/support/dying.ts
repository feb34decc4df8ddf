import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { DatabaseSettings } from '../../src/platform/database/index.ts'
import { assessedTown } from '../features/closes/support.ts'
import type { TestInstallation } from './installation.ts'
import { testServer } from './root-hooks.ts'

/** Long work of the product, done by a process of its own. */
export interface DyingWork {
  readonly database: Pick<DatabaseSettings, 'uri' | 'name' | 'dataFolder'>
  readonly day: string
  readonly work: 'ratings' | 'closes'
  /** Instead of sending this message to the database (by number), or the first commit, it is killed; null: it lives. */
  readonly moment: number | 'commit' | null
}

/** An installation that has everybody assessed and whatever else is done; from here on other processes write. */
export async function leftTown(
  doElse: (at: TestInstallation) => Promise<void> = async () => {},
): Promise<TestInstallation> {
  const at = await assessedTown([7600, 8400, 7900, 5900, 9100], { accounts: false })
  await doElse(at)
  await at.journal.stop()
  return at
}

/**
 * Does the work over the database of an installation whose journal was stopped, in a process that dies by SIGKILL at the
 * moment. Answers how many messages it had sent; null: it was killed. Throws when it ended in any other way.
 */
export async function work(
  { database, dataFolder }: TestInstallation,
  wish: Omit<DyingWork, 'database'>,
): Promise<number | null> {
  const { uri } = await testServer()
  const given: DyingWork = { ...wish, database: { uri, name: database.db.databaseName, dataFolder } }
  const script = join(import.meta.dirname, 'dying-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', text => {
    said += text
  })
  const [code, signal] = await once(child, 'close')
  if (signal === 'SIGKILL' && wish.moment !== null) return null
  if (code === 0 && wish.moment === null) return Number(said)
  throw new Error(`the process ended with ${code ?? signal}`)
}

/** Looks again and again while something goes on, and once more at its end; answers everything that was seen. */
export async function watching<T>(look: () => Promise<T>, during: Promise<unknown>): Promise<T[]> {
  const seen: T[] = []
  let over = false
  const end = during.finally(() => {
    over = true
  })
  while (!over) {
    seen.push(await look())
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await end
  seen.push(await look())
  return seen
}
