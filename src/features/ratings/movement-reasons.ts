import { type AroundMovement, aroundMovement } from '../../domain/moves/around-movement.ts'
import { type RatedAlone, sidesAlone } from '../../domain/moves/sides-alone.ts'
import { whyMoved } from '../../domain/moves/why-moved.ts'
import { everInForce } from '../../domain/rules/publication.ts'
import type { Rules } from '../rules/index.ts'
import { lapsedWords } from './lapsed-words.ts'
import type { Movement } from './movement.ts'
import { raterOf } from './raters.ts'
import type { Ratings } from './ratings.ts'
import { reasonShort } from './reasons.ts'
import { type SideNames, whyWords } from './why-words.ts'

/** Says of movements which conditions turned, or what became of a place. */
export interface MovementReasons {
  /** Movement → sentences; of one that the ledger does not give again, or that says all itself, none. */
  of(movements: readonly Movement[]): Promise<ReadonlyMap<string, readonly string[]>>
}

/** What is found is kept of so many: it never changes, because what was known then does not. */
const KEPT = 5000

/** Movements between two breaths for other requests. */
const BREATH = 10

/** Looks at whom a movement concerns alone: nobody else is rated. */
export function createMovementReasons({
  ratings,
  rules,
}: {
  readonly ratings: Pick<Ratings, 'entriesToRate'>
  readonly rules: Pick<Rules, 'published'>
}): MovementReasons {
  const known = new Map<string, readonly string[]>()
  const find = async (movements: readonly Movement[]): Promise<void> => {
    const published = await rules.published()
    const latest = published.at(-1)
    if (latest === undefined) return
    const versions = everInForce(published).map(version => ({ ...version, rater: raterOf(version) }))
    const entries = await ratings.entriesToRate([...new Set(movements.map(one => one.cadreId))], latest.ruleSet)
    for (const [i, movement] of movements.entries()) {
      const around = aroundMovement(movement, entries.get(movement.cadreId) ?? [], versions)
      known.set(movement._id, reasonsOf(movement, around))
      if (i % BREATH === BREATH - 1) await new Promise(resolve => setImmediate(resolve))
    }
  }
  return {
    of: async movements => {
      if (known.size > KEPT) known.clear()
      const unknown = movements.filter(({ _id }) => !known.has(_id))
      if (unknown.length > 0) await find(unknown)
      return new Map(movements.map(({ _id }) => [_id, known.get(_id) ?? []]))
    },
  }
}

/** What differs in the rules of before and after. */
const NAMES: SideNames = { before: '原规则', after: '新规则' }

function reasonsOf({ cause }: Movement, around: AroundMovement | null): readonly string[] {
  if (around === null) return []
  const { before, after } = around
  if (before === null) return firstReasons(after)
  const both = { before: before.ruleSet, after: after.ruleSet }
  const causes = whyMoved(...sidesAlone(before, after))
  const told = causes.filter(({ kind }) => both.before !== both.after || kind !== 'otherwise')
  const lapsed = cause === 'time' ? lapsedWords(before, after, causes) : []
  return [...told.map(one => whyWords(one, both, NAMES)), ...lapsed]
}

/** Of a first rating: what put it there. */
function firstReasons(after: RatedAlone): string[] {
  const [, { outcome, ruleSet }] = sidesAlone(after, after)
  const told = reasonShort(ruleSet, outcome)
  return told === '' ? [] : [told]
}
