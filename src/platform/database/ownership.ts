import { randomUUID } from 'node:crypto'
import { type MongoFolder, parseOr, readIfPresent, replaceFile } from './mongo-folder.ts'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/** One `openDatabase` of one process on an own mongod. */
export interface MongodUser extends ProcessIdentity {
  id: string
}

/**
 * Who uses the own mongod. The owner shuts it down when it leaves; when others still work on it then, it is handed
 * over to the first of them. An owner that died is replaced by the next who joins or leaves.
 */
export interface Ownership {
  /** Where mongod listens, remembered between runs; null before the first start. */
  port: number | null
  owner: MongodUser | null
  guests: MongodUser[]
}

/** A new user for the present process. */
export function newUser(): MongodUser {
  return { pid: process.pid, startedAt: identify(process.pid)?.startedAt ?? '', id: randomUUID() }
}

/** The users that still live, in order; the first is the owner. Called under the start lock, as are the two below. */
export async function readOwnership(folder: MongoFolder): Promise<Ownership> {
  const text = await readIfPresent(folder.ownership)
  const kept = parseOr<Ownership>(text ?? '', { port: null, owner: null, guests: [] })
  return withUsers(kept.port, [...(kept.owner ? [kept.owner] : []), ...kept.guests].filter(isAlive))
}

/** Adds `user` on `port`; it becomes the owner when nobody living owns the mongod. */
export async function join(folder: MongoFolder, user: MongodUser, port: number): Promise<void> {
  const users = usersOf(await readOwnership(folder)).filter(other => other.id !== user.id)
  await write(folder, withUsers(port, [...users, user]))
}

/** Removes `user`; true when nobody is left, so that the caller has to shut mongod down. */
export async function leave(folder: MongoFolder, user: MongodUser): Promise<boolean> {
  const before = await readOwnership(folder)
  const users = usersOf(before).filter(other => other.id !== user.id)
  await write(folder, withUsers(before.port, users))
  return users.length === 0
}

function usersOf(ownership: Ownership): MongodUser[] {
  return ownership.owner ? [ownership.owner, ...ownership.guests] : []
}

function withUsers(port: number | null, [owner, ...guests]: MongodUser[]): Ownership {
  return { port, owner: owner ?? null, guests }
}

async function write(folder: MongoFolder, ownership: Ownership): Promise<void> {
  await replaceFile(folder.ownership, `${JSON.stringify(ownership, null, 2)}\n`)
}
