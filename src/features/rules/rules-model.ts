import { type Connection, type Model, Schema } from 'mongoose'
import type { Review } from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'

interface RulePerson {
  readonly id: string
  readonly name: string
}

/**
 * A rule set as stored: a published one never changes again; a draft is edited until a second person publishes it.
 * Publishing writes a new document under the version's own id; the draft stays behind as 'adopted'.
 */
export interface RuleDocument {
  readonly _id: string
  readonly status: 'draft' | 'published' | 'discarded' | 'adopted'
  readonly ruleSet: RuleSet
  readonly hash: string
  readonly basedOn: string | null
  readonly note: string
  readonly draftedBy: RulePerson
  readonly draftedAt: string
  /** Everybody who drafted or edited it: none of them may publish it. */
  readonly editors: readonly RulePerson[]
  readonly editedAt: string
  readonly publishedBy: RulePerson | null
  readonly publishedAt: string | null
  readonly effectiveOn: string | null
  readonly documentNo: string | null
  /** Of an adopted draft: the version it became. */
  readonly became: string | null
  /** Rises with each edit of a draft. */
  readonly version: number
  /** The file it was imported from; absent when it was drafted here. */
  readonly imported?: ImportedFrom
  /** How it stands with the second person; absent or null: never handed in. */
  readonly review?: Review | null
}

/** Where an imported draft says it comes from. */
export interface ImportedFrom {
  readonly fileName: string
  readonly version: string
  /** The hash the file states. */
  readonly hash: string
  /** Whether that is the hash of what the file holds; not so when it was changed by hand. */
  readonly isWhole: boolean
}

export const RULE_SETS = 'rule_sets'

const person = new Schema({ id: String, name: String }, { _id: false })

const schema = new Schema<RuleDocument>(
  {
    _id: { type: String, required: true },
    status: { type: String, required: true },
    ruleSet: { type: Schema.Types.Mixed, required: true },
    hash: { type: String, required: true },
    basedOn: String,
    note: String,
    draftedBy: person,
    draftedAt: String,
    editors: [person],
    editedAt: String,
    publishedBy: person,
    publishedAt: String,
    effectiveOn: String,
    documentNo: String,
    became: String,
    version: { type: Number, required: true },
    imported: new Schema({ fileName: String, version: String, hash: String, isWhole: Boolean }, { _id: false }),
    review: Schema.Types.Mixed,
  },
  { collection: RULE_SETS, strict: 'throw', versionKey: false, minimize: false, id: false },
)

export const ruleModel = (connection: Connection): Model<RuleDocument> =>
  (connection.models.RuleSet as Model<RuleDocument> | undefined) ?? connection.model<RuleDocument>('RuleSet', schema)
