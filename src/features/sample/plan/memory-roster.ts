import type { EntryKind, EntryOf, NewEntry } from '../../../domain/evidence/entries.ts'
import type { Cadre } from '../../../domain/people/cadre.ts'
import { held, heldDuties, heldPosts } from '../../../domain/people/held.ts'
import type { RawSheet } from '../../../domain/people/roster/issues.ts'
import { columnsOf, rosterLayout, type SheetCode } from '../../../domain/people/roster/layout.ts'
import type { LedgerStep, RosterPlan } from '../../../domain/people/roster/plan.ts'
import { planRoster } from '../../../domain/people/roster/plan-roster.ts'
import { readRoster } from '../../../domain/people/roster/read-sheets.ts'
import type { Unit } from '../../../domain/people/unit.ts'
import { type MemoryLedger, memoryLedger } from './memory-ledger.ts'
import type { ActionOf, PlannedRows } from './types.ts'

/** Cadres and units in memory, by the names of the plan: id numbers and codes. */
export interface MemoryRoster {
  readonly cadres: Cadre[]
  readonly units: Unit[]
  cadreId(idNumber: string): string
  unitId(code: string): string
}

export function memoryRoster(): MemoryRoster {
  const cadres: Cadre[] = []
  const units: Unit[] = []
  const ids = new Map<string, string>()
  const find = (
    name: string,
    list: readonly { readonly id: string }[],
    matches: (index: number) => boolean,
  ): string => {
    const known = ids.get(name)
    if (known !== undefined) return known
    const id = list.find((_, index) => matches(index))?.id
    if (id === undefined) throw new Error(`${name} is not in the roster`)
    ids.set(name, id)
    return id
  }
  return {
    cadres,
    units,
    cadreId: idNumber => find(idNumber, cadres, index => cadres[index]?.idNumber === idNumber),
    unitId: code => find(code, units, index => units[index]?.code === code),
  }
}

/** Brings a file in as the product's import would. Throws when the import would refuse it. */
export function importRows(action: ActionOf<'import'>, roster: MemoryRoster, ledger: MemoryLedger): void {
  const plan = ledger.entries.length === 0 ? firstPlan(action) : planOf(action, roster, ledger)
  const idOf = take(plan, roster)
  for (const step of plan.steps) recordStep(step, idOf, action, ledger)
}

const firstPlans = new WeakMap<ActionOf<'import'>, RosterPlan>()

/** What the first file does is always the same, however often the year is played. */
function firstPlan(action: ActionOf<'import'>): RosterPlan {
  const known = firstPlans.get(action) ?? planOf(action, memoryRoster(), memoryLedger())
  firstPlans.set(action, known)
  return known
}

function planOf({ label, rows, on, effectiveOn }: ActionOf<'import'>, roster: MemoryRoster, { entries }: MemoryLedger) {
  const posted = entries.filter(({ kind }) => rosterKinds.has(kind))
  const state = {
    units: roster.units,
    cadres: roster.cadres,
    posts: heldPosts(posted),
    duties: heldDuties(posted),
    grades: held('annualGrade', posted).map(({ entry }) => entry),
  }
  const plan = planRoster(readRoster(sheetsOf(rows)), state, { today: on, effectiveOn })
  const [issue] = plan.issues
  if (issue !== undefined) throw new Error(`${label}: ${issue.sheet} ${issue.row} ${issue.heading} ${issue.message}`)
  return plan
}

const rosterKinds: ReadonlySet<EntryKind> = new Set(['posting', 'duty', 'annualGrade', 'end', 'reversal'])

/** The rows as the sheets of a workbook hold them. */
function sheetsOf(rows: PlannedRows): RawSheet[] {
  return (Object.keys(rows) as SheetCode[]).map(code => {
    const columns = columnsOf(code)
    const headings = new Map(columns.map(({ heading }, index) => [index + 1, heading]))
    const data = (rows[code] ?? []).map((row, place) => ({
      number: place + 3,
      cells: new Map(columns.map(({ key }, index) => [index + 1, row[key] ?? ''])),
    }))
    return { name: rosterLayout[code].name, rows: [{ number: 2, cells: headings }, ...data] }
  })
}

/** Gives ids to what is new, and answers what every reference means. */
function take(plan: RosterPlan, roster: MemoryRoster): (ref: string) => string {
  const ids = new Map<string, string>()
  for (const { ref, unit } of plan.units) {
    const id = ref.startsWith('+') ? `u${String(roster.units.length + 1).padStart(3, '0')}` : ref
    ids.set(ref, id)
    put(roster.units, { ...unit, id })
  }
  for (const { ref, cadre } of plan.cadres) {
    const id = ref.startsWith('+') ? `c${String(roster.cadres.length + 1).padStart(5, '0')}` : ref
    ids.set(ref, id)
    put(roster.cadres, { ...cadre, id })
  }
  return ref => ids.get(ref) ?? ref
}

function put<T extends { readonly id: string }>(list: T[], item: T): void {
  const at = list.findIndex(({ id }) => id === item.id)
  if (at === -1) list.push(item)
  else list[at] = item
}

function recordStep(
  step: LedgerStep,
  idOf: (ref: string) => string,
  { on, by }: ActionOf<'import'>,
  ledger: MemoryLedger,
): void {
  const end = (of: EntryOf<'posting'> | EntryOf<'duty'>): NewEntry => ({
    kind: 'end',
    subjects: of.subjects,
    effectiveOn: step.kind === 'end' ? step.on : on,
    data: { of: of.id, reason: '名册导入' },
  })
  if (step.kind === 'end') ledger.record(end(step.of), on, by)
  else if (step.kind === 'annualGrade')
    ledger.record(
      { kind: 'annualGrade', subjects: [idOf(step.cadre)], effectiveOn: step.from, data: step.data },
      on,
      by,
    )
  else if (step.kind === 'posting' || step.kind === 'duty') {
    const unitId = idOf(step.unit)
    const subjects = [idOf(step.cadre), unitId]
    ledger.record(
      { kind: step.kind, subjects, effectiveOn: step.from, data: { ...step.data, unitId } } as NewEntry,
      on,
      by,
    )
  } else throw new Error('the sample’s files correct nothing')
}
