import { withAmounts } from '../../../src/domain/rules/amend.ts'
import type { Amount } from '../../../src/domain/rules/threshold.ts'
import { createRulesStore } from '../../../src/features/rules/index.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import type { TestInstallation } from '../../support/installation.ts'

/** A draft as an edit leaves it, whatever the form of the editor looks like. */
export async function changeDraft(
  { database }: Pick<TestInstallation, 'database'>,
  id: string,
  amounts: Readonly<Record<string, Amount>>,
): Promise<void> {
  const draft = await createRulesStore(database).document(id)
  if (draft === null) throw new Error('no draft')
  const ruleSet = withAmounts(draft.ruleSet, new Map(Object.entries(amounts)))
  await database.db
    .collection<{ _id: string }>('rule_sets')
    .updateOne({ _id: id }, { $set: { ruleSet, hash: digestOf(ruleSet), version: draft.version + 1 } })
}
