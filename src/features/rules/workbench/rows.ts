import { dotted } from './group.ts'
import { indexesIn, inside } from './sent.ts'
import { type Difference, groupOf, rowsOf, type Spec, type Typed, textOf } from './spec.ts'

interface RowsOptions {
  readonly legend: string
  /** What one row is called: 颜色. */
  readonly noun: string
  readonly help?: string
  /** What a new row holds, as a piece of the document. */
  readonly blank: unknown
  /** Headings of a table; without them each row is a block of its own. */
  readonly headings?: readonly string[]
  readonly most: number
}

/** A list whose rows can be added, deleted and moved by buttons of the form. */
export function rows(item: Spec, options: RowsOptions): Spec {
  const { legend, noun, blank, most } = options
  const read: Spec['read'] = (typed, at, complain) =>
    rowsOf(typed).map((row, i) =>
      item.read(row, dotted(at, String(i)), (name, sentence) =>
        complain(name, `${rowWords(noun, row, i)} ${sentence}`),
      ),
    )
  return {
    take: (sent, at, strange) =>
      indexesIn(sent, at, strange).map(name => item.take(inside(sent, name), dotted(at, name), strange)),
    read,
    write: piece => (Array.isArray(piece) ? piece.map(one => item.write(one)) : []),
    act(typed, path, verb) {
      const held = rowsOf(typed)
      const [step, ...rest] = path
      if (step === undefined) return verb === 'add' && held.length < most ? [...held, item.write(blank)] : held
      const i = Number(step)
      if (rest.length > 0 || !(verb in moves)) {
        return held.map((row, n) => (n === i ? item.act(row, rest, verb) : row))
      }
      return moves[verb as keyof typeof moves](held, i)
    },
    view: (typed, at, said) => rowsView(item, options, rowsOf(typed), at, said),
    words: typed =>
      rowsOf(typed)
        .map(row => item.words(row))
        .join('；'),
    differences: (before, after, place) =>
      differencesOfRows(item, { place: `${place} ${legend}`.trim(), noun }, rowsOf(before), rowsOf(after)),
  }
}

/** What the buttons of a row do. */
export const moves = {
  up: (held: readonly Typed[], i: number) => swapped(held, i - 1),
  down: (held: readonly Typed[], i: number) => swapped(held, i),
  delete: (held: readonly Typed[], i: number) => held.filter((_, n) => n !== i),
} as const

function swapped(held: readonly Typed[], i: number): readonly Typed[] {
  const [a, b] = [held[i], held[i + 1]]
  if (a === undefined || b === undefined) return held
  return [...held.slice(0, i), b, a, ...held.slice(i + 2)]
}

function rowsView(
  item: Spec,
  { legend, noun, help, headings = [], most }: RowsOptions,
  held: readonly Typed[],
  at: string,
  said: Parameters<Spec['view']>[2],
) {
  const button = (verb: string, label: string, i: number, target: string) => ({
    value: `${verb}:${dotted(at, String(i))}`,
    label,
    name: `${label}${rowWords(noun, held[i] ?? '', i)}`,
    target: `${said.action}#f-${target}`,
  })
  return {
    isRows: true,
    isTable: headings.length > 0,
    id: `f-${at}`,
    legend,
    help: help ?? null,
    headings,
    error: said.errors[at] ?? null,
    rows: held.map((row, i) => {
      const place = dotted(at, String(i))
      return {
        id: `f-${place}`,
        title: rowWords(noun, row, i),
        error: said.errors[place] ?? null,
        control: item.view(row, place, said),
        buttons: [
          ...(i === 0 ? [] : [button('up', '上移', i, dotted(at, String(i - 1)))]),
          ...(i === held.length - 1 ? [] : [button('down', '下移', i, dotted(at, String(i + 1)))]),
          button('delete', '删除', i, at),
        ],
      }
    }),
    add:
      held.length >= most
        ? null
        : {
            value: `add:${at}`,
            label: `增加${noun.length === 1 ? '一' : ''}${noun}`,
            target: `${said.action}#f-${dotted(at, String(held.length))}`,
          },
  }
}

/** The name by which a row is told from others. */
const keyOf = (row: Typed, i: number): string => textOf(groupOf(row).code) || textOf(groupOf(row).id) || String(i)
const titles = ['label', 'title', 'task', 'code', 'id']
const titleOf = (row: Typed): string =>
  titles.map(name => textOf(groupOf(row)[name]).trim()).find(text => text !== '') ?? ''

/** `颜色“红名单”`; of a row without a name its place: `颜色第 2 行`, `第 2 列`. */
function rowWords(noun: string, row: Typed, i: number): string {
  const title = titleOf(row)
  if (title !== '') return `${noun}“${title}”`
  return noun.length === 1 ? `第 ${i + 1} ${noun}` : `${noun}第 ${i + 1} 行`
}

function differencesOfRows(
  item: Spec,
  { place, noun }: { readonly place: string; readonly noun: string },
  before: readonly Typed[],
  after: readonly Typed[],
): Difference[] {
  const old = new Map(before.map((row, i) => [keyOf(row, i), row]))
  const now = new Map(after.map((row, i) => [keyOf(row, i), row]))
  const at = (row: Typed, key: string): string => `${place} ${titleOf(row) || rowWords(noun, row, Number(key))}`.trim()
  const stayed = [...now.keys()].filter(key => old.has(key))
  const wasOrdered = [...old.keys()].filter(key => now.has(key))
  const names = (keys: readonly string[]): string => keys.map(key => titleOf(now.get(key) ?? '') || key).join('、')
  return [
    ...[...now].flatMap(([key, row]) => {
      const held = old.get(key)
      if (held === undefined) return [{ place: at(row, key), before: null, after: item.words(row) }]
      return item.differences(held, row, at(row, key))
    }),
    ...[...old].flatMap(([key, row]) =>
      now.has(key) ? [] : [{ place: at(row, key), before: item.words(row), after: null }],
    ),
    ...(stayed.join() === wasOrdered.join()
      ? []
      : [{ place: `${place} 次序`.trim(), before: names(wasOrdered), after: names(stayed) }]),
  ]
}
