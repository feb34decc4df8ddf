import { isWellFormed } from '../../domain/rules/check-rule-set.ts'
import type { RuleFinding } from '../../domain/rules/findings/findings.ts'
import { dutyFieldsOf } from '../../domain/rules/findings/renaming-findings.ts'
import { findingsBeforePublication } from '../../domain/rules/findings-before-publication.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { RuleDocument } from './rules-model.ts'
import { fieldAddresses } from './workbench/field-address.ts'

/** How grave a finding is, in words. */
export const findingLevels = { error: '须改正', warning: '请核对', undecided: '未判定' } as const

/** What the checks say of a draft, held against its base and the duties that are recorded. */
export async function draftFindings(
  { ruleSet }: Pick<RuleDocument, 'ruleSet'>,
  base: RuleSet,
  ledger: Pick<LedgerStore, 'fieldsInCharge'>,
): Promise<readonly RuleFinding[]> {
  const asked = isWellFormed(ruleSet) ? dutyFieldsOf(ruleSet) : []
  return findingsBeforePublication(ruleSet, base, await ledger.fieldsInCharge(asked))
}

/** What a draft still gets wrong, each with the field at which it is mended. */
export function findingRows(draft: RuleDocument, findings: readonly RuleFinding[]) {
  const addressOf = fieldAddresses(draft)
  return findings.map(({ level, path: place, message, witness }) => ({
    level: findingLevels[level],
    isError: level === 'error',
    message,
    witness,
    path: addressOf(place),
  }))
}
