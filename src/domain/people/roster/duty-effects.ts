import { FOREVER } from '../../time/days.ts'
import { type Desk, warn } from './desk.ts'
import type { DutyTerm } from './duty-terms.ts'
import type { Effects, PostTerms } from './post-terms.ts'

/** Duties that are open end with the last post at their unit, when this file ends it. */
export function leaveWithPost(terms: readonly DutyTerm[], posts: PostTerms, effects: Effects): void {
  for (const term of terms) {
    if (term.end !== FOREVER || term.entry === null) continue
    const here = (posts.get(term.cadre) ?? []).filter(post => post.unit === term.unit)
    const leaving = here.reduce<(typeof here)[number] | null>(
      (last, post) => (last === null || post.end > last.end ? post : last),
      null,
    )
    if (leaving === null || leaving.row === null || leaving.end === FOREVER || leaving.end <= term.from) continue
    term.end = leaving.end
    term.reason = '名册导入，随职务结束'
    const said = `分工“${term.field}”（${leaving.unitName}）随职务自 ${leaving.end} 起结束`
    effects.set(leaving.row, [...(effects.get(leaving.row) ?? []), said])
  }
}

/** Two 主要负责人 of one unit on one day are possible, and seldom meant. */
export function warnOfTwoChiefs(desk: Desk, terms: readonly DutyTerm[], opened: readonly DutyTerm[]): void {
  const chiefs = terms.filter(term => term.role === 'chief')
  for (const term of opened.filter(one => one.role === 'chief')) {
    const other = chiefs.find(
      one => one !== term && one.unit === term.unit && one.from < term.end && term.from < one.end,
    )
    if (other === undefined || term.row === null) continue
    const day = other.from > term.from ? other.from : term.from
    warn(desk, term.row, 'role', `${term.row.values.unit} 在 ${day} 有两名主要负责人，事实会同时归到两人名下，请核对。`)
  }
}
