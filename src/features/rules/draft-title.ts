import type { RuleDocument } from './rules-model.ts'

/** So much of the reason names a draft. */
const SHOWN = 24

/** How a draft is called in headings and tabs of the browser: by the reason it was begun for. */
export function draftTitle({ note }: Pick<RuleDocument, 'note'>): string {
  const letters = [...note.replace(/\s+/g, ' ')]
  return `规则草案：${letters.slice(0, SHOWN).join('')}${letters.length > SHOWN ? '…' : ''}`
}
