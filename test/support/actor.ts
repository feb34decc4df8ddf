import type { Actor, Role } from '../../src/domain/access/roles.ts'

/** Somebody with this account and role, of no unit and no cadre unless said otherwise. */
export const actorOf = (userId: string, role: Role = 'section', more: Partial<Actor> = {}): Actor => ({
  userId,
  username: userId,
  name: `账号${userId}`,
  role,
  unitId: null,
  cadreId: null,
  ...more,
})
