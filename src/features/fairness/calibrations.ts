import type { Entry } from '../../domain/evidence/entries.ts'
import { calibrated, type Leniency } from '../../domain/fairness/leniency.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { StandingFilter } from '../ratings/index.ts'
import type { Rated, RatingsView } from '../viewpoints/index.ts'
import type { FairnessQuery } from './fairness-query.ts'
import { teamOf } from './ratings-given.ts'

/** One cadre's score as it is, and as it would be. */
export interface Calibration {
  readonly id: string
  readonly name: string
  readonly unitId: string
  readonly classCode: string
  /** Hundredths; null when there is none. */
  readonly before: number | null
  readonly after: number | null
}

export interface Calibrations {
  readonly rows: readonly Calibration[]
  readonly earlier: boolean
  readonly later: boolean
}

/**
 * The highest scores first. Nothing is written: the entries are rated again in memory, their cells lowered or raised by
 * what the assessor's leniency is.
 */
export async function calibrations(
  view: RatingsView,
  filter: StandingFilter,
  { from, to, after, before }: FairnessQuery,
  assessors: readonly Leniency[],
  rows: number,
): Promise<Calibrations> {
  const { version, day, knownAt } = view
  const page = await view.page(filter, 'score', { after, before }, rows)
  const rated = await page.rated(page.rows)
  const entries = await view.entriesToRate(rated.map(({ cadreId }) => cadreId))
  const rater = createRater(version.ruleSet)
  const byName = new Map(assessors.map(one => [one.assessor, one]))
  const adjusted = (entry: Entry): Entry => {
    if (entry.kind !== 'assessment' || entry.effectiveOn < from || entry.effectiveOn > to) return entry
    const leniency = byName.get(teamOf(entry.data.team))
    const cells = Object.entries(entry.data.cells).map(([id, value]) => [id, calibrated(value, leniency)])
    return { ...entry, data: { ...entry.data, cells: Object.fromEntries(cells) } }
  }
  const scoreOf = (id: string): number | null =>
    rater.rate(id, (entries.get(id) ?? []).map(adjusted), day, knownAt)?.score ?? null
  return {
    rows: rated.map(one => ({ ...rowOf(one), after: scoreOf(one.cadreId) })),
    earlier: page.earlier,
    later: page.later,
  }
}

const rowOf = ({ cadreId, who, suggestion: { unitId, classCode, score } }: Rated) => ({
  id: cadreId,
  name: who.name,
  unitId,
  classCode,
  before: score,
})
