import { findingsBeforePublication } from '../../domain/rules/findings-before-publication.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { RuleDocument } from './rules-model.ts'
import { fieldAddresses } from './workbench/field-address.ts'

/** How grave a finding is, in words. */
export const findingLevels = { error: '须改正', warning: '请核对', undecided: '未判定' } as const

/** What a draft still gets wrong, each with the field at which it is mended. */
export function findingRows(draft: RuleDocument, base: RuleSet) {
  const addressOf = fieldAddresses(draft)
  return findingsBeforePublication(draft.ruleSet, base).map(({ level, path: place, message, witness }) => ({
    level: findingLevels[level],
    isError: level === 'error',
    message,
    witness,
    path: addressOf(place),
  }))
}
