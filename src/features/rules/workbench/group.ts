import { inside, namesIn } from './sent.ts'
import { type Complain, groupOf, type Spec, type Typed, type TypedGroup } from './spec.ts'

export type Fields = Readonly<Record<string, Spec>>
type Piece = Readonly<Record<string, unknown>>

interface GroupOptions {
  readonly legend?: string
  readonly help?: string
  /** Controls side by side. */
  readonly isInline?: boolean
  /** Makes the piece of what was read. `complain` takes the name of a field of the group. */
  finish?(read: Piece, complain: Complain): unknown
  /** What `read` would have been of a piece. */
  start?(piece: unknown): Piece
}

/** Named controls that together are one piece of the document. */
export function group(fields: Fields, options: GroupOptions = {}): Spec {
  const { legend = '', help = null, isInline = false, start = piece => piece as Piece, finish = read => read } = options
  const entries = Object.entries(fields)
  const each = (make: (spec: Spec, name: string) => Typed): TypedGroup =>
    Object.fromEntries(entries.map(([name, spec]) => [name, make(spec, name)]))
  const of = (typed: Typed, name: string): Typed => groupOf(typed)[name] ?? ''
  return {
    take(sent, at, strange) {
      for (const name of namesIn(sent, at, strange)) if (!Object.hasOwn(fields, name)) strange(dotted(at, name))
      return each((spec, name) => spec.take(inside(sent, name), dotted(at, name), strange))
    },
    read(typed, at, complain) {
      let isWhole = true
      const tell: Complain = (name, sentence) => {
        isWhole = false
        complain(name, sentence)
      }
      const read = Object.fromEntries(
        entries.map(([name, spec]) => [name, spec.read(of(typed, name), dotted(at, name), tell)]),
      )
      return isWhole ? finish(read, (name, sentence) => complain(dotted(at, name), sentence)) : null
    },
    write: piece => each((spec, name) => spec.write(start(piece)[name])),
    act: (typed, [step = '', ...path], verb) =>
      each((spec, name) => (name === step ? spec.act(of(typed, name), path, verb) : of(typed, name))),
    view: (typed, at, said) => ({
      isGroup: true,
      id: `f-${at}`,
      legend,
      help,
      isInline,
      error: said.errors[at] ?? null,
      controls: entries.map(([name, spec]) => spec.view(of(typed, name), dotted(at, name), said)),
    }),
    words: typed =>
      entries
        .map(([name, spec]) => spec.words(of(typed, name)))
        .filter(words => words !== '')
        .join('，'),
    differences: (before, after, place) =>
      entries.flatMap(([name, spec]) =>
        spec.differences(of(before, name), of(after, name), `${place} ${legend}`.trim()),
      ),
  }
}

export const dotted = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`)
