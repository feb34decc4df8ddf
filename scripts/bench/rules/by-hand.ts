import type { Verdict } from '../../../src/domain/rating/conditions.ts'
import type { Contestant } from './contestant.ts'
import type { Metrics } from './metrics.ts'

/** The conditions of rule set V1 as a programmer would write them into the code: the limit of what is possible. */
export function byHand(sample: readonly Metrics[]): Contestant {
  // Literals of one shape, as a programmer's object would be.
  const inputs = sample.map(of => ({ ...of }) as unknown as V1Metrics)
  return {
    name: 'hand-written',
    verdicts: i => conditions(inputs[i] as V1Metrics),
    run: times => {
      let seen = 0
      for (let i = 0; i < times; i += 1) seen += conditions(inputs[i % inputs.length] as V1Metrics).length
      return seen
    },
  }
}

type Value = number | null

interface V1Metrics {
  readonly restrictionsDisciplineInvestigation: Value
  readonly restrictionsDisobedience: Value
  readonly restrictionsAccident: Value
  readonly restrictionsFraud: Value
  readonly score: Value
  readonly coverage: Value
  readonly tenure: Value
  readonly placementsYellow: Value
  readonly failedRectificationsYellow: Value
  readonly worstPersonIntentFull: Value
  readonly ballotShareUnfit: Value
  readonly ballotShareQualified: Value
  readonly ballotUpheld: Value
  readonly hotlineCharge12345: Value
  readonly hotlineChief12345: Value
  readonly points: Value
  readonly factsN4PersonCharge: Value
  readonly factsN2PersonCharge: Value
  readonly quarterGradePoor: Value
  readonly quarterGradePlain: Value
  readonly scoreChange: Value
  readonly idle: Value
  readonly rank: Value
  readonly adverseYellowRed: Value
  readonly factsPositive: Value
  readonly channelsPositive: Value
  readonly factsP1P2P3P4P5: Value
  readonly annualGrade: Value
}

const conditions = (m: V1Metrics): Verdict[] => [
  ge(m.restrictionsDisciplineInvestigation, 1),
  ge(m.restrictionsDisobedience, 1),
  ge(m.restrictionsAccident, 1),
  ge(m.restrictionsFraud, 1),
  and(lt(m.score, 6000), and(ge(m.coverage, 6000), ge(m.tenure, 6))),
  ge(m.placementsYellow, 2),
  ge(m.failedRectificationsYellow, 1),
  le(m.worstPersonIntentFull, -600),
  and(gt(m.ballotShareUnfit, 1 / 3), ge(m.ballotUpheld, 1)),
  and(lt(m.score, 7500), ge(m.coverage, 6000)),
  or(ge(m.hotlineCharge12345, 3), ge(m.hotlineChief12345, 6)),
  le(m.points, -800),
  or(ge(m.factsN4PersonCharge, 100), ge(m.factsN2PersonCharge, 200)),
  or(ge(m.quarterGradePoor, 1), ge(m.quarterGradePlain, 2)),
  and(lt(m.ballotShareQualified, 2 / 3), ge(m.ballotUpheld, 1)),
  le(m.scoreChange, -1500),
  ge(m.idle, 3),
  and(ge(m.score, 9000), and(ge(m.coverage, 6000), le(m.rank, 1500))),
  le(m.adverseYellowRed, 0),
  and(ge(m.factsPositive, 200), and(ge(m.channelsPositive, 2), ge(m.factsP1P2P3P4P5, 100))),
  and(ge(m.tenure, 6), ge(m.annualGrade, 3)),
]

const said = (is: boolean): Verdict => (is ? 'true' : 'false')
const lt = (value: Value, limit: number): Verdict => (value === null ? 'unknown' : said(value < limit))
const le = (value: Value, limit: number): Verdict => (value === null ? 'unknown' : said(value <= limit))
const gt = (value: Value, limit: number): Verdict => (value === null ? 'unknown' : said(value > limit))
const ge = (value: Value, limit: number): Verdict => (value === null ? 'unknown' : said(value >= limit))

const and = (a: Verdict, b: Verdict): Verdict =>
  a === 'false' || b === 'false' ? 'false' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'true'
const or = (a: Verdict, b: Verdict): Verdict =>
  a === 'true' || b === 'true' ? 'true' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'false'
