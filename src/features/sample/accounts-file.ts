import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DemoAccount } from '../accounts/index.ts'

/** Keeps the accounts of the sample where only their owner can read them. */
export async function writeAccounts(path: string, accounts: readonly DemoAccount[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const text = JSON.stringify(
    accounts.map(({ role, username, password }) => ({ role, username, password })),
    null,
    2,
  )
  await writeFile(path, `${text}\n`, { mode: 0o600 })
  // A file that was there keeps its old mode otherwise.
  await chmod(path, 0o600)
}
