import { type Connection, type Model, Schema } from 'mongoose'
import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Mark } from '../../domain/rating/rate.ts'
import type { SuggestionMark } from '../../domain/rating/suggest.ts'
import type { Database, Migration } from '../../platform/database/index.ts'

/** What a list shows and filters by of a person, kept with the standing so that one query makes a page. */
export interface Who {
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly title: string
  readonly level: string
}

/**
 * The materialised rating of one cadre: a projection of the ledger that can be thrown away and rebuilt (`sanse replay`).
 * `suggested` and `mark` are final: rating and placing joined. `placed` is what people decided.
 */
export interface StandingDocument {
  readonly _id: string
  readonly who: Who
  readonly unitId: string
  readonly classCode: string
  readonly head: boolean
  readonly scored: boolean
  readonly candidate: boolean
  /** Hundredths; −1 when there is none, so that keyset paging has an order. */
  readonly score: number
  readonly parts: readonly (number | null)[]
  readonly colour: string
  readonly ratingMark: Mark | null
  readonly suggested: string
  readonly mark: SuggestionMark | null
  readonly placed: string | null
  readonly ruleSet: string
  readonly nextChangeOn: string
  /** The day since which the suggestion is what it is. */
  readonly since: string
  /** What people should look at (临近、骤降、未见记录、到期); absent in standings from before. */
  readonly alerts?: StandingAlerts
  /** Canonical JSON of the PackedRating. */
  readonly rating: string
}

export const STANDINGS = 'standings'
export const PLACINGS = 'placings'
export const MOVEMENTS = 'movements'

const who = new Schema({ name: String, pinyin: String, initials: String, title: String, level: String }, { _id: false })

const schema = new Schema<StandingDocument>(
  {
    _id: { type: String, required: true },
    who,
    unitId: String,
    classCode: String,
    head: Boolean,
    scored: Boolean,
    candidate: Boolean,
    score: Number,
    parts: [Number],
    colour: String,
    ratingMark: String,
    suggested: String,
    mark: String,
    placed: String,
    ruleSet: String,
    nextChangeOn: String,
    since: String,
    alerts: Schema.Types.Mixed,
    rating: String,
  },
  { collection: STANDINGS, strict: 'throw', versionKey: false, id: false },
)

export const standingModel = (connection: Connection): Model<StandingDocument> =>
  (connection.models.Standing as Model<StandingDocument> | undefined) ??
  connection.model<StandingDocument>('Standing', schema)

/** The indexes of the collections of this feature. */
export const migrations: readonly Migration[] = [
  {
    name: 'ratings-1-indexes',
    up: async ({ db }: Database) => {
      await db
        .collection(STANDINGS)
        .createIndexes([
          { key: { suggested: 1, score: -1, _id: 1 } },
          { key: { suggested: 1, 'who.pinyin': 1, _id: 1 } },
          { key: { placed: 1, score: -1, _id: 1 } },
          { key: { placed: 1, 'who.pinyin': 1, _id: 1 } },
          { key: { unitId: 1, suggested: 1, score: -1 } },
          { key: { classCode: 1, scored: 1, score: -1 } },
          { key: { nextChangeOn: 1 } },
        ])
      await db.collection(MOVEMENTS).createIndexes([{ key: { cadreId: 1, _id: 1 } }, { key: { on: 1 } }])
    },
  },
]
