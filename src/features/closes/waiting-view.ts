import { factStates } from '../../domain/facts/fact-life.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { instantText } from '../../web/format.ts'
import type { FactRow } from '../facts/index.ts'

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
