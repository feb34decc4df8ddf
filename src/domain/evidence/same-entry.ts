import { canonical } from '../canonical.ts'
import { standing } from './checks.ts'
import type { Entry, NewEntry } from './entries.ts'

/**
 * The standing entry that already says the same, so that a file may be imported twice. Who decided and what a placement
 * settles do not tell two apart.
 */
export function sameEntry(entry: NewEntry, entries: readonly Entry[]): Entry | null {
  const wanted = identity(entry)
  return standing(entry.kind, entries).find(other => identity(other as unknown as NewEntry) === wanted) ?? null
}

function identity(entry: NewEntry): string {
  return canonical([[...entry.subjects].sort(), ...identityOf(entry)])
}

function identityOf(entry: NewEntry): readonly unknown[] {
  switch (entry.kind) {
    case 'annualGrade':
      return [entry.data.year, entry.data.grade]
    case 'quarterGrade':
      return [entry.data.quarter, entry.data.grade]
    case 'opinion':
      return [entry.effectiveOn, entry.data.office, entry.data.objection]
    case 'notice':
      return [entry.effectiveOn, entry.data.number, entry.data.unitId]
    case 'ranking':
      return [entry.data.month, entry.data.group, places(entry.data.positions)]
    case 'placement':
      return [entry.effectiveOn, entry.data.colour, entry.data.observation]
    default:
      return [entry.effectiveOn, entry.data]
  }
}

const places = (positions: readonly { readonly unitId: string; readonly position: number }[]): string[] =>
  positions.map(({ unitId, position }) => `${position} ${unitId}`).sort()
