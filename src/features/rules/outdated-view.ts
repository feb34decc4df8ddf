import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type Answer, page } from '../../web/route.ts'
import { draftTitle } from './draft-title.ts'
import type { RuleDocument } from './rules-model.ts'

/** Why an outdated draft only can be looked at, and the one next step: to begin anew from the version published since. */
export const outdatedWords = (draft: RuleDocument, lastId: string, actor: Actor) => ({
  told: `这份草案已过时：它以 ${draft.basedOn ?? ''} 为底，起草以后又发布了 ${lastId}，不能再改，也不能再送审、审核、发布。`,
  waits: `下一步：${can(actor, 'rules.draft') ? '' : '由干部科'}以 ${lastId} 为底重新起草，只带上这份草案自己的改动。`,
  actions: can(actor, 'rules.draft')
    ? [{ label: `以 ${lastId} 为底重新起草`, path: `/rules/drafts/${draft._id}/rebasing` }]
    : [],
})

interface OutdatedPart {
  readonly draft: RuleDocument
  readonly lastId: string
  readonly actor: Actor
  /** Of the part that would stand here. */
  readonly title: string
  readonly trail: readonly object[]
  /** What was typed before somebody published, and cannot be saved any more. */
  readonly vain: readonly { readonly place: string; readonly before: string; readonly after: string }[]
}

/** In place of a form over a part of an outdated draft. */
export function outdatedPage({ draft, lastId, actor, title, trail, vain }: OutdatedPart): Answer {
  const model = { title, trail, vain, back: `/rules/drafts/${draft._id}`, ...outdatedWords(draft, lastId, actor) }
  return page('rules/outdated', `${title} · ${draftTitle(draft)}`, model)
}
