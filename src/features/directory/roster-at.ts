import type { CadreFilter, CadrePage, People, UnitCount } from '../people/index.ts'
import { searchKeys } from '../people/index.ts'
import { byText, type RatingsView, type RosterRow, sliceOf } from '../viewpoints/index.ts'

/** Who is in the roster and where, from a point in time. */
export type RosterAt = Pick<People, 'page' | 'countsByUnit'>

/** The roster as it is now, or as of the view's day, with its filters and its order. */
export function rosterAt(view: RatingsView, people: Pick<People, 'page' | 'countsByUnit' | 'at'>): RosterAt {
  return view.roster === null ? people : pastRoster(view.roster(), view, people)
}

function pastRoster(rows: readonly RosterRow[], view: RatingsView, people: Pick<People, 'at'>): RosterAt {
  return {
    page: async filter => {
      const { before = null, after = null, limit } = filter
      const chosen = rows.filter(fits(filter)).sort(inOrder)
      const anchor = rows.find(({ cadreId }) => cadreId === (before ?? after)) ?? null
      const slice = sliceOf(chosen, inOrder, anchor, { before, after }, limit)
      const found = await (await people.at(view.past)).cadres(slice.rows.map(({ cadreId }) => cadreId))
      const shown = slice.rows.flatMap(({ cadreId }) => found.get(cadreId) ?? [])
      return pageOf(await view.asThen(shown), chosen.length, slice)
    },
    countsByUnit: async () => {
      const counts = new Map<string, UnitCount>()
      for (const { unitId, head } of rows) {
        if (unitId === null) continue
        const { cadres, heads } = counts.get(unitId) ?? { cadres: 0, heads: 0 }
        counts.set(unitId, { cadres: cadres + 1, heads: heads + (head ? 1 : 0) })
      }
      return counts
    },
  }
}

const pageOf = (
  cadres: CadrePage['cadres'],
  total: number,
  { earlier, later }: { readonly earlier: boolean; readonly later: boolean },
): CadrePage => ({ cadres, total, hasPrevious: earlier, hasNext: later })

const inOrder = (a: RosterRow, b: RosterRow): number =>
  byText(a.name.pinyin, b.name.pinyin) || byText(a.cadreId, b.cadreId)

const fits =
  ({ text, unitIds, head, level }: CadreFilter) =>
  ({ name, unitId, ...row }: RosterRow): boolean =>
    (text === '' || searchKeys(name).some(key => key.startsWith(text))) &&
    (unitIds === null || (unitId !== null && unitIds.includes(unitId))) &&
    (head === null || (unitId !== null && row.head === head)) &&
    (level === null || name.level === level)
