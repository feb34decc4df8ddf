export { type BlockStore, createBlockStore } from './block-store.ts'
export { countedAs, countsOf, inputsOf } from './inputs.ts'
export { type MarkView, markNote, markText, markView } from './mark-view.ts'
export type { MonthEnd } from './month-ends.ts'
export type { Movement } from './movement.ts'

export { createRatings, type Ratings } from './ratings.ts'
export { leafWords, readingWords } from './reading-words.ts'
export { reasonSentence, reasonShort } from './reasons.ts'

export { migrations, type StandingDocument } from './standing-model.ts'
export type { ListKind, StandingFilter, StandingSort, UnitCount } from './standing-store.ts'
export { ratingOf } from './stored-rating.ts'
