import { createRater } from '../../../domain/rating/rate.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import type { Day } from '../../../domain/time/days.ts'
import { assessing } from './assess.ts'
import { planCadres } from './cadre-list.ts'
import { castParts, chooseBottoms } from './casting.ts'
import { planConsequences } from './consequences.ts'
import { planCorrections } from './corrections.ts'
import { type Desk, openDesk } from './desk.ts'
import { planDuties } from './duties.ts'
import { planFactsOfParts } from './facts-of-parts.ts'
import { planFactsOfYear } from './facts-of-year.ts'
import { planGrades } from './grades.ts'
import type { Ground } from './ground.ts'
import { planHotline } from './hotline.ts'
import { type MemoryPlay, playInMemory } from './memory-play.ts'
import { planNotices } from './notices.ts'
import { inOrder } from './order.ts'
import { hold, meetings, settle } from './placements.ts'
import { random } from './random.ts'
import { planImports } from './roster-rows.ts'
import { rounds } from './rounds.ts'
import type { PlannedAction, SamplePlan } from './types.ts'
import { plannedUnits } from './unit-list.ts'

/** The seed of the sample everybody sees. */
const SEED = 370_687

/**
 * The sample's year: who there is, what happens, what is recorded of it. Facts, grades and the like come first; then the
 * engine tells what they give each cadre, and the assessments are filled in so that the score becomes what the part wants.
 */
export function buildPlan(ruleSet: RuleSet, seed: number = SEED): SamplePlan {
  const ground = groundFrom(seed)
  const desk = openDesk(ground.seed.fork('desk'), ground.duties)
  planImports(ground, desk)
  planFactsOfParts(ground, desk)
  planHotline(ground, desk)
  planNotices(ground, desk)
  planFactsOfYear(ground, desk)
  planCorrections(ground, desk)
  planGrades(ground, desk)
  planConsequences(ground, desk)
  planJudgements(ground, desk, ruleSet)
  const actions = inOrder(desk.actions)
  return { seed, units: plannedUnits, cadres: ground.cadres, listed: listedIn(actions, ground), actions }
}

/** The last meeting's first of those whose score is to stay below the yellow line. */
function listedIn(actions: readonly PlannedAction[], { cast }: Ground): string {
  const on = meetings.at(-1)?.on
  const found = actions.find(
    action => action.kind === 'placement' && action.on === on && cast.get(action.cadre) === 'Y1',
  )
  if (found?.kind !== 'placement') throw new Error('the last meeting places nobody for their score')
  return found.cadre
}

function groundFrom(seed: number): Ground {
  const chance = random(seed)
  const cadres = planCadres(chance)
  const bottoms = chooseBottoms(chance)
  const duties = planDuties(chance, cadres, bottoms.departments[2] ?? '')
  return { seed: chance, cadres, duties, bottoms, cast: castParts(chance, cadres, duties, bottoms) }
}

/** Assessments and placements in turn, since each looks at what the other led to. */
function planJudgements(ground: Ground, desk: Desk, ruleSet: RuleSet): void {
  const rater = createRater(ruleSet)
  const assessments = assessing(ground, desk, ruleSet)
  const [first, second, third] = rounds
  const [august, december, march] = meetings
  if (!first || !second || !third || !august || !december || !march) throw new Error('three rounds and three meetings')
  const playedUntil = (day: Day): MemoryPlay => playInMemory(inOrder(desk.actions), ruleSet, day)
  assessments.round(first, playedUntil(first.measuredOn))
  hold(august, ground, desk, playedUntil(august.on), rater)
  assessments.between('2021-08-16', '2021-11-12', 26)
  assessments.round(second, playedUntil(second.measuredOn))
  hold(december, ground, desk, playedUntil(december.on), rater)
  hold(march, ground, desk, playedUntil(march.on), rater)
  settle(ground, desk)
  assessments.between('2022-01-10', '2022-04-22', 34)
  assessments.round(third, playedUntil(third.measuredOn))
}
