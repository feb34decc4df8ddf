import type { Day } from '../../domain/time/days.ts'
import type { Facts } from '../facts/index.ts'
import type { People } from '../people/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'

export interface AlertsDeps {
  readonly ratings: Ratings
  readonly people: People
  readonly rules: Rules
  /** How many facts of the actor's scope wait past their clock of verification. */
  readonly overdueFacts: Facts['overdue']
  readonly today: () => Day
}
