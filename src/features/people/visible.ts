import { type Action, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Forbidden, NotFound } from '../../domain/errors.ts'
import type { Cadre } from '../../domain/people/cadre.ts'

/** The unit an actor is bound to in this right; null when it reaches everywhere. */
export function boundTo(actor: Actor, action: Action): string | null {
  const scope = scopeOf(actor, action)
  if (scope === 'all') return null
  if (scope === 'unit' && actor.unitId !== null) return actor.unitId
  throw new Forbidden()
}

/** Throws NotFound when the unit lies outside the actor's scope. */
export function assertUnitVisible(actor: Actor, unitId: string): void {
  const bound = boundTo(actor, 'roster.read')
  if (bound !== null && bound !== unitId) throw new NotFound()
}

/** The cadre, when there is one and the right reaches it; else NotFound. */
export function visibleCadre(actor: Actor, action: Action, cadre: Cadre | null): Cadre {
  if (cadre === null) throw new NotFound()
  const bound = boundTo(actor, action)
  if (bound !== null && cadre.post?.unitId !== bound) throw new NotFound()
  return cadre
}

/** Whether names lead to the 执行力档案. */
export const mayOpenFiles = (actor: Actor): boolean => scopeOf(actor, 'files.read') !== null
