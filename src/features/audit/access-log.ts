import { newId } from '../../platform/ids.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { ReadOutcome } from '../../web/logged-read.ts'
import { isKept, NOT_KEPT } from './asked.ts'

interface Reader {
  readonly userId: string
  readonly name: string
  readonly role: string
}

/** What the web says of a read, and of a request turned away. */
export interface AccessLog {
  /** Logs a read that is itself logged: what was asked for, by whom, and how it ended. */
  recordRead(
    visit: {
      readonly actor: Reader
      readonly params: Readonly<Record<string, string>>
      readonly query: object
      readonly requestId: string
      readonly address: string
    },
    route: { readonly audit: string; readonly path: string },
    outcome: ReadOutcome,
  ): Promise<void>
  /** Logs that a signed-in person was turned away. */
  recordRefusal(refusal: {
    readonly actor: Reader
    readonly audit: string
    readonly path: string
    readonly reason: string
    readonly address: string
    readonly requestId: string
  }): Promise<void>
}

export function accessLog(journal: Journal): AccessLog {
  return {
    async recordRead({ actor, params, query, requestId, address }, { audit, path }, outcome) {
      const id = Object.values(params)[0] ?? ''
      await journal.submit({
        action: audit,
        actor,
        idempotencyKey: newId('read'),
        requestId,
        address,
        run: async work => {
          work.about({ type: 'page', id: id === '' ? path : id }, { after: askedOf(audit, query, outcome) })
          return outcome === 'done' ? null : { refused: true, why: outcome }
        },
      })
    },
    async recordRefusal({ actor, audit, path, reason, address, requestId }) {
      await journal.submit({
        action: 'access.refuse',
        actor,
        idempotencyKey: newId('refusal'),
        requestId,
        address,
        reason,
        run: async work => {
          work.about({ type: 'page', id: path }, { after: { audit } })
          return { refused: true }
        },
      })
    },
  }
}

/** What a read was asked for, as far as the log holds it. */
const askedOf = (audit: string, query: object, outcome: ReadOutcome): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, isKept(audit, name, outcome === 'done') ? value : NOT_KEPT]),
  )
