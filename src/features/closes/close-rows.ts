import type { ClosedRow } from '../../domain/closes/closed-row.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { heldPosts, mainPostOn } from '../../domain/people/held.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { People } from '../people/index.ts'
import { type AsOf, reasonShort } from '../ratings/index.ts'
import type { ClosingCadre } from './column-groups.ts'

/** Cadres a column document. */
const BLOCK = 1000

/** Everybody of a rating with the names of its day, a block at a time, in the order of ids. */
export async function* blocksOf(asOf: AsOf, people: Pick<People, 'at'>): AsyncIterable<readonly ClosingCadre[]> {
  const titles = titlesOf(asOf)
  const register = await people.at({ day: asOf.day, known: 'then' })
  for (let i = 0; i < asOf.suggestions.length; i += BLOCK) {
    const suggestions = asOf.suggestions.slice(i, i + BLOCK)
    const cadres = await register.cadres(suggestions.map(({ cadreId }) => cadreId))
    yield suggestions.map(suggestion => {
      const { cadreId } = suggestion
      const rating = asOf.ratings.get(cadreId)
      const measured = asOf.measured.get(cadreId)
      if (rating === undefined || measured === undefined) throw new Error(`${cadreId} is suggested and not rated`)
      const who = { name: cadres.get(cadreId)?.name ?? cadreId, title: titles(cadreId) }
      return { rating, measured, row: rowOf(suggestion, rating, who, asOf) }
    })
  }
}

function rowOf(
  suggestion: Suggestion,
  rating: Rating,
  who: Pick<ClosedRow, 'name' | 'title'>,
  { version }: AsOf,
): ClosedRow {
  const { cadreId, unitId, classCode, head, candidate, scored, provisional, score, coverage, rank, events } = suggestion
  return {
    cadreId,
    ...who,
    unitId,
    classCode,
    head,
    colour: rating.colour,
    ownMark: rating.mark,
    candidate,
    scored,
    provisional,
    suggested: suggestion.colour,
    mark: suggestion.mark,
    placed: suggestion.placed?.colour ?? null,
    score,
    coverage,
    rank,
    events,
    parts: suggestion.parts.map(part => ({ mean: part.mean, coverage: part.coverage })),
    reasons: suggestion.reasons,
    why: reasonShort(version.ruleSet, suggestion),
  }
}

/** The title of the main post each cadre held on the day, as known then. */
function titlesOf({ entries, day }: AsOf): (cadreId: Cadre['id']) => string {
  const posts = new Map<string, ReturnType<typeof heldPosts>>()
  for (const post of heldPosts(entries)) {
    for (const subject of post.entry.subjects) {
      if (subject === post.entry.data.unitId) continue
      posts.set(subject, [...(posts.get(subject) ?? []), post])
    }
  }
  return cadreId => mainPostOn(posts.get(cadreId) ?? [], day)?.data.title ?? ''
}
