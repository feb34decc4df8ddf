import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { mayOpenFiles } from '../people/index.ts'
import { cadreRow } from './cadre-list-view.ts'

/** What a search found: cadres by name or spelling, units by name. */
export function searchView(
  actor: Actor,
  q: string,
  cadres: readonly Cadre[],
  found: readonly Unit[],
  units: readonly Unit[],
) {
  return {
    q,
    rows: cadres.map(cadre => cadreRow(cadre, units, mayOpenFiles(actor))),
    units: found.map(unit => ({ name: unit.name, path: `/units/${unit.id}` })),
    cadresPath: q === '' ? '/cadres' : `/cadres?${new URLSearchParams({ q })}`,
    isEmpty: cadres.length + found.length === 0,
    emptySentence: q === '' ? '请输入姓名、拼音或首字母。' : `没有查到“${q}”。换一个写法试试，或只输入姓。`,
  }
}
