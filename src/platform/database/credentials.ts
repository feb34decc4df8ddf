import { randomBytes } from 'node:crypto'
import { type MongoFolder, readIfPresent, replaceFile } from './mongo-folder.ts'

/** The root user of the own mongod. */
export interface Credentials {
  username: string
  password: string
}

/** Reads the credentials and the key file, or creates both with random secrets, mode 600. Called under the start lock. */
export async function ensureCredentials(folder: MongoFolder): Promise<Credentials> {
  if ((await readIfPresent(folder.keyFile)) === null) {
    await replaceFile(folder.keyFile, randomBytes(512).toString('base64'))
  }
  const kept = await readIfPresent(folder.credentials)
  if (kept !== null) return JSON.parse(kept) as Credentials
  const created = { username: 'sanse', password: randomBytes(32).toString('base64url') }
  await replaceFile(folder.credentials, `${JSON.stringify(created, null, 2)}\n`)
  return created
}
