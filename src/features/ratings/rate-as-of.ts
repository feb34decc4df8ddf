import type { Entry } from '../../domain/evidence/entries.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import { type Placing, place } from '../../domain/rating/place.ts'
import { createRater, type Rater, type Rating } from '../../domain/rating/rate.ts'
import { ranksOf, type Suggestion, suggest } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import { sharedOf } from './shared-entries.ts'

/** Everybody's rating on a day as known at a moment, computed from the ledger alone. */
export interface AsOf {
  readonly day: Day
  readonly knownAt: Instant
  readonly version: RuleVersion
  readonly ratings: ReadonlyMap<string, Rating>
  /** What the ratings judged: of the same cadres. */
  readonly measured: ReadonlyMap<string, Measured>
  readonly suggestions: readonly Suggestion[]
  readonly placing: Placing
  /** Every entry known, in order of id. */
  readonly entries: readonly Entry[]
}

/** Ratings between two breaths for other requests. */
const BREATH = 40

/** How a rating of everybody is to be carried out. */
export interface AsOfOptions {
  /** Other rules than those in force on the day: a trial. */
  readonly version?: RuleVersion
  /** Leaves out what was recorded behind this position of the ledger, in the same moment. */
  readonly position?: number
  /** Told now and then how many of how many cadres are rated. */
  readonly onProgress?: (rated: number, all: number) => void
  /** Aborted: rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Rates all cadres as of `day`; `knownAt` defaults to that day's end. Order: by cadre id. */
export async function rateAsOf(
  { ledger, rules }: { readonly ledger: LedgerStore; readonly rules: Rules },
  day: Day,
  knownAt: Instant = endOfDay(day),
  options: AsOfOptions = {},
): Promise<AsOf> {
  const version = options.version ?? (await rules.inForce(day))
  const entries: Entry[] = []
  const { position = Number.POSITIVE_INFINITY } = options
  for await (const entry of ledger.all({ knownAt })) if (entry.id <= position) entries.push(entry)
  const rater = createRater(version.ruleSet)
  const measured = await measureAll(rater, entries, { day, knownAt }, options)
  const ratings = new Map([...measured].map(([cadreId, one]) => [cadreId, rater.judge(one)]))
  const placing = place([...ratings.values()], version.ruleSet)
  const ranks = ranksOf([...ratings.values()])
  const suggestions = [...ratings.values()].map(rating =>
    suggest(rating, placing, version.ruleSet, ranks.get(rating.cadreId) ?? null),
  )
  return { day, knownAt, version, ratings, measured, suggestions, placing, entries }
}

async function measureAll(
  rater: Rater,
  entries: readonly Entry[],
  { day, knownAt }: { readonly day: Day; readonly knownAt: Instant },
  { onProgress, signal }: AsOfOptions,
): Promise<Map<string, Measured>> {
  const shared = sharedOf(entries, rater.ruleSet)
  const measured = new Map<string, Measured>()
  const byCadre = entriesByCadre(entries)
  let rated = 0
  for (const cadreId of [...byCadre.keys()].sort()) {
    const found = rater.measure(cadreId, [...(byCadre.get(cadreId) ?? []), ...shared], day, knownAt)
    if (found !== null) measured.set(cadreId, found)
    rated += 1
    if (rated % BREATH !== 0) continue
    onProgress?.(rated, byCadre.size)
    await new Promise(resolve => setImmediate(resolve))
    signal?.throwIfAborted()
  }
  onProgress?.(rated, byCadre.size)
  return measured
}

/** Entries by the cadres who ever held a posting. */
function entriesByCadre(entries: readonly Entry[]): Map<string, Entry[]> {
  const byCadre = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (entry.kind !== 'posting') continue
    for (const subject of entry.subjects) if (subject !== entry.data.unitId) byCadre.set(subject, [])
  }
  for (const entry of entries) for (const subject of entry.subjects) byCadre.get(subject)?.push(entry)
  return byCadre
}
