import { type Action, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { People } from '../people/index.ts'
import { countedAs, type StandingFilter } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import type { Grouped } from './dimensions.ts'
import type { FairnessQuery } from './fairness-query.ts'

/** One person as statistics see them. */
export interface Person extends Grouped {
  readonly id: string
  /** Hundredths; null when there is none that counts. */
  readonly score: number | null
  /** Colour, or the mark that hides it. */
  readonly suggested: string
  readonly placed: string | null
}

/** Who is looked at, within what the actor's right reaches. */
export function filterOf(query: FairnessQuery, actor: Actor, action: Action): StandingFilter {
  const own = scopeOf(actor, action) === 'all' ? null : [actor.unitId ?? '']
  const asked = query.unitId === null ? null : [query.unitId]
  const unitIds = own === null ? asked : asked === null ? own : own.filter(id => asked.includes(id))
  const { classCode, level } = query
  return { list: 'suggested', colours: [], classCode, unitIds, level, text: null }
}

/** Streams everybody of the filter: two cursors, whatever their number. */
export async function* population(
  view: RatingsView,
  people: Pick<People, 'at'>,
  filter: StandingFilter,
  teams: ReadonlyMap<string, readonly string[]>,
): AsyncIterable<Person> {
  const traits = new Map<string, { readonly sex: string; readonly birthMonth: string }>()
  for await (const { id, sex, birthMonth } of (await people.at(view.past)).traits()) traits.set(id, { sex, birthMonth })
  for await (const { cadreId, unitId, classCode, who, scored, score, suggested, mark, placed } of view.outlines(
    filter,
  )) {
    const { sex = '', birthMonth = '' } = traits.get(cadreId) ?? {}
    yield {
      id: cadreId,
      unitId,
      classCode,
      level: who.level,
      sex,
      birthMonth,
      teams: teams.get(cadreId) ?? [],
      score: scored ? score : null,
      suggested: countedAs({ colour: suggested, mark: mark ?? null }),
      placed: placed ?? null,
    }
  }
}
