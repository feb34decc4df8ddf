import type { AttributionRole } from '../../evidence/entries.ts'
import type { EvidenceRule, FactFilter } from '../rule-set.ts'

/** Which facts a filter lets through, as sets that can be compared. */
export interface FilterReach {
  readonly codes: ReadonlySet<string>
  readonly roles: ReadonlySet<AttributionRole>
  readonly intent: boolean
  readonly full: boolean
}

/** What falls to the unit falls to nobody in person. */
const personal: readonly AttributionRole[] = ['person', 'charge', 'chief']

/** The roles in which a cadre carries the facts of a filter. */
export const rolesOf = ({ roles }: FactFilter): readonly AttributionRole[] =>
  personal.filter(role => roles?.includes(role) ?? true)

export const reachOf = (
  filter: FactFilter,
  { evidence }: { readonly evidence: readonly EvidenceRule[] },
): FilterReach => {
  const { codes, positive, intent, full } = filter
  return {
    codes: new Set(
      evidence
        .filter(rule => (codes?.includes(rule.code) ?? true) && (positive === undefined || positive === rule.positive))
        .map(({ code }) => code),
    ),
    roles: new Set(rolesOf(filter)),
    intent: intent === true,
    full: full === true,
  }
}

const isSubset = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean => [...a].every(one => b.has(one))

/** Whether every fact that passes the one passes the other. */
export const isInside = (one: FilterReach, other: FilterReach): boolean =>
  isSubset(one.codes, other.codes) &&
  isSubset(one.roles, other.roles) &&
  (one.intent || !other.intent) &&
  (one.full || !other.full)

/** Whether some fact may pass both. */
export const isShared = (one: FilterReach, other: FilterReach): boolean =>
  [...one.codes].some(code => other.codes.has(code)) && [...one.roles].some(role => other.roles.has(role))
