import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { People } from '../people/index.ts'
import { countedAs, type MonthEnd, type Movement, type Ratings, type UnitCount } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'

/** One of the newest changes, with whom it concerns and the reasons that hold now. */
export interface NewestChange {
  readonly movement: Movement
  readonly cadre: Cadre | null
  readonly suggestion: Suggestion | null
}

/** What a leader sees first. */
export interface Overview {
  readonly ruleSet: RuleSet
  readonly counts: readonly UnitCount[]
  readonly units: ReadonlyMap<string, Unit>
  readonly monthEnds: readonly MonthEnd[]
  /** Colour or hiding mark of everybody now. */
  readonly outcomes: ReadonlyMap<string, string>
  readonly newest: readonly NewestChange[]
}

export interface HomeDeps {
  readonly ratings: Ratings
  readonly rules: Rules
  readonly people: People
  readonly today: () => Day
}

export interface Home {
  overview(): Promise<Overview>
}

const MONTHS = 12
const NEWEST = 12

export function createHome({ ratings, rules, people, today }: HomeDeps): Home {
  return {
    overview: async () => {
      const day = today()
      const [version, counts, units, monthEnds, rows, movements] = await Promise.all([
        rules.inForce(day),
        ratings.store.counts(),
        people.units(),
        ratings.monthEnds.last(day, MONTHS),
        ratings.store.outcomes(),
        ratings.store.movements({ changesOnly: true, limit: NEWEST }),
      ])
      return {
        ruleSet: version.ruleSet,
        counts,
        units: new Map(units.map(unit => [unit.id, unit])),
        monthEnds,
        outcomes: new Map(rows.map(row => [row.cadreId, countedAs({ colour: row.suggested, mark: row.mark })])),
        newest: await newestChanges(movements, { ratings, people }),
      }
    },
  }
}

async function newestChanges(
  movements: readonly Movement[],
  { ratings, people }: Pick<HomeDeps, 'ratings' | 'people'>,
): Promise<NewestChange[]> {
  const cadres = await people.cadres(movements.map(movement => movement.cadreId))
  return Promise.all(
    movements.map(async movement => ({
      movement,
      cadre: cadres.get(movement.cadreId) ?? null,
      suggestion: (await ratings.suggestion(movement.cadreId))?.suggestion ?? null,
    })),
  )
}
