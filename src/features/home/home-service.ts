import type { Actor } from '../../domain/access/roles.ts'
import { isSeenFrom } from '../../domain/closes/seen-close.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { AlertCounts, Alerts } from '../alerts/index.ts'
import type { Assessments } from '../assessments/index.ts'
import type { CloseSummary, Closes } from '../closes/index.ts'
import type { Facts } from '../facts/index.ts'
import type { People, Register } from '../people/index.ts'
import { COUNTED_TO, listedIn, type Movement, type MovementReasons, type UnitListed } from '../ratings/index.ts'
import type { RuleReviews } from '../rules/index.ts'
import type { CloseBefore, RatingsView } from '../viewpoints/index.ts'

/** One of the newest changes, with whom it concerns and what turned. */
export interface NewestChange {
  readonly movement: Movement
  readonly cadre: Cadre | null
  readonly reasons: readonly string[]
}

/** What a leader sees first, seen from a point in time. */
export interface Overview {
  readonly view: RatingsView
  readonly ruleSet: RuleSet
  /** How many stand on each list (countedAs), and `total`. */
  readonly listed: Readonly<Record<string, number>>
  readonly matrix: UnitMatrix
  readonly units: ReadonlyMap<string, Unit>
  /** The last closes up to the day that were made by the moment of knowledge, oldest first. */
  readonly closes: readonly CloseSummary[]
  /** The last of them before the day, with how many went from which list to which since; null before the first. */
  readonly before: { readonly close: CloseSummary; readonly moves: ReadonlyMap<string, number> } | null
  readonly newest: readonly NewestChange[]
  /** Drafts of the rules that wait for who looks; none where the past is shown. */
  readonly waiting: Awaited<ReturnType<RuleReviews['waitingFor']>>
  /** How many facts and 考察 wait that who looks may verify, each counted up to COUNTED_TO + 1. */
  readonly toVerify: { readonly facts: number; readonly assessments: number }
  /** What to look at. */
  readonly alerts: AlertCounts
}

/** The units with the most people on the list it is sorted by, or the first ones. */
interface UnitMatrix {
  readonly rows: readonly UnitListed[]
  /** There may be more units than these. */
  readonly isCut: boolean
}

export interface HomeDeps {
  readonly people: Pick<People, 'at'>
  readonly alerts: Pick<Alerts, 'countsFor'>
  readonly closes: Pick<Closes, 'list' | 'outcomesOf'>
  readonly reasons: MovementReasons
  readonly reviews: Pick<RuleReviews, 'waitingFor'>
  readonly facts: Pick<Facts, 'waitingFor'>
  readonly assessments: Pick<Assessments, 'waitingFor'>
}

export interface Home {
  /** `sort`: the list whose units come first, 'total', or 'unit' for the order of their codes. */
  overview(view: RatingsView, actor: Actor, sort: string): Promise<Overview>
}

const MONTHS = 12
const NEWEST = 12
/** More rows than this nobody reads on a first page. */
const UNITS = 100

export function createHome({ people, alerts, closes, reasons, reviews, facts, assessments }: HomeDeps): Home {
  const toVerify = async (actor: Actor): Promise<Overview['toVerify']> => {
    const limit = COUNTED_TO + 1
    const found = [facts.waitingFor(actor, limit), assessments.waitingFor(actor, limit)] as const
    const [waitingFacts, waitingAssessments] = await Promise.all(found)
    return { facts: waitingFacts, assessments: waitingAssessments }
  }
  return {
    overview: async (view, actor, sort) => {
      const register = await people.at(view.past)
      const [counts, units, closed, newest, alertCounts, waiting, verifying] = await Promise.all([
        view.counts(null),
        register.units(),
        closes.list(),
        newestChanges(view, register, reasons),
        alerts.countsFor(actor, view),
        view.past === null ? reviews.waitingFor(actor) : [],
        view.past === null ? toVerify(actor) : { facts: 0, assessments: 0 },
      ])
      const known = closed.filter(isSeenFrom(view))
      const last = known.findLast(({ day }) => day < view.day)
      const [matrix, moves] = await Promise.all([
        matrixOf(view, units, sort),
        last === undefined ? null : view.moves(comparedWith(last, closes)),
      ])
      return {
        view,
        ruleSet: view.version.ruleSet,
        listed: listedIn(counts),
        matrix,
        units: new Map(units.map(unit => [unit.id, unit])),
        closes: known.slice(-MONTHS),
        before: last === undefined || moves === null ? null : { close: last, moves },
        newest,
        waiting,
        toVerify: verifying,
        alerts: alertCounts,
      }
    },
  }
}

const comparedWith = ({ _id, day, knownAt, tally }: CloseSummary, closes: HomeDeps['closes']): CloseBefore => ({
  day,
  knownAt,
  listed: tally?.suggested ?? {},
  outcomes: () => closes.outcomesOf(_id),
})

/** Those with the most of a list first, then others in the order of their codes until the page is full. */
async function matrixOf(view: RatingsView, units: readonly Unit[], sort: string): Promise<UnitMatrix> {
  const most = sort === 'unit' ? [] : await view.mostListed(sort, UNITS)
  const chosen = new Set(most.map(({ unitId }) => unitId))
  const rest = units.map(({ id }) => id).filter(id => !chosen.has(id))
  const others = await view.listedOf(rest.slice(0, UNITS - most.length))
  return { rows: [...most, ...others], isCut: most.length + rest.length > UNITS }
}

async function newestChanges(view: RatingsView, register: Register, reasons: MovementReasons): Promise<NewestChange[]> {
  const movements = await view.movements({ changesOnly: true, limit: NEWEST })
  const ids = [...new Set(movements.map(({ cadreId }) => cadreId))]
  const [cadres, why] = await Promise.all([register.cadres(ids), reasons.of(movements)])
  return movements.map(movement => ({
    movement,
    cadre: cadres.get(movement.cadreId) ?? null,
    reasons: why.get(movement._id) ?? [],
  }))
}
