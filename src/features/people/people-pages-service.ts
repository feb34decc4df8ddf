import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { type Held, heldDuties, heldPosts, holdsOn } from '../../domain/people/held.ts'
import { rosterLevels } from '../../domain/people/roster/dictionaries.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { ClassRule } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Clock } from '../../platform/clock.ts'
import type { CadrePage } from './cadre-query-store.ts'
import type { People } from './people.ts'
import type { PeopleLedger } from './people-ledger-store.ts'
import type { PeopleStore } from './people-store.ts'
import { searchText } from './spelling.ts'
import { assertUnitVisible, boundTo } from './visible.ts'

/** What the pages of cadres and units read. */
export interface PeoplePages {
  cadres(actor: Actor, query: CadreQuery): Promise<CadreList>
  search(actor: Actor, text: string): Promise<Found>
  units(actor: Actor): Promise<readonly UnitSummary[]>
  unit(actor: Actor, id: string, on: Day | null): Promise<UnitAccount>
}

/** Cadres and units a search found, and all units of the actor's scope. */
interface Found {
  readonly cadres: readonly Cadre[]
  readonly found: readonly Unit[]
  readonly units: readonly Unit[]
}

/** What was asked of the list; null or '' does not narrow. */
export interface CadreQuery {
  readonly q: string
  readonly unit: string
  readonly class: string
  readonly level: string
  readonly after: string
  readonly before: string
}

export interface CadreList extends CadrePage {
  /** Units and classes to choose from, within the actor's scope. */
  readonly units: readonly Unit[]
  readonly classes: readonly ClassRule[]
  readonly levels: readonly string[]
}

export interface UnitSummary {
  readonly unit: Unit
  readonly depth: number
  /** Cadres whose main post is at the unit, and those among them who are 正职. */
  readonly cadres: number
  readonly heads: number
  readonly chiefs: readonly string[]
}

export interface UnitAccount {
  readonly unit: Unit
  readonly parent: Unit | null
  readonly on: Day
  readonly cadres: readonly Cadre[]
  readonly posts: readonly Held<'posting'>[]
  readonly duties: readonly Held<'duty'>[]
  readonly names: ReadonlyMap<string, Cadre>
}

export interface PagesParts {
  readonly people: People
  readonly store: PeopleStore
  readonly ledger: PeopleLedger
  readonly clock: Clock
  readonly classes: () => Promise<readonly ClassRule[]>
}

const PAGE = 50
const FOUND = 50

export function createPeoplePages({ people, store, ledger, clock, classes }: PagesParts): PeoplePages {
  const visibleUnits = async (actor: Actor): Promise<readonly Unit[]> => {
    const bound = boundTo(actor, 'roster.read')
    const units = await people.units()
    return bound === null ? units : units.filter(({ id }) => id === bound)
  }
  return {
    cadres: async (actor, query) => {
      const [units, rules] = await Promise.all([visibleUnits(actor), classes()])
      const rule = rules.find(({ code }) => code === query.class) ?? null
      const narrowed = narrow(units, query.unit, rule)
      const isAll = boundTo(actor, 'roster.read') === null && query.unit === '' && rule === null
      const page = await store.page({
        text: searchText(query.q),
        unitIds: isAll ? null : narrowed,
        head: rule?.head ?? null,
        level: query.level || null,
        limit: PAGE,
        after: query.before === '' ? query.after || null : null,
        before: query.before || null,
      })
      return { ...page, units, classes: rules, levels: rosterLevels }
    },
    search: async (actor, text) => {
      const units = await visibleUnits(actor)
      const wanted = searchText(text)
      if (wanted === '') return { cadres: [], found: [], units }
      const unitId = boundTo(actor, 'roster.read')
      const found = units.filter(unit => searchText(`${unit.name} ${unit.shortName}`).includes(wanted))
      return { cadres: await people.search({ text: wanted, unitId, limit: FOUND }), found, units }
    },
    units: async actor => {
      const [units, counts, entries] = await Promise.all([
        visibleUnits(actor),
        store.countsByUnit(),
        ledger.all(['duty']),
      ])
      const today = clock.today()
      const chiefs = heldDuties(entries).filter(duty => duty.entry.data.role === 'chief' && holdsOn(duty, today))
      const names = await people.cadres([...new Set(chiefs.flatMap(({ entry }) => entry.subjects))])
      return units.map(unit => ({
        unit,
        depth: depthOf(unit, units),
        cadres: counts.get(unit.id)?.cadres ?? 0,
        heads: counts.get(unit.id)?.heads ?? 0,
        chiefs: chiefs
          .filter(({ entry }) => entry.data.unitId === unit.id)
          .flatMap(({ entry }) => entry.subjects.flatMap(id => names.get(id)?.name ?? [])),
      }))
    },
    unit: async (actor, id, on) => {
      assertUnitVisible(actor, id)
      const unit = await people.unit(id)
      if (unit === null) throw new NotFound()
      const [entries, page, parent] = await Promise.all([
        ledger.of(id, ['posting', 'duty']),
        store.page({ text: '', unitIds: [id], head: null, level: null, limit: 200 }),
        unit.parentId === null ? null : people.unit(unit.parentId),
      ])
      const posts = heldPosts(entries)
      const duties = heldDuties(entries)
      const ids = [...posts, ...duties].flatMap(({ entry }) => entry.subjects).filter(subject => subject !== id)
      const names = await people.cadres([...new Set(ids)])
      return { unit, parent, on: on ?? clock.today(), cadres: page.cadres, posts, duties, names }
    },
  }
}

/** The units of the choice: one with those below it, of the kinds of a class. */
function narrow(units: readonly Unit[], unitId: string, rule: ClassRule | null): string[] {
  const chosen = units.find(({ id }) => id === unitId)
  const within = (unit: Unit) => unitId === '' || (chosen !== undefined && isWithin(unit, chosen))
  return units.filter(unit => within(unit) && (rule === null || rule.unitKinds.includes(unit.kind))).map(({ id }) => id)
}

const isWithin = (unit: Unit, above: Unit): boolean => unit.id === above.id || unit.code.startsWith(`${above.code}.`)

const depthOf = (unit: Unit, units: readonly Unit[]): number =>
  units.filter(above => above.id !== unit.id && isWithin(unit, above)).length
