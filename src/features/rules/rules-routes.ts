import type { Clock } from '../../platform/clock.ts'
import { initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { type Answer, page, type Route, type Visit } from '../../web/route.ts'
import { comparisonRows } from './comparison-view.ts'
import { documentRoutes } from './document-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import type { RuleDrafts } from './drafts.ts'
import { publicationRoutes } from './publication-routes.ts'
import { publishedDocuments, versionOf } from './published-documents.ts'
import type { Rules } from './rules.ts'
import type { RulesStore } from './rules-store.ts'
import { sightOf } from './tabs-view.ts'
import { versionView } from './version-view.ts'

export interface RulesRoutesDeps {
  readonly drafts: RuleDrafts
  readonly rules: Rules
  readonly store: RulesStore
  readonly clock: Clock
}

/** The rules in force, every version, comparisons, drafts and their publication. */
export function rulesRoutes(deps: RulesRoutesDeps): Route[] {
  const { rules, store, clock } = deps
  return [
    {
      method: 'GET',
      path: '/rules',
      right: 'rules.read',
      audit: 'rules.read',
      handle: async visit => versionPage(visit, (await rules.inForce(clock.today())).ruleSet.id),
    },
    ...documentRoutes(deps),
    {
      method: 'GET',
      path: '/rules/:id',
      right: 'rules.read',
      audit: 'rules.read-version',
      handle: visit => versionPage(visit, visit.params.id ?? ''),
    },
    {
      method: 'GET',
      path: '/rules/:id/comparison',
      right: 'rules.read',
      audit: 'rules.compare',
      handle: comparisonPage,
    },
    ...draftRoutes(deps),
    ...publicationRoutes(deps),
  ]

  async function versionPage({ actor }: Visit, id: string): Promise<Answer> {
    const published = await publishedDocuments(store)
    const document = versionOf(published, id)
    const model = versionView({ document, published, today: clock.today(), sight: sightOf(actor) })
    return page('rules/version', model.title, model)
  }

  async function comparisonPage({ params, query }: Visit): Promise<Answer> {
    const published = await publishedDocuments(store)
    const after = versionOf(published, params.id ?? '')
    const others = published.filter(({ _id }) => _id !== after._id)
    const before = versionOf(published, first(query, 'with') || (others.at(-1)?._id ?? after._id))
    const choices = others.map(({ _id, ruleSet }) => ({ value: _id, label: `${_id} ${ruleSet.title}` }))
    const model = {
      title: `${before._id} 与 ${after._id} 比较`,
      lead: `${before._id} 自 ${before.effectiveOn} 起施行，${after._id} 自 ${after.effectiveOn} 起施行。`,
      trail: [{ label: after._id, path: `/rules/${after._id}` }],
      action: `/rules/${after._id}/comparison`,
      other: select('with', '与哪一版比较', choices, initially({ with: before._id }), {}),
      beforeId: before._id,
      afterId: after._id,
      ...comparisonRows(before.ruleSet, after.ruleSet),
    }
    return page('rules/comparison', model.title, model)
  }
}
