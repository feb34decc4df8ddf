import { NotFound } from '../../domain/errors.ts'
import type { RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'

/** Published versions in the order in which they begin; of those of one day, in the order of publication. */
export const publishedDocuments = async (store: RulesStore): Promise<readonly RuleDocument[]> =>
  inOrder((await store.documents()).filter(({ status }) => status === 'published'))

export const inOrder = (published: readonly RuleDocument[]): readonly RuleDocument[] => {
  const begin = ({ effectiveOn, publishedAt }: RuleDocument): string => `${effectiveOn} ${publishedAt}`
  return [...published].sort((a, b) => (begin(a) < begin(b) ? -1 : 1))
}

/** The version of this id. Throws NotFound. */
export function versionOf(published: readonly RuleDocument[], id: string): RuleDocument {
  const document = published.find(({ _id }) => _id === id)
  if (document === undefined) throw new NotFound('没有这一版规则。')
  return document
}
