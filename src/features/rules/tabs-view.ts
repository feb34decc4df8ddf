import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'

/** What of the area a person sees. */
export interface TabSight {
  readonly drafts: boolean
}

export const sightOf = (actor: Actor): TabSight => ({
  drafts: can(actor, 'rules.review'),
})

/** The pages of the area; null for who sees only one. */
export function rulesTabs(current: 'now' | 'version' | 'drafts', { drafts }: TabSight) {
  if (!drafts) return null
  return [
    { label: '现行规则', path: '/rules', current: current === 'now', count: '' },
    { label: '规则草案', path: '/rules/drafts', current: current === 'drafts', count: '' },
  ]
}
