import type { Actor } from '../../domain/access/roles.ts'
import { factStates } from '../../domain/facts/fact-life.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Day } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import { instantText } from '../../web/format.ts'
import { type FactRow, mayVerify, verificationClock } from '../facts/index.ts'

/** A fact that waits past its clock when a month is closed, in words. */
export const waitingView = (row: FactRow, units: ReadonlyMap<string, Unit>) => ({
  path: `/facts/${row._id}`,
  id: row._id,
  title: row.title,
  code: row.code,
  unit: units.get(row.unitId)?.name ?? row.unitId,
  day: row.day,
  recordedAt: instantText(row.recordedAt),
  state: factStates[row.state],
})

/** Who looks at what waits, and when. */
export interface Onlooker {
  readonly actor: Actor
  readonly today: Day
  readonly calendar: WorkCalendar
}

/** The same before the close, with how long it is overdue; `verification` is null for who may not verify it. */
export const overdueView = (row: FactRow, units: ReadonlyMap<string, Unit>, { actor, today, calendar }: Onlooker) => ({
  ...waitingView(row, units),
  clock: verificationClock(row.recordedAt, today, calendar),
  verification: mayVerify(actor, row) ? `/facts/${row._id}/verification` : null,
})
