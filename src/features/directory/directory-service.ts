import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import { speaksOf } from '../../domain/evidence/afterwards.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { type Held, heldDuties, heldPosts, holdsOn } from '../../domain/people/held.ts'
import { rosterLevels } from '../../domain/people/roster/dictionaries.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { ClassRule } from '../../domain/rules/rule-set.ts'
import {
  assertUnitVisible,
  boundTo,
  type CadrePage,
  type People,
  type PeopleLedger,
  searchText,
} from '../people/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import { rosterAt } from './roster-at.ts'

/** Cadres and units as seen from a point in time. Whom an actor sees is decided by the unit of that day. */
export interface Directory {
  cadres(actor: Actor, query: CadreQuery, view: RatingsView, rows: number): Promise<CadreList>
  search(actor: Actor, text: string, view: RatingsView): Promise<Found>
  units(actor: Actor, view: RatingsView): Promise<readonly UnitSummary[]>
  unit(actor: Actor, id: string, view: RatingsView): Promise<UnitAccount>
}

/** Cadres and units of the day that a search found, and all units of the actor's scope. */
export interface Found {
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
  readonly view: RatingsView
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
  /** How many are suggested for each colour; null for who reads no lists. */
  readonly suggested: Readonly<Record<string, number>> | null
}

export interface UnitAccount {
  readonly unit: Unit
  readonly parent: Unit | null
  readonly view: RatingsView
  readonly cadres: readonly Cadre[]
  readonly posts: readonly Held<'posting'>[]
  readonly duties: readonly Held<'duty'>[]
  readonly names: ReadonlyMap<string, Cadre>
}

export interface DirectoryDeps {
  readonly people: People
  readonly ledger: PeopleLedger
}

const FOUND = 50
/** Cadres shown on the page of a unit. */
const OF_UNIT = 200

export function createDirectory({ people, ledger }: DirectoryDeps): Directory {
  const unitsThen = async (actor: Actor, { day, past }: RatingsView): Promise<readonly Unit[]> => {
    const bound = boundTo(actor, 'roster.read')
    const units = await (await people.at(past)).units()
    return units.filter(({ id, from }) => (bound === null || id === bound) && (past === null || from <= day))
  }
  return {
    cadres: async (actor, query, view, rows) => {
      const { classes } = view.version.ruleSet
      const units = await unitsThen(actor, view)
      const rule = classes.find(({ code }) => code === query.class) ?? null
      const narrowed = narrow(units, query.unit, rule)
      const isAll = boundTo(actor, 'roster.read') === null && query.unit === '' && rule === null
      const page = await rosterAt(view, people).page({
        text: searchText(query.q),
        unitIds: isAll ? null : narrowed,
        head: rule?.head ?? null,
        level: query.level || null,
        limit: rows,
        after: query.before === '' ? query.after || null : null,
        before: query.before || null,
      })
      return { ...page, view, units, classes, levels: rosterLevels }
    },
    search: async (actor, text, view) => {
      const units = await unitsThen(actor, view)
      const wanted = searchText(text)
      if (wanted === '') return { cadres: [], found: [], units }
      const bound = boundTo(actor, 'roster.read')
      const unitIds = bound === null ? null : [bound]
      const everybody = { head: null, level: null, limit: FOUND }
      const { cadres } = await rosterAt(view, people).page({ ...everybody, text: wanted, unitIds })
      const found = units.filter(unit => searchText(`${unit.name} ${unit.shortName}`).includes(wanted))
      return { cadres, found, units }
    },
    units: async (actor, view) => {
      const units = await unitsThen(actor, view)
      const [counts, entries, colours] = await Promise.all([
        rosterAt(view, people).countsByUnit(),
        ledger.all(['duty']),
        scopeOf(actor, 'lists.read') === null ? null : view.listedOf(units.map(({ id }) => id)),
      ])
      const chiefs = heldDuties(entries.filter(view.knows)).filter(
        duty => duty.entry.data.role === 'chief' && holdsOn(duty, view.day),
      )
      const listed = colours && new Map(colours.map(({ unitId, listed: { total: _, ...lists } }) => [unitId, lists]))
      const register = await people.at(view.past)
      const names = await register.cadres([...new Set(chiefs.flatMap(({ entry }) => entry.subjects))])
      return units.map(unit => ({
        unit,
        depth: depthOf(unit, units),
        cadres: counts.get(unit.id)?.cadres ?? 0,
        heads: counts.get(unit.id)?.heads ?? 0,
        chiefs: chiefs
          .filter(({ entry }) => entry.data.unitId === unit.id)
          .flatMap(({ entry }) => entry.subjects.flatMap(id => names.get(id)?.name ?? [])),
        suggested: listed && (listed.get(unit.id) ?? {}),
      }))
    },
    unit: async (actor, id, view) => {
      assertUnitVisible(actor, id)
      const register = await people.at(view.past)
      const unit = await register.unit(id)
      if (unit === null) throw new NotFound()
      const [entries, page, parent] = await Promise.all([
        ledger.of(id, ['posting', 'duty']),
        rosterAt(view, people).page({ text: '', unitIds: [id], head: null, level: null, limit: OF_UNIT }),
        unit.parentId === null ? null : register.unit(unit.parentId),
      ])
      const known = entries.filter(entry => view.knows(entry) && speaksOf(entry, view.day))
      const posts = heldPosts(known)
      const duties = heldDuties(known)
      const ids = [...posts, ...duties].flatMap(({ entry }) => entry.subjects).filter(subject => subject !== id)
      const names = await register.cadres([...new Set(ids)])
      return { unit, parent, view, cadres: page.cadres, posts, duties, names }
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
