import type { Clock, SteppedClock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Assessments } from '../assessments/index.ts'
import type { Closes } from '../closes/index.ts'
import type { Cycles } from '../cycles/index.ts'
import type { Evidence } from '../evidence/index.ts'
import type { Facts } from '../facts/index.ts'
import type { People } from '../people/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Roster } from '../roster/index.ts'
import type { Rules } from '../rules/index.ts'

/** The services through which the sample is played. `clock` must be the one they all run by. */
export interface SampleParts {
  readonly database: Database
  readonly journal: Journal
  readonly clock: SteppedClock & Clock
  readonly accounts: Pick<Accounts, 'createDemoAccounts' | 'names'>
  readonly rules: Rules
  readonly people: People
  readonly roster: Pick<Roster, 'importFile'>
  readonly facts: Pick<Facts, 'record' | 'verify' | 'tolerate' | 'reverse' | 'talk'>
  readonly assessments: Pick<Assessments, 'enterAndSubmit' | 'verify' | 'verifyBallots'>
  readonly cycles: Pick<Cycles, 'plan' | 'open'>
  readonly evidence: Evidence
  readonly ratings: Pick<Ratings, 'dailyPass'>
  readonly closes: Pick<Closes, 'closeDue'>
}
