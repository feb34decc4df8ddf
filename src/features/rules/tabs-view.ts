import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'

/** What of the area a person sees. */
export interface RulesSight {
  readonly drafts: boolean
  /** Whether they draft themselves. */
  readonly drafting: boolean
  readonly trials: boolean
}

export const sightOf = (actor: Actor): RulesSight => ({
  drafts: can(actor, 'rules.review'),
  drafting: can(actor, 'rules.draft'),
  trials: can(actor, 'trials.read'),
})

/** The pages of the area; null for who sees only one. */
export function rulesTabs(current: 'now' | 'version' | 'drafts', { drafts }: Pick<RulesSight, 'drafts'>) {
  if (!drafts) return null
  return [
    { label: '现行规则', path: '/rules', current: current === 'now', count: '' },
    { label: '规则草案', path: '/rules/drafts', current: current === 'drafts', count: '' },
  ]
}
