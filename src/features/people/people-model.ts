import { type Connection, type Model, Schema } from 'mongoose'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'

/** A cadre as stored: `keys` are what a search may begin with (name, given name, pinyin, initials). */
export type CadreDocument = Omit<Cadre, 'id'> & { readonly _id: string; readonly keys: readonly string[] }
export type UnitDocument = Omit<Unit, 'id'> & { readonly _id: string }

/** Counts the changes of the roster, and the ids given out so far. */
export interface RosterCounter {
  readonly _id: string
  readonly version: number
  readonly cadres: number
  readonly units: number
}

export const CADRES = 'cadres'
export const UNITS = 'units'
/** What they were before a change. */
export const CADRE_VERSIONS = 'cadre_versions'
export const UNIT_VERSIONS = 'unit_versions'
export const COUNTERS = 'roster_counter'
export const COUNTER = 'roster'

const options = { strict: 'throw', versionKey: false, minimize: false, id: false } as const
const texts = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, String]))

const post = new Schema({ unitId: String, title: String, head: Boolean, since: String }, { _id: false })
const titles = new Schema(texts('full', 'short', 'registry'), { _id: false })
const detail = new Schema(
  { ...texts('region', 'affiliation', 'level', 'note'), staff: Number, heads: Number, deputies: Number },
  { _id: false },
)

const cadre = new Schema<CadreDocument>(
  {
    _id: { type: String, required: true },
    ...texts('name', 'pinyin', 'initials', 'idNumber', 'sex', 'birthMonth', 'ethnicity', 'nativePlace', 'birthPlace'),
    ...texts('health', 'workSince', 'politics', 'partySince', 'category', 'status', 'management'),
    ...texts('level', 'levelSince', 'grade', 'gradeSince', 'resume', 'honours', 'annualSummary', 'note'),
    post,
    titles,
    keys: [String],
    version: Number,
    registeredAt: String,
  },
  { ...options, collection: CADRES },
)

const unit = new Schema<UnitDocument>(
  {
    _id: { type: String, required: true },
    ...texts('code', 'name', 'shortName', 'kind', 'parentId', 'from', 'until'),
    detail,
    version: Number,
    registeredAt: String,
  },
  { ...options, collection: UNITS },
)

const counter = new Schema<RosterCounter>(
  { _id: { type: String, required: true }, version: Number, cadres: Number, units: Number },
  { ...options, collection: COUNTERS },
)

const modelOf =
  <D>(name: string, schema: Schema<D>) =>
  (connection: Connection): Model<D> =>
    (connection.models[name] as Model<D> | undefined) ?? connection.model<D>(name, schema)

export const cadreModel = modelOf('Cadre', cadre)
export const unitModel = modelOf('Unit', unit)
export const counterModel = modelOf('RosterCounter', counter)
