import { canonical } from '../../../domain/canonical.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Collection } from './collection.ts'
import { ballots } from './parts/ballots.ts'
import { classes } from './parts/classes.ts'
import { colours } from './parts/colours.ts'
import { conditions } from './parts/conditions.ts'
import { evidence } from './parts/evidence.ts'
import { findings } from './parts/findings.ts'
import { general } from './parts/general.ts'
import { indicators } from './parts/indicators.ts'
import { limits } from './parts/limits.ts'
import type { Part } from './parts/part.ts'
import { score } from './parts/score.ts'

/** The parts of a rule set in the order of the page. */
export const parts: readonly Part[] = [
  general,
  colours,
  classes,
  indicators,
  ballots,
  score,
  evidence,
  findings,
  conditions,
  limits,
]

/** The part that holds a place of the document such as `conditions[4].when`. */
export const partAt = (path: string): Part | null => {
  const [key = ''] = path.split(/[.[]/)
  return parts.find(({ keys }) => (keys as readonly string[]).includes(key)) ?? null
}

/** The items of a part with pages of their own; null for a part that is one form. */
export const collectionOf = ({ sheet }: Part): Collection | null => (typeof sheet === 'function' ? null : sheet)

/** Whether a part differs from one rule set to another. */
export const isChanged = ({ keys }: Part, before: RuleSet, after: RuleSet): boolean =>
  keys.some(key => canonical({ piece: before[key] }) !== canonical({ piece: after[key] }))
