import type { Clock } from '../../platform/clock.ts'
import { type Answer, page, type Route, type Visit } from '../../web/route.ts'
import type { LedgerStore } from '../ledger/index.ts'
import { comparisonRoutes } from './comparison-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import type { RuleDrafts } from './drafts.ts'
import { numbersRoutes } from './numbers-routes.ts'
import { publicationRoutes } from './publication-routes.ts'
import { publishedDocuments, versionOf } from './published-documents.ts'
import { rebasingRoutes } from './rebasing-routes.ts'
import { reviewRoutes } from './review-routes.ts'
import type { RuleReviews } from './reviews.ts'
import type { Rules } from './rules.ts'
import type { RulesStore } from './rules-store.ts'
import { sightOf } from './tabs-view.ts'
import { versionView } from './version-view.ts'
import { sheetRoutes } from './workbench/sheet-routes.ts'

export interface RulesRoutesDeps {
  readonly drafts: RuleDrafts
  readonly reviews: RuleReviews
  readonly rules: Rules
  readonly store: RulesStore
  readonly clock: Clock
  readonly ledger: Pick<LedgerStore, 'fieldsInCharge'>
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
    ...comparisonRoutes(deps),
    ...draftRoutes(deps),
    ...rebasingRoutes(deps),
    ...numbersRoutes(deps),
    ...sheetRoutes(deps),
    ...reviewRoutes(deps),
    ...publicationRoutes(deps),
  ]

  async function versionPage({ actor }: Visit, id: string): Promise<Answer> {
    const published = await publishedDocuments(store)
    const document = versionOf(published, id)
    const model = versionView({ document, published, today: clock.today(), sight: sightOf(actor) })
    return page('rules/version', model.title, model)
  }
}
