import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Instant } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type CadreFilter, type CadrePage, pageOfCadres, toCadre } from './cadre-query-store.ts'
import {
  CADRES,
  type CadreDocument,
  COUNTER,
  cadreModel,
  counterModel,
  type RosterCounter,
  UNITS,
  type UnitDocument,
  unitModel,
} from './people-model.ts'
import { searchKeys } from './spelling.ts'

/** Cadres and units in the database. */
export interface PeopleStore {
  cadre(id: string): Promise<Cadre | null>
  cadres(ids: readonly string[]): Promise<readonly Cadre[]>
  allCadres(): Promise<readonly Cadre[]>
  names(): Promise<ReadonlyMap<string, PersonName>>
  /** Ids of those who came into the register after a moment. */
  since(moment: Instant): Promise<readonly string[]>
  levels(): Promise<readonly string[]>
  traits(): AsyncIterable<Traits>
  page(filter: CadreFilter): Promise<CadrePage>
  cadreIn(work: Work, id: string): Promise<Cadre | null>
  cadresIn(work: Work, ids: readonly string[]): Promise<Cadre[]>
  units(): Promise<readonly Unit[]>
  unitIn(work: Work, id: string): Promise<Unit | null>
  /** Cadres by the unit of their main post, and the 正职 among them. */
  countsByUnit(): Promise<ReadonlyMap<string, UnitCount>>
  counter(): Promise<RosterCounter | null>
  putCadre(work: Work, cadre: Cadre): void
  putUnit(work: Work, unit: Unit): void
}

/** What groups of people are formed by, never shown of one person. */
export type Traits = Pick<Cadre, 'id' | 'sex' | 'birthMonth'>

export interface UnitCount {
  readonly cadres: number
  readonly heads: number
}

export function createPeopleStore({ connection }: Database): PeopleStore {
  const cadres = cadreModel(connection)
  const units = unitModel(connection)
  const counters = counterModel(connection)
  return {
    cadre: async id => orNull(toCadre, await cadres.findById(id).lean<CadreDocument>()),
    cadres: async ids => {
      const found = await cadres.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean<CadreDocument[]>()
      return found.map(toCadre)
    },
    allCadres: async () => (await cadres.find().sort({ pinyin: 1, _id: 1 }).lean<CadreDocument[]>()).map(toCadre),
    names: async () => {
      const found = await cadres
        .find()
        .select('name pinyin initials level')
        .lean<(PersonName & { readonly _id: string })[]>()
      return new Map(found.map(({ _id, ...name }) => [_id, name]))
    },
    since: async moment => {
      const found = await cadres
        .find({ registeredAt: mongoose.trusted({ $gt: moment }) })
        .select('_id')
        .lean<{ readonly _id: string }[]>()
      return found.map(({ _id }) => _id)
    },
    levels: async () => (await cadres.distinct('level')).filter(level => level !== '').sort(),
    traits: async function* () {
      const found = cadres.find().select('sex birthMonth').lean<Omit<Traits, 'id'> & { _id: string }>()
      for await (const { _id, ...rest } of found.cursor({ batchSize: 5000 })) yield { id: _id, ...rest }
    },
    page: filter => pageOfCadres(cadres, filter),
    cadresIn: async (work, ids) => {
      if (ids.length === 0) return []
      await work.flush()
      const named = cadres.find({ _id: mongoose.trusted({ $in: [...ids] }) })
      return (await named.session(work.session).lean<CadreDocument[]>()).map(toCadre)
    },
    cadreIn: async (work, id) => {
      await work.flush()
      return orNull(toCadre, await cadres.findById(id).session(work.session).lean<CadreDocument>())
    },
    units: async () => (await units.find().sort({ code: 1, _id: 1 }).lean<UnitDocument[]>()).map(toUnit),
    unitIn: async (work, id) => {
      await work.flush()
      return orNull(toUnit, await units.findById(id).session(work.session).lean<UnitDocument>())
    },
    countsByUnit: async () => {
      const heads = { $sum: { $cond: ['$post.head', 1, 0] } }
      const counted = await cadres.aggregate<UnitCount & { _id: string | null }>([
        { $group: { _id: '$post.unitId', cadres: { $sum: 1 }, heads } },
      ])
      return new Map(counted.flatMap(({ _id, ...counts }) => (_id === null ? [] : [[_id, counts] as const])))
    },
    counter: () => counters.findById(COUNTER).lean<RosterCounter>(),
    putCadre: (work, { id, ...rest }) => work.replace(CADRES, id, { ...rest, keys: searchKeys(rest) }),
    putUnit: (work, { id, ...rest }) => work.replace(UNITS, id, rest),
  }
}

const toUnit = ({ _id, ...rest }: UnitDocument): Unit => ({ id: _id, ...rest })

const orNull = <D, T>(read: (document: D) => T, document: D | null): T | null => document && read(document)
