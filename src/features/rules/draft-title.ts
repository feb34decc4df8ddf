import type { RuleDocument } from './rules-model.ts'

/** A reason as far as it names a draft among others. */
export function shortReason(note: string, most = 30): string {
  const letters = [...note.replace(/\s+/g, ' ')]
  return `${letters.slice(0, most).join('')}${letters.length > most ? '…' : ''}`
}

/** How a draft is called in headings and tabs of the browser: by the reason it was begun for. */
export const draftTitle = ({ note }: Pick<RuleDocument, 'note'>): string => `规则草案：${shortReason(note, 24)}`
