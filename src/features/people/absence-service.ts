import type { Actor } from '../../domain/access/roles.ts'
import { Invalid, NotFound } from '../../domain/errors.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { type Held, held } from '../../domain/people/held.ts'
import { absenceOf, leaveFaults, returnFaults } from '../../domain/people/leave.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { People } from './people.ts'
import type { PeopleLedger } from './people-ledger-store.ts'
import { visibleCadre } from './visible.ts'

/** Who submits, and under which key. */
export interface Submission {
  readonly actor: Actor
  readonly idempotencyKey: string
  readonly requestId: string
}

/** 请假 and 长期不在岗: from a day, until a day or until ended. */
export interface Absences {
  of(actor: Actor, cadreId: string): Promise<{ readonly cadre: Cadre; readonly leaves: readonly Held<'leave'>[] }>
  record(cadreId: string, leave: { reason: string; from: Day; lastDay: Day | null }, by: Submission): Promise<void>
  /** Ends one with the first day back. */
  end(cadreId: string, leaveId: number, firstDay: Day, by: Submission): Promise<void>
}

export interface RecordParts {
  readonly people: People
  readonly ledger: PeopleLedger
  readonly journal: Journal
}

export function createAbsences({ people, ledger, journal }: RecordParts): Absences {
  return {
    of: async (actor, cadreId) => {
      const cadre = visibleCadre(actor, 'evidence.import', await people.cadre(cadreId))
      return { cadre, leaves: held('leave', await ledger.of(cadreId, ['leave'])) }
    },
    record: async (cadreId, { reason, from, lastDay }, by) => {
      await journal.submit({
        action: 'leave.record',
        ...by,
        prefetch: [cadreId],
        run: async work => {
          visibleCadre(by.actor, 'evidence.import', await people.cadreIn(work, cadreId))
          const absences = held('leave', await work.entriesOf(cadreId)).map(absenceOf)
          refuseFaults(leaveFaults(from, lastDay, work.today, absences))
          const entry = { kind: 'leave', subjects: [cadreId], effectiveOn: from, data: { reason, lastDay } } as const
          const { id } = work.record(entry)
          work.about({ type: 'cadre', id: cadreId }, { after: { leave: id, reason, from, lastDay } })
          return id
        },
      })
    },
    end: async (cadreId, leaveId, firstDay, by) => {
      await journal.submit({
        action: 'leave.end',
        ...by,
        prefetch: [cadreId],
        run: async work => {
          visibleCadre(by.actor, 'evidence.import', await people.cadreIn(work, cadreId))
          const leave = leaveOf(await work.entriesOf(cadreId), leaveId)
          refuseFaults(returnFaults(absenceOf(leave), firstDay, work.today))
          const data = { of: leaveId, reason: '返岗' }
          work.record({ kind: 'end', subjects: leave.entry.subjects, effectiveOn: firstDay, data })
          work.about({ type: 'cadre', id: cadreId }, { after: { leave: leaveId, firstDay } })
          return leaveId
        },
      })
    },
  }
}

function leaveOf(entries: readonly Entry[], id: number): Held<'leave'> {
  const found = held('leave', entries).find(({ entry }) => entry.id === id)
  if (found === undefined) throw new NotFound()
  return found
}

/** Throws Invalid when there is anything to mend. */
export function refuseFaults(faults: Readonly<Record<string, string>>): void {
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
}
