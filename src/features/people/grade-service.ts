import type { Actor } from '../../domain/access/roles.ts'
import { Invalid } from '../../domain/errors.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { gradeFaults, quarterInWords } from '../../domain/people/grades.ts'
import { held } from '../../domain/people/held.ts'
import { type Day, endOfQuarter } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type RecordParts, refuseFaults, type Submission } from './absence-service.ts'
import { touchRoster } from './roster-counter.ts'
import { visibleCadre } from './visible.ts'

/** A grade as typed: the year or quarter it is for, and why it replaces one given before ('' when it replaces none). */
interface GivenGrade {
  readonly period: string
  readonly grade: string
  readonly givenOn: Day
  readonly reason: string
}

/** 年度考核 and 平时考核 grades of a cadre. */
export interface Grades {
  of(actor: Actor, cadreId: string): Promise<CadreGrades>
  recordAnnual(cadreId: string, given: GivenGrade, by: Submission): Promise<void>
  recordQuarter(cadreId: string, given: GivenGrade, by: Submission): Promise<void>
}

export interface CadreGrades {
  readonly cadre: Cadre
  readonly annual: readonly EntryOf<'annualGrade'>[]
  readonly quarters: readonly EntryOf<'quarterGrade'>[]
}

export function createGrades({ people, ledger, journal }: RecordParts): Grades {
  const submit = (action: string, cadreId: string, by: Submission, record: (work: Work) => Promise<void>) =>
    journal.submit({
      action,
      ...by,
      prefetch: [cadreId],
      run: async work => {
        visibleCadre(by.actor, 'evidence.import', await people.cadreIn(work, cadreId))
        await record(work)
        return null
      },
    })
  return {
    of: async (actor, cadreId) => {
      const cadre = visibleCadre(actor, 'evidence.import', await people.cadre(cadreId))
      const entries = await ledger.of(cadreId, ['annualGrade', 'quarterGrade'])
      const annual = held('annualGrade', entries).map(({ entry }) => entry)
      return { cadre, annual, quarters: held('quarterGrade', entries).map(({ entry }) => entry) }
    },
    recordAnnual: async (cadreId, { period, grade, givenOn, reason }, by) => {
      await submit('annual-grades.record', cadreId, by, async work => {
        refuseFaults(gradeFaults(`${period}-12-31`, givenOn, work.today))
        const before = held('annualGrade', await work.entriesOf(cadreId)).find(
          ({ entry }) => String(entry.data.year) === period,
        )
        takeBack(work, before?.entry, `${period}年度`, grade, reason)
        const data = { year: Number(period), grade }
        work.record({ kind: 'annualGrade', subjects: [cadreId], effectiveOn: givenOn, data })
        touchRoster(work)
        work.about({ type: 'cadre', id: cadreId }, { before: before?.entry.data ?? null, after: data })
      })
    },
    recordQuarter: async (cadreId, { period, grade, givenOn, reason }, by) => {
      await submit('quarter-grades.record', cadreId, by, async work => {
        refuseFaults(gradeFaults(endOfQuarter(period), givenOn, work.today))
        const before = held('quarterGrade', await work.entriesOf(cadreId)).find(
          ({ entry }) => entry.data.quarter === period,
        )
        takeBack(work, before?.entry, quarterInWords(period), grade, reason)
        const data = { quarter: period, grade }
        work.record({ kind: 'quarterGrade', subjects: [cadreId], effectiveOn: givenOn, data })
        work.about({ type: 'cadre', id: cadreId }, { before: before?.entry.data ?? null, after: data })
      })
    },
  }
}

/** One grade a period: another one takes the first back, and says why. */
function takeBack(
  work: Work,
  before: EntryOf<'annualGrade'> | EntryOf<'quarterGrade'> | undefined,
  period: string,
  grade: string,
  reason: string,
): void {
  if (before === undefined) return
  if (before.data.grade === grade) throw new Invalid({ grade: `等次：${period}已经记为“${grade}”。` })
  if (reason === '')
    throw new Invalid({ reason: `更正原因：${period}已记为“${before.data.grade}”，要更正请写明原因。` })
  const { id, subjects, effectiveOn } = before
  work.record({ kind: 'reversal', subjects, effectiveOn, data: { of: id, reason } })
}
