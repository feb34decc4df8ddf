import { blankNode } from './node.ts'
import { moves } from './rows.ts'
import { groupOf, rowsOf, type Typed, textOf } from './spec.ts'

/** The tree after a button of the node at the path `n, 0, n, 1`. */
export function acted(typed: Typed, path: readonly string[], verb: string): Typed {
  const [, step, ...rest] = path
  if (step === undefined) return onNode(typed, verb)
  const i = Number(step)
  const { n, ...node } = groupOf(typed)
  const parts = rowsOf(n)
  const isOwn = rest.length > 0 || !Object.hasOwn(amongParts, verb)
  return {
    ...node,
    n: isOwn
      ? parts.map((part, k) => (k === i ? acted(part, rest, verb) : part))
      : amongParts[verb as keyof typeof amongParts](parts, i),
  }
}

/** What the buttons of a node do to it. */
function onNode(typed: Typed, verb: string): Typed {
  const { n, ...node } = groupOf(typed)
  switch (verb) {
    case 'add':
      return { ...node, n: [...rowsOf(n), blankNode] }
    case 'group':
      return { ...node, n: [...rowsOf(n), { kind: 'all', n: [blankNode] }] }
    case 'wrap':
      return { kind: 'all', n: [typed] }
    case 'unwrap':
      return rowsOf(n).length === 1 ? (rowsOf(n)[0] ?? typed) : typed
    case 'delete':
      return blankNode
    default:
      return typed
  }
}

/** What they do to the parts of the group it stands in. */
const amongParts = {
  ...moves,
  copy: (parts: readonly Typed[], i: number) => [...parts.slice(0, i + 1), ...parts.slice(i)],
  unwrap: (parts: readonly Typed[], i: number) =>
    parts.flatMap((part, k) => (k === i && textOf(groupOf(part).kind) !== 'not' ? rowsOf(groupOf(part).n) : [part])),
} as const
