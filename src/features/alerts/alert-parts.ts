import type { Facts } from '../facts/index.ts'
import type { People } from '../people/index.ts'
import type { MovementReasons, Ratings } from '../ratings/index.ts'
import type { Viewpoints } from '../viewpoints/index.ts'

export interface AlertsDeps {
  readonly ratings: Pick<Ratings, 'changes'>
  readonly reasons: MovementReasons
  readonly people: People
  readonly viewpoints: Viewpoints
  /** How many facts of the actor's scope wait past their clock of verification. */
  readonly overdueFacts: Facts['overdue']
}
