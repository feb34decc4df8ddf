import { FOREVER } from '../../time/days.ts'
import { type Desk, refuse } from './desk.ts'
import type { Effects, PostTerm } from './post-terms.ts'

/** Main posts follow each other: one that is open ends on the first day of the next. */
export function chain(desk: Desk, terms: readonly PostTerm[], effects: Effects): void {
  const mains = terms.filter(term => term.main).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  for (const [index, next] of mains.entries()) {
    const before = mains[index - 1]
    if (before === undefined || before.end <= next.from) continue
    if (before.from === next.from)
      clash(desk, before, next, `同一天（${next.from}）已有主职务“${before.title}”，一人同日只能有一个主职务。`)
    else if (before.end !== FOREVER)
      clash(desk, before, next, `与主职务“${before.title}”（${before.from} 至 ${before.end}）的任期重叠。`)
    else succeed(before, next, effects)
  }
}

function clash(desk: Desk, before: PostTerm, next: PostTerm, message: string): void {
  const row = next.row ?? before.row
  if (row !== null) refuse(desk, row, 'from', message)
}

function succeed(before: PostTerm, next: PostTerm, effects: Effects): void {
  before.end = next.from
  const row = next.row ?? before.row
  before.row ??= next.row
  if (row === null) return
  const said = `${before.unitName}“${before.title}”自 ${next.from} 起不再担任`
  effects.set(row, [...(effects.get(row) ?? []), said])
}
