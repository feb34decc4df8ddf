import type { Entry } from '../../domain/evidence/entries.ts'
import { type AlertKeys, alertsOf } from '../../domain/rating/alerts.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import { type AsOf, sharedOf } from '../ratings/index.ts'

/** What lists filter, sort and count by of one cadre; reasons are rated again for the rows that are shown. */
export interface EditionRow {
  readonly cadreId: string
  readonly unitId: string
  readonly classCode: string
  /** 正职. */
  readonly head: boolean
  readonly scored: boolean
  /** Hundredths; −1 when there is none, as in the standings. */
  readonly score: number
  readonly suggested: string
  readonly mark: string | null
  readonly placed: string | null
  /** What is to be looked at, with what it is sorted by. */
  readonly alerts: AlertKeys
}

/** Everybody on a past day as known at a moment, as small as a list can do with. */
export interface Edition {
  readonly day: Day
  readonly knownAt: Instant
  /** The last entry it knows; 0 for none. */
  readonly position: number
  readonly version: RuleVersion
  readonly placing: Placing
  /** Entries that every rating may look at. */
  readonly shared: readonly Entry[]
  /** By cadre id. */
  readonly rows: ReadonlyMap<string, EditionRow>
  /** Who is not rated: of the roster by then without a main post, or first appointed later. */
  readonly unrated: ReadonlyMap<string, 'unposted' | 'later'>
}

/** Rows formed between two breaths for other requests. */
const BREATH = 500

/** Keeps of everybody's rating what lists and alerts filter, sort and count by. */
export async function editionOf({
  day,
  knownAt,
  version,
  placing,
  entries,
  suggestions,
  ratings,
}: AsOf): Promise<Edition> {
  const { ruleSet } = version
  const rows = new Map<string, EditionRow>()
  for (const suggestion of suggestions) {
    const rating = ratings.get(suggestion.cadreId)
    rows.set(suggestion.cadreId, rowOf(suggestion, rating === undefined ? NONE : alertsOf(rating, ruleSet)))
    if (rows.size % BREATH === 0) await new Promise(resolve => setImmediate(resolve))
  }
  const shared = sharedOf(entries, ruleSet)
  const unrated = unratedIn(entries, rows, day)
  return { day, knownAt, position: entries.at(-1)?.id ?? 0, version, placing, shared, rows, unrated }
}

/** Whose posts the entries name, but for those in `rows`; a post that was taken back shows that they were in the roster. */
function unratedIn(entries: readonly Entry[], rows: ReadonlyMap<string, EditionRow>, day: Day): Edition['unrated'] {
  const unrated = new Map<string, 'unposted' | 'later'>()
  for (const entry of entries) {
    if (entry.kind !== 'posting') continue
    const begun = entry.effectiveOn <= day
    for (const subject of entry.subjects)
      if (subject !== entry.data.unitId && !rows.has(subject) && (begun || !unrated.has(subject)))
        unrated.set(subject, begun ? 'unposted' : 'later')
  }
  return unrated
}

/** Most have none: one object serves them all. */
const NONE: AlertKeys = {}

const rowOf = (
  { cadreId, unitId, classCode, head, scored, score, colour, mark, placed }: Suggestion,
  alerts: AlertKeys,
): EditionRow => ({
  cadreId,
  unitId,
  classCode,
  head,
  scored,
  score: score ?? -1,
  suggested: colour,
  mark,
  placed: placed?.colour ?? null,
  alerts: Object.keys(alerts).length === 0 ? NONE : alerts,
})

/** 1 + the scored members of the class with a higher score; null when not ranked. */
export function rankIn({ rows }: Edition, cadreId: string): number | null {
  const own = rows.get(cadreId)
  if (own === undefined || !own.scored) return null
  let rank = 1
  for (const row of rows.values()) if (row.scored && row.classCode === own.classCode && row.score > own.score) rank += 1
  return rank
}
