import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { Judged } from './judged.ts'
import type { StandingDocument, Who } from './standing-model.ts'

type Given = '_id' | 'cadreId' | 'from' | 'until' | 'who'
type Joined = 'suggested' | 'mark' | 'listed' | 'since'

/** What a standing says of the rating alone. */
export const ownFields = (
  { rating, measured, measuredBy }: Judged,
  alerts: StandingAlerts,
): Omit<StandingDocument, Given | Joined> => ({
  unitId: rating.unitId,
  classCode: rating.classCode,
  head: rating.head,
  scored: rating.scored,
  candidate: rating.candidate,
  score: rating.score ?? -1,
  parts: rating.parts.map(part => part.mean),
  colour: rating.colour,
  ratingMark: rating.mark,
  placed: rating.placed?.colour ?? null,
  nextChangeOn: rating.nextChangeOn,
  alerts,
  asOf: rating.asOf,
  measured,
  measuredBy,
})

/** What it says of rating and placing joined. */
export const joinedFields = (outcome: Outcome, since: string): Pick<StandingDocument, Joined> => ({
  suggested: outcome.colour,
  mark: outcome.mark,
  listed: countedAs(outcome),
  since,
})

export const nobody: Who = { name: '', pinyin: '', initials: '', title: '', level: '' }
