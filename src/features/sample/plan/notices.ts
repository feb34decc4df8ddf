import type { Day } from '../../../domain/time/days.ts'
import { placeOf, workingDay } from './calendar.ts'
import type { Desk } from './desk.ts'
import { HOTLINE } from './duties.ts'
import type { Ground } from './ground.ts'
import { plannedUnits } from './unit-list.ts'

interface Serving {
  readonly unit: string
  readonly on: Day
  /** First day on which it is closed; null while it is open. */
  readonly closedOn: Day | null
}

/** 执行力督办通知 to three towns and seven departments, and 督办单 to three departments after 包居联户 (facts.md 6 and 7). */
export function planNotices({ bottoms }: Ground, desk: Desk): void {
  const [a = '', b = '', c = ''] = bottoms.towns
  const [one = '', two = '', three = '', ...earlier] = bottoms.departments
  const early = earlier.slice(0, 3)
  const servings: readonly Serving[] = [
    { unit: b, on: '2021-08-20', closedOn: '2021-10-15' },
    ...early.map((unit, index) => ({ unit, on: '2021-08-20', closedOn: index === 2 ? '2022-01-14' : '2021-10-22' })),
    { unit: c, on: '2021-09-15', closedOn: '2021-12-10' },
    ...earlier.slice(3).map(unit => ({ unit, on: '2021-11-12', closedOn: '2022-02-18' })),
    { unit: a, on: '2022-03-10', closedOn: null },
    { unit: one, on: '2022-03-10', closedOn: null },
    { unit: two, on: '2022-05-10', closedOn: null },
    { unit: three, on: '2022-05-10', closedOn: null },
  ]
  // In one department nobody is in charge of the hotline: its notice names no field.
  const fieldOf = (unit: string): string => (unit === three ? '' : HOTLINE)
  for (const [index, serving] of servings.entries()) serveForHotline(desk, serving, index, fieldOf(serving.unit))
  for (const [index, unit] of bottoms.visited.entries()) serveAfterVisits(desk, unit, index)
}

function serveForHotline(desk: Desk, { unit, on, closedOn }: Serving, index: number, field: string): void {
  const number = `海示督〔${on.slice(0, 4)}〕${index + 1}号`
  const title = `执行力督办通知：${nameOf(unit)}12345热线办理排名长期靠后`
  serve(desk, { unit, on, closedOn }, number, title, field)
  desk.fact({ code: 'N3', day: on, unit, persons: [], field: HOTLINE, channel: '督查通报' })
}

function serveAfterVisits(desk: Desk, unit: string, index: number): void {
  const serving = {
    unit,
    on: '2021-11-18',
    closedOn: index === 2 ? null : (['2022-01-21', '2022-03-04'][index] ?? null),
  }
  const title = `督办单：${nameOf(unit)}“包居联户”走访发现问题整改`
  serve(desk, serving, `海示包督〔2021〕${index + 1}号`, title, '民生实事')
  desk.fact({ code: 'N8', day: serving.on, unit, persons: [], field: '民生实事', channel: '督查通报' })
}

function serve(desk: Desk, { unit, on, closedOn }: Serving, number: string, title: string, field: string): void {
  const deadline = workingDay(placeOf(on) + 10)
  const of = desk.add({ kind: 'notice', on, by: 'j1', number, title, deadline, unit, field })
  if (closedOn !== null) desk.add({ kind: 'end', on: closedOn, by: 'j2', of, reason: '整改完成，审结销号' })
}

const nameOf = (unit: string): string => plannedUnits.find(({ code }) => code === unit)?.name ?? unit
