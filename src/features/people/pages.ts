import type { ClassRule } from '../../domain/rules/rule-set.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Route } from '../../web/route.ts'
import { createAbsences } from './absence-service.ts'
import { createGrades } from './grade-service.ts'
import { pageRoutes } from './page-routes.ts'
import type { People } from './people.ts'
import { createPeopleLedger } from './people-ledger-store.ts'
import { createPeoplePages } from './people-pages-service.ts'
import { createPeopleStore } from './people-store.ts'
import { recordRoutes } from './record-routes.ts'

export interface PeopleParts {
  readonly database: Database
  readonly journal: Journal
  readonly people: People
  readonly clock: Clock
  /** The classes of the rule set in force, to filter by. */
  readonly classes: () => Promise<readonly ClassRule[]>
}

/** All pages of cadres and units: lists, search, absences, grades. */
export function createPeopleRoutes({ database, journal, people, clock, classes }: PeopleParts): Route[] {
  const ledger = createPeopleLedger(database)
  const pages = createPeoplePages({ people, store: createPeopleStore(database), ledger, clock, classes })
  const records = { people, ledger, journal }
  return [
    ...pageRoutes({ pages }),
    ...recordRoutes({ absences: createAbsences(records), grades: createGrades(records), clock }),
  ]
}
