import { canonical } from '../canonical.ts'
import type { AssessmentContent } from './content.ts'

/** A field two editors may have changed: `cycle`, `type`, `methods`, `team`, `from`, `to`, `note`, `reason`, `lateReason`, `cell.ID`, `ballot.GROUP`. */
export type VersionField = string

const head = ['cycle', 'type', 'methods', 'team', 'from', 'to'] as const
const foot = ['note', 'reason', 'lateReason'] as const
const plain = [...head, ...foot] as const

/** Every field that holds something in one of the two, in the order of the form. */
export function fieldsOf(mine: AssessmentContent, theirs: AssessmentContent): VersionField[] {
  const cells = [...new Set([...Object.keys(mine.cells), ...Object.keys(theirs.cells)])].map(id => `cell.${id}`)
  const groups = new Set([...mine.ballots, ...theirs.ballots].map(row => `ballot.${row.group}`))
  const isUsed = (field: 'cycle' | 'lateReason'): boolean => (mine[field] ?? theirs[field]) !== undefined
  const shown = (fields: readonly string[]) =>
    fields.filter(field => (field !== 'cycle' && field !== 'lateReason') || isUsed(field))
  return [...shown(head), ...cells, ...groups, ...shown(foot)]
}

/** The fields in which the two differ. */
export function differences(mine: AssessmentContent, theirs: AssessmentContent): VersionField[] {
  return fieldsOf(mine, theirs).filter(
    field => canonical(fieldValue(mine, field)) !== canonical(fieldValue(theirs, field)),
  )
}

/** My version with these fields taken from theirs. */
export function merge(
  mine: AssessmentContent,
  theirs: AssessmentContent,
  fromTheirs: readonly VersionField[],
): AssessmentContent {
  const taken = new Set(fromTheirs)
  const names = plain.filter(name => taken.has(name))
  return {
    ...mine,
    ...Object.fromEntries(names.map(name => [name, theirs[name]])),
    cells: mergeCells(mine.cells, theirs.cells, taken),
    ballots: mergeBallots(mine, theirs, taken),
  }
}

function fieldValue(content: AssessmentContent, field: VersionField): unknown {
  if (field.startsWith('cell.')) return content.cells[field.slice(5)] ?? null
  if (field.startsWith('ballot.')) return content.ballots.find(row => row.group === field.slice(7)) ?? null
  return content[field as (typeof plain)[number]] ?? null
}

function mergeCells(
  mine: AssessmentContent['cells'],
  theirs: AssessmentContent['cells'],
  taken: ReadonlySet<VersionField>,
): AssessmentContent['cells'] {
  const isTaken = ([id]: [string, number]): boolean => taken.has(`cell.${id}`)
  return Object.fromEntries([
    ...Object.entries(mine).filter(cell => !isTaken(cell)),
    ...Object.entries(theirs).filter(isTaken),
  ])
}

function mergeBallots(
  mine: AssessmentContent,
  theirs: AssessmentContent,
  taken: ReadonlySet<VersionField>,
): AssessmentContent['ballots'] {
  return [
    ...mine.ballots.filter(row => !taken.has(`ballot.${row.group}`)),
    ...theirs.ballots.filter(row => taken.has(`ballot.${row.group}`)),
  ]
}
