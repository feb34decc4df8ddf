import type { AssessmentState } from '../assessments/assessment.ts'

/** How far somebody's assessment in a cycle is; 'none': nothing entered. */
export type MemberState = 'counted' | 'submitted' | 'draft' | 'none'

/** A member of the cycle with the assessment that is furthest. */
export interface MemberProgress {
  readonly cadreId: string
  readonly unitId: string
  readonly state: MemberState
  readonly assessmentId: string | null
}

/** An assessment of the cycle, as far as progress asks. */
export interface CycleAssessment {
  readonly id: string
  readonly cadreId: string
  readonly state: AssessmentState
}

const furthest: Readonly<Record<AssessmentState, MemberState>> = {
  counted: 'counted',
  submitted: 'submitted',
  draft: 'draft',
  returned: 'draft',
  reversed: 'none',
}
const order: readonly MemberState[] = ['none', 'draft', 'submitted', 'counted']

/** The furthest assessment of each cadre; those taken back count as none. */
export function furthestByCadre(
  assessments: Iterable<CycleAssessment>,
): Map<string, { readonly state: MemberState; readonly id: string }> {
  const found = new Map<string, { readonly state: MemberState; readonly id: string }>()
  for (const { id, cadreId, state } of assessments) {
    const next = furthest[state]
    const best = found.get(cadreId)?.state ?? 'none'
    if (order.indexOf(next) > order.indexOf(best)) found.set(cadreId, { state: next, id })
  }
  return found
}

/** How many of a unit are how far. */
export type UnitProgress = Readonly<Record<MemberState, number>> & { readonly unitId: string; readonly all: number }

/** Counts members by unit, in the order in which units first come. */
export function progressByUnit(members: readonly MemberProgress[]): UnitProgress[] {
  const units = new Map<string, Record<MemberState, number> & { all: number }>()
  for (const { unitId, state } of members) {
    const unit = units.get(unitId) ?? { counted: 0, submitted: 0, draft: 0, none: 0, all: 0 }
    unit[state] += 1
    unit.all += 1
    units.set(unitId, unit)
  }
  return [...units].map(([unitId, counts]) => ({ unitId, ...counts }))
}
