import type { NewEntry } from '../evidence/entries.ts'
import { type AssessmentContent, ballotGroups } from './content.ts'

/** The ledger's entries of a 考察 that counts: the assessment, and its ballots when there were any. */
export interface CountedEntries {
  readonly assessment: NewEntry
  readonly ballot: NewEntry | null
}

/** Both speak of the last day of the period. Throws on content that `submissionFaults` would have refused. */
export function ledgerEntries(content: AssessmentContent): CountedEntries {
  const { cadreId, type, methods, team, from, to, cells, note, reason, cycle, lateReason = '' } = content
  if (type === null || from === null || to === null) throw new Error('An unfinished assessment cannot be counted.')
  const about = { subjects: [cadreId], effectiveOn: to }
  const groups = ballotGroups(content)
  const reasons = [reason === '' ? '' : `变动理由：${reason}`, lateReason === '' ? '' : `补录理由：${lateReason}`]
  const said = [note, ...reasons].filter(text => text !== '').join('\n')
  const data = { type, methods, team, from, cells, note: said, ...(cycle === undefined ? {} : { cycle }) }
  return {
    assessment: { ...about, kind: 'assessment', data },
    ballot: groups.length === 0 ? null : { ...about, kind: 'ballot', data: { groups } },
  }
}
