import type { FieldErrors } from '../../../web/form.ts'

/** What a form holds: text, boxes ticked, rows, named controls. It is shown again as it was typed. */
export type Typed = string | readonly Typed[] | TypedGroup
export interface TypedGroup {
  readonly [name: string]: Typed
}

/** What was sent, before it is known what it means: `rows.2.label` nested by its dots. */
export type Sent = string | readonly string[] | { readonly [name: string]: Sent }

/** Says what is wrong with what was typed under a name. */
export type Complain = (name: string, sentence: string) => void

/** One thing that differs, in words; null where there is none. */
export interface Difference {
  readonly place: string
  readonly before: string | null
  readonly after: string | null
}

/** What a view needs besides what was typed. */
export interface Said {
  readonly errors: FieldErrors
  /** Where buttons send the form. */
  readonly action: string
}

/**
 * One control, group or list of a form over a piece of the rule set: it takes what was sent, reads and writes the piece,
 * does what a button inside it asks, shows itself, and says in words what differs. Names are the places of the document
 * with dots: `colours.0.label`.
 */
export interface Spec {
  /** What was sent, in the shape of this control; names it does not know are told. */
  take(sent: Sent | undefined, at: string, strange: (name: string) => void): Typed
  /** The piece of the document; what cannot be read is told, and the answer is then not used. */
  read(typed: Typed, at: string, complain: Complain): unknown
  write(piece: unknown): Typed
  /** After the button `verb` at the path inside this control. A button that is not there changes nothing. */
  act(typed: Typed, path: readonly string[], verb: string): Typed
  /** For the partial `rules/control`. */
  view(typed: Typed, at: string, said: Said): object
  words(typed: Typed): string
  differences(before: Typed, after: Typed, place: string): readonly Difference[]
}

export const textOf = (typed: Typed | undefined): string => (typeof typed === 'string' ? typed : '')
export const rowsOf = (typed: Typed | undefined): readonly Typed[] => (Array.isArray(typed) ? typed : [])
export const groupOf = (typed: Typed | undefined): TypedGroup =>
  typeof typed === 'object' && !Array.isArray(typed) ? (typed as TypedGroup) : {}
