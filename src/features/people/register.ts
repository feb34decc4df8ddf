import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { endOfDay, type Instant } from '../../domain/time/days.ts'
import type { PastDay } from '../../domain/time/past-day.ts'
import type { Traits } from './people-store.ts'
import { searchKeys, searchText } from './spelling.ts'
import type { VersionsStore } from './versions-store.ts'

/** What cadres and units are called and what else is registered of them, as seen from a day. */
export interface Register {
  cadre(id: string): Promise<Cadre | null>
  /** By id; those that are not there are left out. The post is the present one: see `RatingsView.asThen`. */
  cadres(ids: readonly string[]): Promise<ReadonlyMap<string, Cadre>>
  /** Sex and month of birth of everybody, one by one, to count groups. */
  traits(): AsyncIterable<Traits>
  /** What everybody is called, by id. */
  names(): Promise<ReadonlyMap<string, PersonName>>
  /** Whose name, pinyin or initials begin with what was typed, in the order of pinyin. */
  named(text: string, limit: number): Promise<readonly string[]>
  /** The levels (职务层次) that occur. */
  levels(): Promise<readonly string[]>
  /** All units, in the order of their codes. */
  units(): Promise<readonly Unit[]>
  unit(id: string): Promise<Unit | null>
  /** How many are shown as they are registered now although they were changed since: nothing was kept then. */
  unkept(): Promise<Unkept>
}

export interface Unkept {
  readonly cadres: number
  readonly units: number
}

export const nothingUnkept: Unkept = { cadres: 0, units: 0 }

export interface PastRegisterDeps {
  readonly present: Pick<Register, 'cadres' | 'traits' | 'names' | 'units'>
  readonly cadreVersions: VersionsStore<Cadre>
  readonly unitVersions: VersionsStore<Unit>
  /** Ids of the cadres who came into the register after a moment. */
  readonly cadresSince: (moment: Instant) => Promise<readonly string[]>
}

/** The register of a past day: the present one but for what was other then, which is read once. */
export function pastRegister(past: PastDay, deps: PastRegisterDeps): Register {
  const { present, cadreVersions, unitVersions, cadresSince } = deps
  const others = once(async () => {
    const later = past.known === 'then' ? await cadresSince(endOfDay(past.day)) : []
    const ids = new Set([...(await cadreVersions.changedSince(past)), ...later])
    return cadreVersions.asOf([...(await present.cadres([...ids])).values()], past)
  })
  const names = once(async () => overlaid(await present.names(), await others()))
  const units = once(async () => unitsOn(past, await present.units(), unitVersions))
  const register: Register = {
    cadre: async id => (await register.cadres([id])).get(id) ?? null,
    cadres: async ids => {
      const [found, changed] = await Promise.all([present.cadres(ids), others()])
      return overlaid(found, new Map(ids.flatMap(id => (changed.has(id) ? [[id, changed.get(id) ?? null]] : []))))
    },
    traits: async function* () {
      const changed = await others()
      for await (const one of present.traits()) {
        const then = changed.has(one.id) ? changed.get(one.id) : one
        if (then) yield { id: one.id, sex: then.sex, birthMonth: then.birthMonth }
      }
    },
    names,
    named: async (text, limit) => {
      const wanted = searchText(text)
      const found = [...(await names())].filter(([, name]) => searchKeys(name).some(key => key.startsWith(wanted)))
      const inOrder = found.sort(([a, one], [b, other]) => (one.pinyin + a < other.pinyin + b ? -1 : 1))
      return inOrder.slice(0, limit).map(([id]) => id)
    },
    levels: async () => [...new Set([...(await names()).values()].map(({ level }) => level))].filter(Boolean).sort(),
    units,
    unit: async id => (await units()).find(unit => unit.id === id) ?? null,
    unkept: once(async () => {
      const [cadres, ofUnits] = await Promise.all([cadreVersions.unkept(past), unitVersions.unkept(past)])
      return { cadres, units: ofUnits }
    }),
  }
  return register
}

/** Units as they were; what ends one later has not happened yet. */
async function unitsOn(past: PastDay, present: readonly Unit[], versions: VersionsStore<Unit>): Promise<Unit[]> {
  const changed = new Set(await versions.changedSince(past))
  const then = await versions.asOf(
    present.filter(({ id, registeredAt = '' }) => changed.has(id) || registeredAt > endOfDay(past.day)),
    past,
  )
  return [...overlaid(new Map(present.map(unit => [unit.id, unit])), then).values()]
    .map(unit => (unit.until !== null && unit.until > past.day ? { ...unit, until: null } : unit))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id < b.id ? -1 : 1))
}

/** What holds, with others in the place of some; null: without it. */
function overlaid<T>(all: ReadonlyMap<string, T>, others: ReadonlyMap<string, T | null>): Map<string, T> {
  const then = new Map(all)
  for (const [id, other] of others) {
    if (other === null) then.delete(id)
    else then.set(id, other)
  }
  return then
}

/** What is read when it is first asked for, and again when that failed. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  return () => {
    kept ??= read().catch(error => {
      kept = null
      throw error
    })
    return kept
  }
}
