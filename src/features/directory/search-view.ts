import type { Actor } from '../../domain/access/roles.ts'
import type { Day } from '../../domain/time/days.ts'
import { mayOpenFiles } from '../people/index.ts'
import { type PastDay, pastSuffix, pathAt, type RatingsView, standpoint } from '../viewpoints/index.ts'
import { cadreRow } from './cadre-list-view.ts'
import type { Found } from './directory-service.ts'

/** What a search found in the roster of the day: cadres by name or spelling, units by name. */
export function searchView(actor: Actor, q: string, { cadres, found, units }: Found, view: RatingsView, today: Day) {
  const { past } = view
  const whose = past === null ? '' : `查的是 ${past.day} 在名册中的干部，结果也按这一天打开。`
  return {
    title: `查干部${pastSuffix(past)}`,
    ...standpoint({ ...view, preparing: null }, today, at => asking('/search', q, at)),
    lead: `按姓名、拼音或首字母查，例如 李、liwei、lw；也可查单位名称。${whose}`,
    q,
    rows: cadres.map(cadre => cadreRow(cadre, units, mayOpenFiles(actor), past)),
    units: found.map(unit => ({ name: unit.name, path: pathAt(past, `/units/${unit.id}`) })),
    allPath: pathAt(past, '/cadres'),
    cadresPath: asking('/cadres', q, past),
    isEmpty: cadres.length + found.length === 0,
    emptySentence: q === '' ? '请输入姓名、拼音或首字母。' : `没有查到“${q}”。换一个写法试试，或只输入姓。`,
  }
}

function asking(path: string, q: string, past: PastDay | null): string {
  return pathAt(past, q === '' ? path : `${path}?${new URLSearchParams({ q })}`)
}
