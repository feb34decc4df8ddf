import type { HeldDuty } from '../../domain/people/attribution.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { held, heldDuties, heldPosts } from '../../domain/people/held.ts'
import { cadreFacets, unitFacets } from '../../domain/people/register.ts'
import type { RosterState } from '../../domain/people/roster/plan.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { PastDay } from '../../domain/time/past-day.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { CadreFilter, CadrePage } from './cadre-query-store.ts'
import { createPeopleLedger } from './people-ledger-store.ts'
import { CADRE_VERSIONS, UNIT_VERSIONS } from './people-model.ts'
import { createPeopleStore, type UnitCount } from './people-store.ts'
import { nothingUnkept, pastRegister, type Register } from './register.ts'
import { counterIn, type NewIds, takeIds, touchRoster } from './roster-counter.ts'
import { keptAt, keptByDay, keptVersion } from './roster-version.ts'
import { searchText } from './spelling.ts'
import { createVersionsStore, type Replaced } from './versions-store.ts'

/** Who is asked about: units, cadres, and who held which duty on which day. Read without a day it is the present one. */
export interface People extends Register {
  /** The register as of a past day; for null the present one. */
  at(past: PastDay | null): Promise<Register>
  /**
   * By name, pinyin or initials (`李`, `liwei`, `lw`), within a unit if one is given, in the order of pinyin and id.
   * `after` is the id of the last cadre of the page before.
   */
  search(query: {
    readonly text: string
    readonly unitId: string | null
    readonly limit: number
    readonly after?: string | null
  }): Promise<readonly Cadre[]>
  /** A page of the roster as it is now. */
  page(filter: CadreFilter): Promise<CadrePage>
  /** Cadres by the unit of their main post, and the 正职 among them. */
  countsByUnit(): Promise<ReadonlyMap<string, UnitCount>>
  /** The version of the roster that `units` and `names` show, or an earlier one. */
  version(): Promise<number>
  /** Duties at a unit with their ends, reversed ones left out. */
  duties(unitId: string): Promise<readonly HeldDuty[]>
  /** The same inside a command, with what the group already recorded. */
  dutiesIn(work: Work, unitId: string): Promise<readonly HeldDuty[]>
  cadreIn(work: Work, id: string): Promise<Cadre | null>
  /** Several inside a command; those that are not there are left out. */
  cadresIn(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Cadre>>
  unitIn(work: Work, id: string): Promise<Unit | null>
  /** Puts a cadre as it shall be from now on, and keeps what is replaced; the caller has seen to its `version`. */
  writeCadre(work: Work, cadre: Cadre, replaced?: Replaced<Cadre>): void
  writeUnit(work: Work, unit: Unit, replaced?: Replaced<Unit>): void
  /** New ids inside a command: `c00001`, `u001` and on. */
  takeIds(work: Work, wanted: { readonly cadres: number; readonly units: number }): Promise<NewIds>
  /** All that an import is compared with, and the roster's version it was read at. */
  roster(): Promise<{ readonly version: number; readonly state: RosterState }>
  /** The roster's version inside a command: rises with every command that wrote a cadre, a unit or an annual grade. */
  rosterVersionIn(work: Work): Promise<number>
}

const LIMIT = 200

export interface PeopleSettings {
  readonly database: Database
  /** Told, inside the command, of every cadre that is written: projections that show names follow. */
  readonly onCadreWritten?: (work: Work, cadre: Cadre) => void
}

export function createPeople({ database, onCadreWritten }: PeopleSettings): People {
  const store = createPeopleStore(database)
  const ledger = createPeopleLedger(database)
  const version = keptVersion(store)
  const units = keptAt(version.read, () => store.units())
  const names = keptAt(version.read, () => store.names())
  const levels = keptAt(version.read, () => store.levels())
  const cadreVersions = createVersionsStore(database, CADRE_VERSIONS, cadreFacets)
  const unitVersions = createVersionsStore(database, UNIT_VERSIONS, unitFacets)
  const registers = keptByDay(version.read, past =>
    pastRegister(past, { present: people, cadreVersions, unitVersions, cadresSince: store.since }),
  )
  const people: People = {
    at: async past => (past === null ? people : registers(past)),
    cadre: id => store.cadre(id),
    cadres: async ids => new Map((await store.cadres(ids)).map(cadre => [cadre.id, cadre])),
    traits: () => store.traits(),
    search: async ({ text, unitId, limit, after }) => {
      const unitIds = unitId === null ? null : [unitId]
      const narrowed = { text: searchText(text), unitIds, head: null, level: null }
      return (await store.page({ ...narrowed, limit: Math.min(limit, LIMIT), after: after ?? null })).cadres
    },
    page: filter => store.page(filter),
    countsByUnit: () => store.countsByUnit(),
    version: async () => (await version.read()) ?? 0,
    names,
    named: async (text, limit) => (await people.search({ text, unitId: null, limit })).map(({ id }) => id),
    levels,
    units,
    unkept: async () => nothingUnkept,
    unit: async id => (await units()).find(unit => unit.id === id) ?? null,
    duties: async unitId => heldDuties(await ledger.of(unitId, ['duty'])),
    dutiesIn: async (work, unitId) => heldDuties(await work.entriesOf(unitId)),
    cadreIn: (work, id) => store.cadreIn(work, id),
    cadresIn: async (work, ids) => new Map((await store.cadresIn(work, ids)).map(cadre => [cadre.id, cadre])),
    unitIn: (work, id) => store.unitIn(work, id),
    writeCadre: (work, cadre, replaced) => {
      if (replaced !== undefined) cadreVersions.keep(work, replaced, cadre)
      store.putCadre(work, { ...cadre, registeredAt: registeredAt(work, cadre, replaced) })
      onCadreWritten?.(work, cadre)
      version.forget()
      touchRoster(work)
    },
    writeUnit: (work, unit, replaced) => {
      if (replaced !== undefined) unitVersions.keep(work, replaced, unit)
      const counted = replaced === undefined ? {} : { version: (replaced.was.version ?? 0) + 1 }
      store.putUnit(work, { ...unit, ...counted, registeredAt: registeredAt(work, unit, replaced) })
      version.forget()
      touchRoster(work)
    },
    takeIds,
    roster: async () => {
      const version = (await store.counter())?.version ?? 0
      const [unitsHeld, cadres, entries] = await Promise.all([
        store.units(),
        store.allCadres(),
        ledger.all(['posting', 'duty', 'annualGrade']),
      ])
      const grades = held('annualGrade', entries).map(({ entry }) => entry)
      const state = { units: unitsHeld, cadres, posts: heldPosts(entries), duties: heldDuties(entries), grades }
      return { version, state }
    },
    rosterVersionIn: async work => (await counterIn(work)).version,
  }
  return people
}

/** What replaces something has been there since that has. */
const registeredAt = <T extends Cadre | Unit>(work: Work, one: T, replaced: Replaced<T> | undefined) =>
  replaced === undefined ? (one.registeredAt ?? work.now) : replaced.was.registeredAt
