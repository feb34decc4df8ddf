import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type Cycle, withSnapshot } from '../../domain/cycles/cycle.ts'
import { isLate } from '../../domain/cycles/entry-faults.ts'
import { Forbidden, NotFound } from '../../domain/errors.ts'
import type { Assessments } from './assessments.ts'
import { type AssessmentFilter, everything } from './assessments-store.ts'
import { deciding } from './deciding.ts'
import { type AssessmentParts, refuseUnless } from './parts.ts'
import { writing } from './writing.ts'

/** The service of 考察, for pages and for the sample alike. */
export function createAssessments(parts: AssessmentParts): Assessments {
  const { store, ledger, rules, cycles, clock } = parts
  const cycle: Assessments['cycle'] = async id => (id === undefined ? null : cycles.find(id))
  const ruleSet: Assessments['ruleSet'] = async (id, cycleId) => {
    const versions = id === null ? [] : await rules.published()
    const named = versions.find(version => version.ruleSet.id === id)?.ruleSet
    const base = named ?? (await rules.inForce(clock.today())).ruleSet
    const snapshot = (await cycle(cycleId))?.snapshot ?? null
    return snapshot === null ? base : withSnapshot(base, snapshot)
  }
  return {
    ...writing(parts),
    ...deciding(parts),
    find: async (actor, id, seen) => {
      const found = await store.find(id, seen)
      if (found === null) throw new NotFound()
      refuseUnless(actor, 'assessments.read', { cadreId: found.content.cadreId, unitId: found.unitId })
      return found
    },
    page: async (actor, query) => store.page({ ...query, filter: within(actor, query.filter) }),
    count: async (actor, filter) => store.count(within(actor, filter)),
    waitingFor: async (actor, limit) =>
      scopeOf(actor, 'assessments.verify') === null
        ? 0
        : store.count(within(actor, { ...everything, waitingFor: actor.userId }), limit),
    counts: async (actor, filter) => store.counts(within(actor, filter)),
    lost: async (actor, seen) => store.lost(within(actor, { ...everything, seen })),
    ruleSet,
    cycle,
    openCycles: async () => {
      const today = clock.today()
      const isTaking = ({ opensOn, late, ...rest }: Cycle) =>
        opensOn <= today && (late === 'flagged' || !isLate(rest, today))
      return (await cycles.open()).filter(isTaking)
    },
    inCycle: id => store.inCycle(id),
    entriesOf: cadreId => ledger.entriesOf(cadreId),
    checkedAgainst: async (cadreId, cycleId) => ({
      ruleSet: await ruleSet(null, cycleId),
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
