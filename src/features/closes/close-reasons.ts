import { withSettled } from '../../domain/moves/settled.ts'
import { type MoveSide, whyMoved } from '../../domain/moves/why-moved.ts'
import { createColumnRun } from '../../domain/rating/columns/column-outcomes.ts'
import { groupsNeeded } from '../../domain/rating/columns/judge-block.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { outcomesOfColumns } from '../../domain/trials/column-rows.ts'
import { type Ratings, raterOf, type SideNames, whyWords } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import { type At, outcomesBy, type Settled, settledOf } from './close-ledger.ts'
import type { CloseDocument } from './close-model.ts'
import type { Closes } from './closes.ts'
import type { CloseView } from './read-close.ts'

/** Why cadres stand otherwise than at the close before. */
export interface ReasonsSince {
  /** What turned, in sentences; of who is not in both, none. */
  turned(cadreId: string): readonly string[]
  /** Whether other rules have a part in it: by those of the close before it would come to something else now. */
  byRules(cadreId: string): boolean
  /** Of somebody that cannot be told: by the old rules a place would depend on everybody. */
  readonly isUndecided: boolean
}

export interface CloseReasonsDeps {
  readonly closes: Pick<Closes, 'measured'>
  readonly rules: Pick<Rules, 'published'>
  readonly ratings: Pick<Ratings, 'entriesToRate'>
}

const nothingSaid: ReasonsSince = { turned: () => [], byRules: () => false, isUndecided: false }

/**
 * Judges again what both closes keep of everybody, each by its own rules, and compares those who are asked for condition
 * by condition. `wanted`: null, whoever moved.
 */
export async function reasonsSince(
  deps: CloseReasonsDeps,
  { header, before }: CloseView,
  wanted: ReadonlySet<string> | null,
): Promise<ReasonsSince> {
  if (before === null || wanted?.size === 0) return nothingSaid
  const versions = await deps.rules.published()
  const [was, is] = [before.header, header].map(close => ({ close, version: versionOf(close, versions) })) as [At, At]
  const isSame = was.close.ruleHash === is.close.ruleHash
  const oldRater = raterOf(was.version)
  const isComparable = !isSame && oldRater.canJudge(raterOf(is.version))
  const [[old], [now, byOldRules]] = [
    await sidesOf(deps, was, [was.version], wanted),
    await sidesOf(deps, is, isComparable ? [is.version, was.version] : [is.version], wanted),
  ]
  const movers = [...(now?.keys() ?? [])].filter(id => keyOf(old, id) !== null && keyOf(old, id) !== keyOf(now, id))
  const settled = [await settledOf(deps.ratings, was, movers), await settledOf(deps.ratings, is, movers)] as const
  // What was measured for the new rules may not be what the old ones look at: then the ledger is asked of those alone.
  const keyByOldRules =
    isSame || isComparable
      ? (cadreId: string) => keyOf(byOldRules, cadreId)
      : keyIn(await outcomesBy(deps.ratings, { ...is, version: was.version }, movers))
  return {
    turned: cadreId => {
      const [earlier, later] = [sideOf(old, settled[0], cadreId), sideOf(now, settled[1], cadreId)]
      if (earlier === null || later === null) return []
      const rules = { before: earlier.ruleSet, after: later.ruleSet }
      return whyMoved(earlier, later)
        .filter(({ kind }) => kind !== 'otherwise' || !isSame)
        .map(cause => whyWords(cause, rules, isSame ? sameRules : otherRules))
    },
    byRules: cadreId => !isSame && ![null, keyOf(now, cadreId)].includes(keyByOldRules(cadreId)),
    isUndecided: !isSame && movers.some(cadreId => keyByOldRules(cadreId) === null),
  }
}

type Sides = ReadonlyMap<string, MoveSide>

function keyOf(sides: Sides | undefined, cadreId: string): string | null {
  const side = sides?.get(cadreId)
  return side === undefined ? null : countedAs(side.outcome)
}

const keyIn =
  (keys: ReadonlyMap<string, string | null>) =>
  (cadreId: string): string | null =>
    keys.get(cadreId) ?? null

function sideOf(sides: Sides | undefined, settled: Settled, cadreId: string): MoveSide | null {
  const side = sides?.get(cadreId)
  if (side === undefined) return null
  const conditions = settled.get(cadreId)
  return conditions === undefined ? side : { ...side, outcome: withSettled(side.outcome, conditions) }
}

/** What both sides are called: by rank the score at the end of a share differs although the rules do not. */
const sameRules: SideNames = { before: '上月', after: '本月' }
const otherRules: SideNames = { before: '原规则', after: '新规则' }

/**
 * Those who are wanted as a close has them, by each of the versions, the first its own; with their conditions, which are
 * formed when asked for.
 */
async function sidesOf(
  { closes }: CloseReasonsDeps,
  { close, version: own }: At,
  versions: readonly RuleVersion[],
  wanted: ReadonlySet<string> | null,
): Promise<Sides[]> {
  const raters = versions.map(raterOf)
  const run = createColumnRun(raters, raterOf(own))
  for await (const block of closes.measured(close._id, groupsFor(raters, raterOf(own)))) run.add(block)
  return run.finish().map((found, i) => {
    const [version = own, rater = raterOf(own)] = [versions[i], raters[i]]
    const { placing, rows } = outcomesOfColumns(found, rater, version)
    const shared = { ruleSet: version.ruleSet, placing, sets: setsOf(placing) }
    const sides = new Map<string, MoveSide>()
    for (const outcome of rows) {
      const { cadreId } = outcome
      if (wanted?.has(cadreId) ?? true) sides.set(cadreId, { ...shared, outcome })
    }
    return sides
  })
}

const groupsFor = (raters: readonly Rater[], measuredBy: Rater) => [
  ...new Set(raters.flatMap(rater => groupsNeeded(rater, measuredBy))),
]

function versionOf({ ruleHash, ruleSet }: CloseDocument, versions: readonly RuleVersion[]): RuleVersion {
  const version = versions.find(({ hash }) => hash === ruleHash)
  if (version === undefined) throw new Error(`rule set ${ruleSet} of a close is not published`)
  return version
}
