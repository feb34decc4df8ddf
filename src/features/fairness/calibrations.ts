import type { Entry } from '../../domain/evidence/entries.ts'
import { calibrated, type Leniency } from '../../domain/fairness/leniency.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { StandingDocument, StandingFilter } from '../ratings/index.ts'
import type { FairnessQuery } from './fairness-query.ts'
import type { FairnessDeps } from './parts.ts'
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

const PAGE = 50

/**
 * The highest scores first. Nothing is written: the entries are rated again in memory, their cells lowered or raised by
 * what the assessor's leniency is.
 */
export async function calibrations(
  { ratings, rules, ledger, today }: FairnessDeps,
  filter: StandingFilter,
  { from, to, after, before }: FairnessQuery,
  assessors: readonly Leniency[],
): Promise<Calibrations> {
  const [{ ruleSet }, page] = await Promise.all([
    rules.inForce(today()),
    ratings.store.page(filter, 'score', { after, before }, PAGE),
  ])
  const standings = page.rows.map(row => row.document())
  const entries = await ledger.entriesOfMany(standings.map(({ cadreId }) => cadreId))
  const rater = createRater(ruleSet)
  const byName = new Map(assessors.map(one => [one.assessor, one]))
  const adjusted = (entry: Entry): Entry => {
    if (entry.kind !== 'assessment' || entry.effectiveOn < from || entry.effectiveOn > to) return entry
    const leniency = byName.get(teamOf(entry.data.team))
    const cells = Object.entries(entry.data.cells).map(([id, value]) => [id, calibrated(value, leniency)])
    return { ...entry, data: { ...entry.data, cells: Object.fromEntries(cells) } }
  }
  const scoreOf = (id: string): number | null =>
    rater.rate(id, (entries.get(id) ?? []).map(adjusted), today())?.score ?? null
  return {
    rows: standings.map(row => ({ ...rowOf(row), after: scoreOf(row.cadreId) })),
    earlier: page.earlier,
    later: page.later,
  }
}

const rowOf = ({ cadreId, who, unitId, classCode, score }: StandingDocument) => ({
  id: cadreId,
  name: who.name,
  unitId,
  classCode,
  before: score < 0 ? null : score,
})
