import type { Held } from '../people/held.ts'
import { holdsOn } from '../people/held.ts'
import { type Day, FOREVER } from '../time/days.ts'

/** Why a fact of this day at this unit cannot be the person's, by the posts they hold or held; null when it can. */
export function personFault(posts: readonly Held<'posting'>[], unitId: string, day: Day): string | null {
  if (posts.length === 0) return '没有这名干部，或没有任职记录。'
  const here = posts.filter(post => post.entry.data.unitId === unitId)
  if (here.some(post => holdsOn(post, day))) return null
  const begun = here.filter(post => post.entry.effectiveOn <= day).sort((a, b) => (a.endedOn < b.endedOn ? -1 : 1))
  const last = begun.at(-1)
  if (last !== undefined && last.endedOn !== FOREVER) return `在该单位任职已于 ${last.endedOn} 结束，早于发生日期。`
  const first = here.map(post => post.entry.effectiveOn).sort()[0]
  return first === undefined ? '当日不在该单位任职。' : `在该单位任职始于 ${first}，晚于发生日期。`
}
