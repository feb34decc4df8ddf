import { type MoveSide, whyMoved } from '../../domain/moves/why-moved.ts'
import { createColumnRun } from '../../domain/rating/columns/column-outcomes.ts'
import { groupsNeeded } from '../../domain/rating/columns/judge-block.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { outcomesOfColumns } from '../../domain/trials/column-rows.ts'
import { raterOf, type SideNames, whyWords } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import type { CloseDocument } from './close-model.ts'
import type { Closes } from './closes.ts'
import type { CloseView } from './read-close.ts'

/** What turned for a cadre since the close before, in sentences; of who is not in both, none. */
export type ReasonsSince = (cadreId: string) => readonly string[]

export interface CloseReasonsDeps {
  readonly closes: Pick<Closes, 'measured'>
  readonly rules: Pick<Rules, 'published'>
}

/**
 * Judges again what both closes keep of everybody, each by its own rules, and compares those who are asked for condition
 * by condition. `wanted`: null, whoever is in both.
 */
export async function reasonsSince(
  deps: CloseReasonsDeps,
  { header, before }: CloseView,
  wanted: ReadonlySet<string> | null,
): Promise<ReasonsSince> {
  if (before === null || wanted?.size === 0) return () => []
  const [old, now] = [await sidesOf(deps, before.header, wanted), await sidesOf(deps, header, wanted)]
  const isSame = before.header.ruleHash === header.ruleHash
  return cadreId => {
    const [earlier, later] = [old.get(cadreId), now.get(cadreId)]
    if (earlier === undefined || later === undefined) return []
    const rules = { before: earlier.ruleSet, after: later.ruleSet }
    return whyMoved(earlier, later)
      .filter(({ kind }) => kind !== 'otherwise' || !isSame)
      .map(cause => whyWords(cause, rules, isSame ? sameRules : otherRules))
  }
}

/** What both sides are called: by rank the score at the end of a share differs although the rules do not. */
const sameRules: SideNames = { before: '上月', after: '本月' }
const otherRules: SideNames = { before: '原规则', after: '新规则' }

/** Those who are wanted as a close has them, with their conditions, which are formed when asked for. */
async function sidesOf(
  { closes, rules }: CloseReasonsDeps,
  header: CloseDocument,
  wanted: ReadonlySet<string> | null,
): Promise<Map<string, MoveSide>> {
  const version = versionOf(header, await rules.published())
  const rater = raterOf(version)
  const run = createColumnRun([rater], rater)
  for await (const block of closes.measured(header._id, groupsNeeded(rater, rater))) run.add(block)
  const [found] = run.finish()
  if (found === undefined) throw new Error('one rater, one outcome')
  const { placing, rows } = outcomesOfColumns(found, rater, version)
  const shared = { ruleSet: version.ruleSet, placing, sets: setsOf(placing) }
  const sides = new Map<string, MoveSide>()
  for (const outcome of rows) {
    const { cadreId } = outcome
    if (wanted?.has(cadreId) ?? true) sides.set(cadreId, { ...shared, outcome })
  }
  return sides
}

function versionOf({ ruleHash, ruleSet }: CloseDocument, versions: readonly RuleVersion[]): RuleVersion {
  const version = versions.find(({ hash }) => hash === ruleHash)
  if (version === undefined) throw new Error(`rule set ${ruleSet} of a close is not published`)
  return version
}
