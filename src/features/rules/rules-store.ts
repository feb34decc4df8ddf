import { trusted } from 'mongoose'
import type { Review } from '../../domain/rules/review.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { RULE_SETS, type RuleDocument, ruleModel } from './rules-model.ts'

/** A draft that was handed in, without its rules. */
export type DraftHead = Omit<RuleDocument, 'ruleSet' | 'review'> & { readonly review: Review }

/** Rule sets in the database: published versions and drafts. */
export interface RulesStore {
  /** Published versions by effective date, oldest first. */
  published(): Promise<readonly RuleVersion[]>
  /** Versions and drafts, the newest first. */
  documents(): Promise<readonly RuleDocument[]>
  /** Open drafts that were handed in, the newest first, without their rules. */
  underReview(): Promise<readonly DraftHead[]>
  document(id: string): Promise<RuleDocument | null>
  documentIn(work: Work, id: string): Promise<RuleDocument | null>
  /** Published versions as a command sees them, by effective date, oldest first. */
  publishedIn(work: Work): Promise<readonly RuleDocument[]>
  put(work: Work, document: RuleDocument): void
}

export function createRulesStore(database: Database): RulesStore {
  const model = ruleModel(database.connection)
  return {
    published: async () => {
      const found = await model
        .find({ status: 'published' })
        .sort({ effectiveOn: 1, publishedAt: 1 })
        .lean<RuleDocument[]>()
      return found.map(toVersion)
    },
    documents: () => model.find().sort({ draftedAt: -1, _id: -1 }).lean<RuleDocument[]>(),
    underReview: () =>
      model
        .find({ status: 'draft', review: trusted({ $ne: null }) })
        .select({ ruleSet: 0 })
        .sort({ draftedAt: -1, _id: -1 })
        .lean<DraftHead[]>(),
    document: id => model.findById(id).lean<RuleDocument>(),
    documentIn: async (work, id) => {
      await work.flush()
      return model.findById(id).session(work.session).lean<RuleDocument>()
    },
    publishedIn: async work => {
      await work.flush()
      return model
        .find({ status: 'published' })
        .sort({ effectiveOn: 1, publishedAt: 1 })
        .session(work.session)
        .lean<RuleDocument[]>()
    },
    put: (work, document) => work.replace(RULE_SETS, document._id, document),
  }
}

const toVersion = ({ ruleSet, hash, effectiveOn, publishedAt }: RuleDocument): RuleVersion => ({
  ruleSet,
  hash,
  effectiveOn: effectiveOn ?? '',
  publishedAt: publishedAt ?? '',
})
