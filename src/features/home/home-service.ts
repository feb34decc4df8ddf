import type { Actor } from '../../domain/access/roles.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { AlertCounts, Alerts } from '../alerts/index.ts'
import type { CloseSummary, Closes } from '../closes/index.ts'
import type { People } from '../people/index.ts'
import { countedAs, type Movement, type UnitCount } from '../ratings/index.ts'
import type { RuleReviews } from '../rules/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'

/** One of the newest changes, with whom it concerns and the reasons that hold on the day. */
export interface NewestChange {
  readonly movement: Movement
  readonly cadre: Cadre | null
  readonly suggestion: Suggestion | null
}

/** What a leader sees first, seen from a point in time. */
export interface Overview {
  readonly view: RatingsView
  readonly ruleSet: RuleSet
  readonly counts: readonly UnitCount[]
  readonly units: ReadonlyMap<string, Unit>
  /** The last closes up to the day, oldest first. */
  readonly closes: readonly CloseSummary[]
  /** The last close before the day, with everybody's colour or hiding mark then; null before the first. */
  readonly before: { readonly close: CloseSummary; readonly outcomes: ReadonlyMap<string, string> } | null
  /** Colour or hiding mark of everybody on the day. */
  readonly outcomes: ReadonlyMap<string, string>
  readonly newest: readonly NewestChange[]
  /** Drafts of the rules that wait for who looks; none where the past is shown. */
  readonly waiting: Awaited<ReturnType<RuleReviews['waitingFor']>>
  /** What to look at. */
  readonly alerts: AlertCounts
}

export interface HomeDeps {
  readonly people: Pick<People, 'units' | 'cadres'>
  readonly alerts: Pick<Alerts, 'countsFor'>
  readonly closes: Pick<Closes, 'list' | 'outcomesOf'>
  readonly reviews: Pick<RuleReviews, 'waitingFor'>
}

export interface Home {
  overview(view: RatingsView, actor: Actor): Promise<Overview>
}

const MONTHS = 12
const NEWEST = 12

export function createHome({ people, alerts, closes, reviews }: HomeDeps): Home {
  return {
    overview: async (view, actor) => {
      const [counts, units, closed, rows, movements, alertCounts, waiting] = await Promise.all([
        view.counts(),
        people.units(),
        closes.list(),
        view.outcomes(),
        view.movements({ changesOnly: true, limit: NEWEST }),
        alerts.countsFor(actor, view),
        view.past === null ? reviews.waitingFor(actor) : [],
      ])
      const known = closed.filter(({ day }) => day <= view.day)
      const last = known.findLast(({ day }) => day < view.day)
      return {
        view,
        ruleSet: view.version.ruleSet,
        counts,
        units: new Map(units.map(unit => [unit.id, unit])),
        closes: known.slice(-MONTHS),
        before: last === undefined ? null : { close: last, outcomes: await closes.outcomesOf(last._id) },
        outcomes: new Map(rows.map(row => [row.cadreId, countedAs({ colour: row.suggested, mark: row.mark })])),
        newest: await newestChanges(movements, view, people),
        alerts: alertCounts,
        waiting,
      }
    },
  }
}

async function newestChanges(
  movements: readonly Movement[],
  view: RatingsView,
  people: HomeDeps['people'],
): Promise<NewestChange[]> {
  const cadres = await people.cadres(movements.map(movement => movement.cadreId))
  return Promise.all(
    movements.map(async movement => ({
      movement,
      cadre: cadres.get(movement.cadreId) ?? null,
      suggestion: (await view.rated(movement.cadreId))?.suggestion ?? null,
    })),
  )
}
