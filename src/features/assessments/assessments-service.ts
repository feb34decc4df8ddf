import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Forbidden, NotFound } from '../../domain/errors.ts'
import type { Assessments } from './assessments.ts'
import type { AssessmentFilter } from './assessments-store.ts'
import { deciding } from './deciding.ts'
import { type AssessmentParts, refuseUnless } from './parts.ts'
import { writing } from './writing.ts'

/** The service of 考察, for pages and for the sample alike. */
export function createAssessments(parts: AssessmentParts): Assessments {
  const { store, ledger, rules, clock } = parts
  const ruleSet = async (id: string | null) => {
    const versions = id === null ? [] : await rules.published()
    return versions.find(version => version.ruleSet.id === id)?.ruleSet ?? (await rules.inForce(clock.today())).ruleSet
  }
  return {
    ...writing(parts),
    ...deciding(parts),
    find: async (actor, id) => {
      const found = await store.find(id)
      if (found === null) throw new NotFound()
      refuseUnless(actor, 'assessments.read', { cadreId: found.content.cadreId, unitId: found.unitId })
      return found
    },
    page: async (actor, query) => store.page({ ...query, filter: within(actor, query.filter) }),
    count: async (actor, filter) => store.count(within(actor, filter)),
    counts: async (actor, filter) => store.counts(within(actor, filter)),
    ruleSet,
    entriesOf: cadreId => ledger.entriesOf(cadreId),
    checkedAgainst: async cadreId => ({
      ruleSet: await ruleSet(null),
      today: clock.today(),
      entries: await ledger.entriesOf(cadreId),
    }),
  }
}

/** The filter narrowed to what the actor's right reaches. */
function within(actor: Actor, filter: AssessmentFilter): AssessmentFilter {
  const scope = scopeOf(actor, 'assessments.read')
  if (scope === 'all') return filter
  if (scope === 'unit' && actor.unitId !== null) return { ...filter, unitId: actor.unitId }
  if (scope === 'self' && actor.cadreId !== null) return { ...filter, cadreIds: [actor.cadreId] }
  throw new Forbidden()
}
