import type { Actor } from '../../domain/access/roles.ts'
import { createRater } from '../../domain/rating/rate.ts'
import { everInForce } from '../../domain/rules/publication.ts'
import type { ComingRules } from '../../domain/ways-out/coming-rules.ts'
import { type WaysOut, waysOut } from '../../domain/ways-out/search.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import type { File, Files } from './file-service.ts'

export interface WaysDeps {
  readonly files: Files
  readonly ratings: Pick<Ratings, 'entriesToRate' | 'others'>
  readonly rules: Pick<Rules, 'published'>
}

export interface FoundWays {
  readonly file: File
  readonly ways: WaysOut | null
  /** Published already and to follow: a later day was asked by these. */
  readonly coming: readonly ComingRules[]
}

export interface Ways {
  /** The file of a cadre within the actor's scope, with what would lead out; NotFound outside it. */
  waysOf(actor: Actor, cadreId: string, view: RatingsView): Promise<FoundWays>
}

export function createWays({ files, ratings, rules }: WaysDeps): Ways {
  return {
    waysOf: async (actor, cadreId, view) => {
      const file = await files.open(actor, cadreId, view)
      if (file.suggestion === null) return { file, ways: null, coming: [] }
      const { ruleSet } = file.version
      const { unitId, colour } = file.suggestion
      const isWarned = ruleSet.colours.some(({ code, direction }) => code === colour && direction < 0)
      // Off the lists the others do not matter; for blue they take places.
      const [published, entries, others] = await Promise.all([
        rules.published(),
        ratings.entriesToRate([cadreId], ruleSet),
        isWarned ? [] : ratings.others(cadreId),
      ])
      const coming = everInForce(published)
        .filter(({ effectiveOn }) => effectiveOn > view.day)
        .map(({ effectiveOn, ruleSet }) => ({ from: effectiveOn, ruleSet, rater: createRater(ruleSet) }))
      const ground = { cadreId, unitId, entries: entries.get(cadreId) ?? [], today: view.day, ruleSet, coming }
      return { file, ways: waysOut(createRater(ruleSet), ground, others), coming }
    },
  }
}
