import { NotFound } from '../../domain/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Visit } from '../../web/route.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import type { Moments } from '../viewpoints/index.ts'
import type { Keys } from './fact-parts.ts'
import type { Facts } from './facts.ts'

/** What the pages of this area are made of. */
export interface FactPages {
  readonly facts: Facts
  readonly people: People
  readonly rules: Rules
  readonly clock: Clock
  /** From when the list and the file of a fact are looked at. */
  readonly moments: Moments
  readonly organization: string
  readonly sample: () => boolean
}

/** What names a submission, of a visit. */
export const keysOf = ({ idempotencyKey, requestId, address }: Visit): Keys => ({ idempotencyKey, requestId, address })

/** The number in the path. Throws NotFound when it is none. */
export function idOf({ params }: Visit): number {
  const typed = params.id ?? ''
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new NotFound()
  return Number(typed)
}
