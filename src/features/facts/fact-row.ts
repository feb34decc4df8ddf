import type { EntryOf } from '../../domain/evidence/entries.ts'
import { barredFromVerifying } from '../../domain/facts/decisions.ts'
import { type FactLife, stateOf } from '../../domain/facts/fact-life.ts'
import type { FactRow } from './fact-model.ts'

/** The row of one channel's entry, as its fact stands. */
export function rowOf(entry: EntryOf<'fact'>, life: FactLife): FactRow {
  const { code, title, channel, documentNo, unitId, late, attributions } = entry.data
  const cadres = attributions.filter(({ subject }) => subject.type === 'cadre')
  const persons = cadres.filter(({ role }) => role === 'person').map(({ subject }) => subject.id)
  return {
    _id: entry.id,
    root: life.root,
    ...{ code, title, channel, documentNo, unitId, late, persons },
    cadreIds: [...new Set(cadres.map(({ subject }) => subject.id))],
    day: entry.effectiveOn,
    state: stateOf(life, entry.id),
    recordedAt: entry.recordedAt,
    recordedBy: entry.recordedBy,
    barred: barredFromVerifying(life),
  }
}
