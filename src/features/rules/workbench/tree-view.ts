import { type Choice, select } from '../../../web/form.ts'
import { dotted, type Fields } from './group.ts'
import { branchWords, isBranch } from './node.ts'
import { groupOf, rowsOf, type Said, type Spec, type Typed, textOf } from './spec.ts'

/** The kinds of judgements by code, with the form of each. */
export type NodeForms = ReadonlyMap<string, { readonly label: string; readonly fields: Fields; readonly form: Spec }>

/** Groups inside groups, at most: the document may not be deeper. */
const DEEPEST = 6

const branches: readonly Choice[] = Object.entries(branchWords).map(([value, label]) => ({ value, label }))

/** Where a node stands among its neighbours. */
interface Standing {
  readonly depth: number
  readonly place: number
  /** How many it stands among; 0 for the root. */
  readonly among: number
}

/** One node and what is inside it, for the partial `rules/node`. */
export function nodeView(
  typed: Typed,
  at: string,
  said: Said,
  forms: NodeForms,
  words: (typed: Typed) => string,
  standing: Standing = { depth: 0, place: 0, among: 0 },
): object {
  const { kind, n } = groupOf(typed)
  const code = textOf(kind)
  const branch = isBranch(code)
  const choices = branch ? branches : [...forms].map(([value, { label }]) => ({ value, label }))
  const name = dotted(at, 'kind')
  const parts = rowsOf(n)
  const form = forms.get(code)?.form
  const title = standing.among === 0 ? '判断' : `第 ${standing.place + 1} 项`
  return {
    id: `f-${at}`,
    title,
    error: said.errors[at] ?? null,
    branch,
    kind: {
      ...select(name, branch ? '怎样组合' : '看什么', choices, { [name]: code }, said.errors, {}),
      blank: branch || code !== '' ? undefined : '请选择',
    },
    set: { value: `set:${at}`, label: '换成所选', target: `${said.action}#f-${at}` },
    words: branch ? '' : words(typed),
    control: form?.view(typed, at, said) ?? null,
    parts: parts.map((part, i) =>
      nodeView(part, dotted(at, `n.${i}`), said, forms, words, {
        depth: standing.depth + 1,
        place: i,
        among: parts.length,
      }),
    ),
    buttons: buttonsOf({ at, title, branch, parts: parts.length, isNot: code === 'not' }, said.action, standing),
    adds: branch
      ? addsOf(at, parts.length, said.action, code === 'not' ? parts.length > 0 : false, standing.depth)
      : [],
  }
}

interface Node {
  readonly at: string
  readonly title: string
  readonly branch: boolean
  readonly parts: number
  readonly isNot: boolean
}

/** The buttons of a node: only those that would do something. */
function buttonsOf({ at, title, branch, parts, isNot }: Node, action: string, { depth, place, among }: Standing) {
  const holder = at.split('.').slice(0, -2).join('.')
  const beside = (i: number): string => `${holder}.n.${i}`
  const isRoot = among === 0
  const buttons: readonly (readonly [is: boolean, verb: string, label: string, target: string])[] = [
    [!isRoot && place > 0, 'up', '上移', beside(place - 1)],
    [!isRoot && place < among - 1, 'down', '下移', beside(place + 1)],
    [!isRoot, 'copy', '复制', beside(place + 1)],
    [depth < DEEPEST, 'wrap', '套成一组', at],
    [branch && (isRoot ? parts === 1 : !isNot), 'unwrap', '拆开这组', isRoot ? at : holder],
    [!isRoot, 'delete', '删除', holder],
  ]
  return buttons
    .filter(([is]) => is)
    .map(([, verb, label, target]) => ({
      value: `${verb}:${at}`,
      label,
      name: `${label}${title}`,
      target: `${action}#f-${target}`,
    }))
}

function addsOf(at: string, parts: number, action: string, isFull: boolean, depth: number) {
  if (isFull) return []
  const target = `${action}#f-${at}.n.${parts}`
  const one = { value: `add:${at}`, label: '加一项判断', target }
  return depth + 1 < DEEPEST ? [one, { value: `group:${at}`, label: '加一组', target }] : [one]
}
