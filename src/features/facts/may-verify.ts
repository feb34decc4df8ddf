import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { FactRow } from './fact-model.ts'

/** Whether a list offers its verification: it waits, and the account has the right and is none of those barred from it. */
export const mayVerify = (actor: Actor, row: Pick<FactRow, 'state' | 'unitId' | 'barred'>): boolean =>
  row.state === 'waiting' && !row.barred.includes(actor.userId) && can(actor, 'facts.verify', { unitId: row.unitId })
