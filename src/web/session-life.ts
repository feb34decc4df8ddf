import { administrators, type Role } from '../domain/access/roles.ts'

const minute = 60_000
const hour = 60 * minute

/** How long a session lives without a request, and at most. Administrators have less. */
const livesOf = (role: Role): { readonly idle: number; readonly total: number } =>
  administrators.includes(role) ? { idle: 15 * minute, total: 8 * hour } : { idle: 30 * minute, total: 9 * hour }

/** Whether a session is over at `now` (all in milliseconds). */
export function isOver(startedAt: number, seenAt: number, role: Role, now: number): boolean {
  const lives = livesOf(role)
  return now - seenAt > lives.idle || now - startedAt > lives.total
}
