import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { FactRow } from './fact-model.ts'

/** Whether a list offers its verification: it waits, and the account has the right and did not record this row itself. */
export const mayVerify = (actor: Actor, row: Pick<FactRow, 'state' | 'unitId' | 'recordedBy'>): boolean =>
  row.state === 'waiting' && row.recordedBy !== actor.userId && can(actor, 'facts.verify', { unitId: row.unitId })
