import type { Day } from '../../time/days.ts'
import { addDays, FOREVER } from '../../time/days.ts'
import { dutyRoleLabel } from '../duty-roles.ts'
import { valuesOfCadre } from './diff-cadres.ts'
import { valuesOfUnit } from './diff-units.ts'
import { columnsOf, type Key, type SheetCode } from './layout.ts'
import type { RosterState } from './plan.ts'

/** A row of a sheet by its headings. */
export type HeadedRow = Readonly<Record<string, string>>

/** What is held, as rows of the template: imported again they change nothing. Posts and duties that have ended are left out. */
export function rowsOf(state: RosterState): Record<SheetCode, HeadedRow[]> {
  const unitName = new Map(state.units.map(({ id, name }) => [id, name]))
  const personOf = new Map(state.cadres.map(({ id, name, idNumber }) => [id, { name, idNumber }]))
  const person = (subjects: readonly string[]) =>
    subjects.map(subject => personOf.get(subject)).find(found => found !== undefined) ?? { name: '', idNumber: '' }
  const posts = state.posts.filter(({ endedOn }) => endedOn === FOREVER)
  const duties = state.duties.filter(({ endedOn }) => endedOn === FOREVER)
  return {
    B01: state.units.map(unit => headed('B01', valuesOfUnit(unit))),
    A01: state.cadres.map(cadre => headed('A01', valuesOfCadre(cadre))),
    A02: posts.map(({ entry }) =>
      headed('A02', {
        ...person(entry.subjects),
        unit: unitName.get(entry.data.unitId) ?? '',
        member: entry.data.head ? '正职' : '副职',
        title: entry.data.title,
        from: entry.effectiveOn,
        held: '在任',
        main: entry.data.main ? '是' : '否',
      }),
    ),
    A15: state.grades.map(({ subjects, data }) =>
      headed('A15', { ...person(subjects), grade: data.grade, year: String(data.year) }),
    ),
    A03: duties.map(({ entry, endedOn }) =>
      headed('A03', {
        ...person(entry.subjects),
        unit: unitName.get(entry.data.unitId) ?? '',
        field: entry.data.field,
        role: dutyRoleLabel(entry.data.role),
        from: entry.effectiveOn,
        lastDay: lastDay(endedOn),
      }),
    ),
  }
}

const lastDay = (endedOn: Day): string => (endedOn === FOREVER ? '' : addDays(endedOn, -1))

const dated = new Set(['day', 'lastDay', 'month', 'monthOrText'])

function headed<S extends SheetCode>(sheet: S, values: Partial<Record<Key<S>, string>>): HeadedRow {
  const all: Readonly<Partial<Record<string, string>>> = values
  return Object.fromEntries(
    columnsOf(sheet).map(({ key, heading, kind }) => {
      const value = all[key] ?? ''
      return [heading, dated.has(kind) && /^\d{4}(-\d{2}){1,2}$/.test(value) ? value.replaceAll('-', '') : value]
    }),
  )
}
