export { countedAs } from '../../domain/rating/counted-as.ts'
export { type AlertFilter, alertMigrations } from './alert-store.ts'
export { type BlockStore, createBlockStore, MEASURED_BLOCKS } from './block-store.ts'
export { emptyPlacing } from './board.ts'
export { countsOf, inputsOf } from './inputs.ts'
export { type MarkView, markNote, markText, markView } from './mark-view.ts'
export type { Movement } from './movement.ts'

export type { AsOf } from './rate-as-of.ts'
export { createRatings, type EditionNow, type Ratings } from './ratings.ts'
export { leafWords, readingWords } from './reading-words.ts'
export { reasonSentence, reasonShort } from './reasons.ts'

export { sharedOf } from './shared-entries.ts'
export { migrations } from './standing-indexes-store.ts'
export type { StandingDocument, Who } from './standing-model.ts'
export {
  type ListKind,
  placingFor,
  type StandingFilter,
  type StandingSort,
  type UnitCount,
} from './standing-store.ts'
export { ratingOf } from './stored-rating.ts'
