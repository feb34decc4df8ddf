import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Movement, Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'

/** Everything the page of one cadre shows. `suggestion` is null while no main post is held. */
export interface File {
  readonly cadre: Cadre
  readonly unit: Unit | null
  readonly units: ReadonlyMap<string, Unit>
  readonly suggestion: Suggestion | null
  readonly since: string | null
  readonly version: RuleVersion
  readonly entries: readonly Entry[]
  readonly movements: readonly Movement[]
}

export interface FilesDeps {
  readonly people: People
  readonly ledger: LedgerStore
  readonly ratings: Ratings
  readonly rules: Rules
  readonly today: () => string
}

export interface Files {
  /** The file of a cadre within the actor's scope; NotFound outside it. */
  open(actor: Actor, cadreId: string): Promise<File>
}

/** Movements shown on a file. */
const MOVEMENTS_SHOWN = 60

export function createFiles({ people, ledger, ratings, rules, today }: FilesDeps): Files {
  return {
    open: async (actor, cadreId) => {
      const cadre = await people.cadre(cadreId)
      if (cadre === null || !can(actor, 'files.read', { unitId: cadre.post?.unitId ?? null, cadreId }))
        throw new NotFound()
      const [entries, movements, rated, units, inForce] = await Promise.all([
        ledger.entriesOf(cadreId),
        ratings.store.movements({ cadreId, limit: MOVEMENTS_SHOWN }),
        ratings.suggestion(cadreId),
        people.units(),
        rules.inForce(today()),
      ])
      const byId = new Map(units.map(unit => [unit.id, unit]))
      return {
        cadre,
        unit: byId.get(cadre.post?.unitId ?? '') ?? null,
        units: byId,
        suggestion: rated?.suggestion ?? null,
        since: rated?.standing.since ?? null,
        version: rated?.version ?? inForce,
        entries,
        movements,
      }
    },
  }
}
