import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { Judged } from './judged.ts'
import type { StandingDocument, Who } from './standing-model.ts'

type Given = '_id' | 'cadreId' | 'from' | 'until' | 'who'
type Joined = 'suggested' | 'mark' | 'listed' | 'since'

/** What is kept of a judgement. */
interface Kept extends Omit<Judged, 'outline'> {
  readonly outline: Omit<Judged['outline'], 'alertKeys'>
}

/** What a standing says of the rating alone. */
export const ownFields = ({
  outline,
  measured,
  lastEntry,
  measuredBy,
}: Kept): Omit<StandingDocument, Given | Joined> => ({
  unitId: outline.unitId,
  classCode: outline.classCode,
  head: outline.head,
  scored: outline.scored,
  candidate: outline.candidate,
  score: outline.score ?? -1,
  parts: outline.parts.map(part => part.mean),
  colour: outline.colour,
  ratingMark: outline.mark,
  placed: outline.placed?.colour ?? null,
  nextChangeOn: outline.nextChangeOn,
  asOf: outline.asOf,
  measured,
  lastEntry,
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
