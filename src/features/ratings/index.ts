export { countedAs } from '../../domain/rating/counted-as.ts'
export type { AlertedStanding, AlertFilter, AlertsBefore } from './alert-store.ts'
export { type BlockStore, createBlockStore, MEASURED_BLOCKS } from './block-store.ts'
export type { ChangeFilter } from './change-store.ts'
export { type CountCell, listedIn } from './counts.ts'
export type { UnitListed } from './counts-store.ts'
export { countsOf, inputsOf } from './inputs.ts'
export { lineLabel, linePoints } from './line-words.ts'
export { type ListPlace, type PlaceOrCadre, placeText, readPlace, type StandingSort } from './list-place.ts'
export { markCell } from './mark-cell.ts'
export {
  bracketedNote,
  frameMarks,
  listColours,
  type MarkView,
  markNote,
  markText,
  markView,
  shortMark,
  shortNote,
} from './mark-view.ts'
export { type Movement, movementWords } from './movement.ts'
export { createMovementReasons, type MovementReasons } from './movement-reasons.ts'
export { movesAfter } from './moves.ts'
export { personColumn } from './person-column.ts'
export { placingFor } from './placing-for.ts'
export type { AsOf } from './rate-as-of.ts'
export { raterOf } from './raters.ts'
export { createRatings, type EditionNow, type Ratings } from './ratings.ts'
export { byRulesOfNow, leafWords, readingWords } from './reading-words.ts'
export { reasonSentence, reasonShort } from './reasons.ts'
export { sharedOf } from './shared-entries.ts'
export { migrations } from './standing-indexes-store.ts'
export type { StandingDocument, Who } from './standing-model.ts'
export type { ListKind, StandingFilter } from './standing-query.ts'
export { COUNTED_TO, type ListStart, type StandingOutline, type StandingPage } from './standing-store.ts'
export { type BothRules, type SideNames, whyWords } from './why-words.ts'
