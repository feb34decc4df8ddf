import type { HeldDuty } from '../../domain/people/attribution.ts'
import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import { held, heldDuties, heldPosts } from '../../domain/people/held.ts'
import type { RosterState } from '../../domain/people/roster/plan.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { CadreFilter, CadrePage } from './cadre-query-store.ts'
import { createPeopleLedger } from './people-ledger-store.ts'
import { createPeopleStore, type PeopleStore, type Traits, type UnitCount } from './people-store.ts'
import { counterIn, type NewIds, takeIds, touchRoster } from './roster-counter.ts'
import { searchText } from './spelling.ts'

/** Who is asked about: units, cadres, and who held which duty on which day. */
export interface People {
  cadre(id: string): Promise<Cadre | null>
  /** By id; those that are not there are left out. */
  cadres(ids: readonly string[]): Promise<ReadonlyMap<string, Cadre>>
  /** Sex and month of birth of everybody, one by one, to count groups. */
  traits(): AsyncIterable<Traits>
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
  /** What everybody is called, by id. */
  names(): Promise<ReadonlyMap<string, PersonName>>
  /** The levels (职务层次) that occur. */
  levels(): Promise<readonly string[]>
  /** All units, in the order of their codes. */
  units(): Promise<readonly Unit[]>
  unit(id: string): Promise<Unit | null>
  /** Duties at a unit with their ends, reversed ones left out. */
  duties(unitId: string): Promise<readonly HeldDuty[]>
  /** The same inside a command, with what the group already recorded. */
  dutiesIn(work: Work, unitId: string): Promise<readonly HeldDuty[]>
  cadreIn(work: Work, id: string): Promise<Cadre | null>
  /** Several inside a command; those that are not there are left out. */
  cadresIn(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Cadre>>
  unitIn(work: Work, id: string): Promise<Unit | null>
  /** Puts a cadre as it shall be from now on; the caller has seen to its `version`. */
  writeCadre(work: Work, cadre: Cadre): void
  writeUnit(work: Work, unit: Unit): void
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
  return {
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
    levels,
    units,
    unit: async id => (await units()).find(unit => unit.id === id) ?? null,
    duties: async unitId => heldDuties(await ledger.of(unitId, ['duty'])),
    dutiesIn: async (work, unitId) => heldDuties(await work.entriesOf(unitId)),
    cadreIn: (work, id) => store.cadreIn(work, id),
    cadresIn: async (work, ids) => new Map((await store.cadresIn(work, ids)).map(cadre => [cadre.id, cadre])),
    unitIn: (work, id) => store.unitIn(work, id),
    writeCadre: (work, cadre) => {
      store.putCadre(work, cadre)
      onCadreWritten?.(work, cadre)
      version.forget()
      touchRoster(work)
    },
    writeUnit: (work, unit) => {
      store.putUnit(work, unit)
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
}

/** How long what was read of the roster is trusted without asking whether another process changed it, in milliseconds. */
const TRUSTED_MS = 1000

/** The roster's version; null on an installation that was not prepared. */
interface KeptVersion {
  read(): Promise<number | null>
  /** Says that this process is changing the roster. */
  forget(): void
}

function keptVersion(store: PeopleStore): KeptVersion {
  let kept: { readonly version: number | null; readonly askedAt: number } | null = null
  let writtenAt = Number.NEGATIVE_INFINITY
  const isRecent = (moment: number): boolean => performance.now() - moment < TRUSTED_MS
  return {
    read: async () => {
      // A write is seen only when its group is committed: nothing is trusted for a while after it.
      if (kept !== null && isRecent(kept.askedAt) && !isRecent(writtenAt)) return kept.version
      const askedAt = performance.now()
      kept = { version: (await store.counter())?.version ?? null, askedAt }
      return kept.version
    },
    forget: () => {
      writtenAt = performance.now()
    },
  }
}

/** Something of the roster, read again when its version has moved. */
function keptAt<T>(version: KeptVersion['read'], load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly version: number; readonly value: T } | null = null
  return async () => {
    const now = await version()
    if (kept !== null && kept.version === now) return kept.value
    const value = await load()
    kept = now === null ? null : { version: now, value }
    return value
  }
}
