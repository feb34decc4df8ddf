import type { User } from '../../domain/access/accounts.ts'
import { oneTimeLife } from '../../domain/access/accounts.ts'
import { noAttempts } from '../../domain/access/lockout.ts'
import type { Actor, Role } from '../../domain/access/roles.ts'
import { decisionFault, type GrantKind, proposalFault, roleFault } from '../../domain/access/separation.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { Grant } from './grant-model.ts'
import type { GrantStore } from './grant-store.ts'
import { randomPassword } from './one-time-password.ts'
import { type AccountParts, type Asked, ms } from './parts.ts'
import { type People, scopeFaults } from './people.ts'

interface Proposal {
  readonly kind: GrantKind
  readonly role: Role | null
  readonly unitId: string
  readonly cadreId: string
  readonly reason: string
}

/** What a confirmation made: the one-time password is said this once; null when none was made, or it was said before. */
interface Confirmed {
  readonly grant: Grant
  readonly password: string | null
}

export interface GrantService {
  propose(actor: Actor, userId: string, proposal: Proposal, asked: Asked): Promise<void>
  confirm(actor: Actor, grantId: string, asked: Asked): Promise<Confirmed>
  refuse(actor: Actor, grantId: string, note: string, asked: Asked): Promise<void>
}

export interface GrantParts extends AccountParts {
  readonly grants: GrantStore
  readonly people: People
}

export function grantService({ users, grants, people, journal, policy, hashes }: GrantParts): GrantService {
  const userIn = async (work: Work, id: string): Promise<User> => {
    const user = await users.byId(id, work)
    if (user === null) throw new NotFound()
    return user
  }
  /** The proposal, while it can still be decided by this person. */
  const open = async (work: Work, actor: Actor, id: string): Promise<Grant> => {
    const grant = await grants.byId(id, work)
    if (grant === null) throw new NotFound()
    if (grant.state !== 'proposed') throw new Conflict('该申请已经办结，请刷新页面查看结果。')
    const fault = decisionFault(actor, grant.proposedBy.id, grant.userId)
    if (fault !== null) throw new Forbidden(fault)
    return grant
  }
  const refuseRole = async (work: Work, user: User, role: Role): Promise<void> => {
    const fault = roleFault(user, role, await users.ofPerson(user.name, work))
    if (fault !== null) throw new Invalid({ role: fault })
  }

  return {
    async propose(actor, userId, { kind, role, unitId, cadreId, reason }, asked) {
      const given = kind === 'role' ? role : null
      if (kind === 'role') await refuseScope({ role, unitId, cadreId }, people)
      await journal.submit({
        action: 'grants.propose',
        actor,
        ...asked,
        reason,
        run: async work => {
          const user = await userIn(work, userId)
          const fault = proposalFault(actor, user, kind)
          if (fault !== null) throw new Forbidden(fault)
          if (given !== null) await refuseRole(work, user, given)
          if (await grants.waiting(userId, kind, work)) throw new Conflict('该账号已有同类申请待确认。')
          const grant: Grant = {
            id: newId('grant'),
            kind,
            userId,
            username: user.username,
            userName: user.name,
            role: given,
            unitId: given === 'liaison' ? unitId : null,
            cadreId: given === 'cadre' ? cadreId : null,
            reason,
            state: 'proposed',
            proposedBy: { id: actor.userId, name: actor.name },
            proposedAt: ms(work.realNow),
            decidedBy: null,
            decidedAt: null,
            note: '',
          }
          grants.insert(work, grant)
          const { role: newRole, unitId: unit, cadreId: cadre } = grant
          work.about({ type: 'user', id: userId }, { after: { kind, role: newRole, unitId: unit, cadreId: cadre } })
        },
      })
    },

    async confirm(actor, grantId, asked) {
      const grant = await grants.byId(grantId)
      const user = grant && (await users.byId(grant.userId))
      if (grant === null || user === null) throw new NotFound()
      const password = needsPassword(grant, user) ? randomPassword(policy, user) : null
      const passwordHash = password === null ? null : await hashes.hash(password)
      const made = newId('password')
      const result = await journal.submit({
        action: 'grants.confirm',
        actor,
        ...asked,
        run: async work => {
          const current = await open(work, actor, grantId)
          const target = await userIn(work, current.userId)
          if (needsPassword(current, target) && passwordHash === null)
            throw new Conflict('账号情况已变化，请刷新页面。')
          if (current.kind === 'role' && current.role !== null) await refuseRole(work, target, current.role)
          if (current.kind === 'enable' && target.role !== null) {
            await refuseRole(work, { ...target, role: null }, target.role)
          }
          const now = ms(work.realNow)
          users.change(work, target, { ...effectOf(current, now), ...passwordOf(passwordHash, now) })
          decide(work, actor, current, 'confirmed', '')
          return { made }
        },
      })
      // A form sent twice is answered from the log: the password of the first time has been said.
      return { grant, password: result.made === made ? password : null }
    },

    async refuse(actor, grantId, note, asked) {
      await journal.submit({
        action: 'grants.refuse',
        actor,
        ...asked,
        reason: note,
        run: async work => decide(work, actor, await open(work, actor, grantId), 'refused', note),
      })
    },
  }

  function decide(work: Work, actor: Actor, grant: Grant, state: 'confirmed' | 'refused', note: string): void {
    const decidedBy = { id: actor.userId, name: actor.name }
    grants.decide(work, grant.id, { state, decidedBy, decidedAt: ms(work.realNow), note })
    const { kind, role, unitId, cadreId, proposedBy } = grant
    const after = { kind, role, unitId, cadreId, state, proposedBy: proposedBy.name }
    work.about({ type: 'user', id: grant.userId }, { before: { state: 'proposed' }, after })
  }
}

const needsPassword = (grant: Grant, user: User): boolean =>
  grant.kind === 'reset' || (grant.kind === 'role' && user.passwordHash === null)

/** Sessions begun with other rights or another password are over. */
function effectOf({ kind, role, unitId, cadreId }: Grant, now: number): Partial<User> {
  if (kind === 'role') return { role, unitId, cadreId, sessionsFrom: now }
  if (kind === 'enable') return { disabled: false, attempts: noAttempts, sessionsFrom: now }
  return { attempts: noAttempts, sessionsFrom: now }
}

const passwordOf = (passwordHash: string | null, now: number): Partial<User> =>
  passwordHash === null
    ? {}
    : { passwordHash, passwordChangedAt: now, mustChange: true, oneTimeUntil: now + oneTimeLife }

async function refuseScope(wish: Pick<Proposal, 'role' | 'unitId' | 'cadreId'>, people: People): Promise<void> {
  const faults = await scopeFaults(wish, people)
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
}
