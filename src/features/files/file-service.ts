import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { readIdsOf } from '../../domain/rating/conditions.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Movement, MovementReasons } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'

/** Everything the page of one cadre shows, seen from a point in time. `suggestion` is null while no main post is held. */
export interface File {
  readonly view: RatingsView
  readonly cadre: Cadre
  /** The main post of that day. */
  readonly post: Cadre['post']
  readonly unit: Unit | null
  readonly units: ReadonlyMap<string, Unit>
  readonly suggestion: Suggestion | null
  readonly since: string | null
  readonly version: RuleVersion
  /** Those of the cadre, and those of others that the rating looks at or once moved by (rankings of units). */
  readonly entries: readonly Entry[]
  readonly movements: readonly Movement[]
}

export interface FilesDeps {
  readonly people: Pick<People, 'at'>
  readonly reasons: MovementReasons
  readonly ledger: Pick<LedgerStore, 'entry'>
}

export interface Files {
  /** The file of a cadre whose unit on that day is within the actor's scope, with so many movements; NotFound outside it. */
  open(actor: Actor, cadreId: string, view: RatingsView, movements?: number): Promise<File>
  /** What turned at each movement of a file, by its id. */
  reasonsOf(file: File): ReturnType<MovementReasons['of']>
}

/** Movements shown on the screen. */
const MOVEMENTS_SHOWN = 60

export function createFiles({ people, reasons, ledger }: FilesDeps): Files {
  /** Records behind the conditions and the movements that are not among the cadre's own. */
  const othersBehind = async (
    suggestion: Suggestion | null,
    moves: readonly Movement[],
    own: readonly Entry[],
  ): Promise<Entry[]> => {
    const known = new Set(own.map(({ id }) => id))
    const read = suggestion?.conditions.flatMap(({ tree }) => readIdsOf(tree)) ?? []
    const ids = new Set([...read, ...moves.flatMap(({ entryIds }) => entryIds)].filter(id => !known.has(id)))
    return (await Promise.all([...ids].map(ledger.entry))).filter(entry => entry !== null)
  }
  return {
    open: async (actor, cadreId, view, movements = MOVEMENTS_SHOWN) => {
      const register = await people.at(view.past)
      const registered = await register.cadre(cadreId)
      const [cadre = null] = registered === null ? [] : await view.asThen([registered])
      const post = cadre?.post ?? null
      if (cadre === null || !can(actor, 'files.read', { unitId: post?.unitId ?? null, cadreId })) throw new NotFound()
      const [entries, moves, rated, units] = await Promise.all([
        view.entriesOf(cadreId),
        view.movements({ cadreId, limit: movements }),
        view.rated(cadreId),
        register.units(),
      ])
      const suggestion = rated?.suggestion ?? null
      const byId = new Map(units.map(unit => [unit.id, unit]))
      return {
        view,
        cadre,
        post,
        unit: byId.get(post?.unitId ?? '') ?? null,
        units: byId,
        suggestion,
        since: rated?.since ?? null,
        version: rated?.version ?? view.version,
        entries: [...entries, ...(await othersBehind(suggestion, moves, entries))],
        movements: moves,
      }
    },
    reasonsOf: ({ movements }) => reasons.of(movements),
  }
}
