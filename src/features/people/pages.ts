import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Route } from '../../web/route.ts'
import { createAbsences } from './absence-service.ts'
import { createGrades } from './grade-service.ts'
import type { People } from './people.ts'
import { createPeopleLedger } from './people-ledger-store.ts'
import { recordRoutes } from './record-routes.ts'

export interface PeopleParts {
  readonly database: Database
  readonly journal: Journal
  readonly people: People
  readonly clock: Clock
}

/** Small pages of one cadre: absences, grades. */
export function createPeopleRoutes({ database, journal, people, clock }: PeopleParts): Route[] {
  const records = { people, ledger: createPeopleLedger(database), journal }
  return recordRoutes({ absences: createAbsences(records), grades: createGrades(records), clock })
}
