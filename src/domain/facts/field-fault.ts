import { isUnheld } from '../people/attribution.ts'
import type { FactDraft } from './fact-draft.ts'

/**
 * Why a field cannot stay as typed: the roster's 分工 alone says which there are, and of one that nobody is in charge of
 * the fact would fall to no leader in charge, as it would of one that is mistyped. Null when it may.
 */
export function fieldFault({ field, unheld }: FactDraft, unitName: string, known: readonly string[]): string | null {
  if (field === unheld || !isUnheld(field, known)) return null
  return `当日${unitName}没有人分管“${field}”。请从列出的领域中选择；确实没有人分管的，请勾选领域下的确认。`
}
