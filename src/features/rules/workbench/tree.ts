import { conditionWords } from '../../../domain/rules/condition-words.ts'
import type { Expression, RuleSet } from '../../../domain/rules/rule-set.ts'
import { dotted } from './group.ts'
import { leafForm, leafKinds } from './leaf-kinds.ts'
import { blankNode, branchWords, isBranch } from './node.ts'
import { indexesIn, inside, namesIn } from './sent.ts'
import { type Complain, groupOf, rowsOf, type Said, type Sent, type Spec, type Typed, textOf } from './spec.ts'
import { acted } from './tree-buttons.ts'
import { type NodeForms, nodeView } from './tree-view.ts'

/**
 * A condition's tree: groups of all, any or not, and judgements, each kind with its own form. A node is typed as
 * `{ kind, n }` or `{ kind, …fields }`, so that what holds it is `when.n.0.n.1`.
 */
export function tree(ruleSet: Pick<RuleSet, 'colours'>): Spec {
  const kinds = Object.entries(leafKinds(ruleSet))
  const forms: NodeForms = new Map(
    kinds.map(([code, kind]) => [code, { label: kind.label, fields: kind.fields, form: leafForm(code, kind) }]),
  )
  const known = new Set(kinds.flatMap(([, { fields }]) => Object.keys(fields)))
  const words = (typed: Typed): string => {
    let isWhole = true
    const read = readNode(typed, '', () => {
      isWhole = false
    })
    return isWhole ? conditionWords(read as Expression, ruleSet) : ''
  }

  function take(sent: Sent | undefined, at: string, strange: (name: string) => void): Typed {
    const kind = String(inside(sent, 'kind') ?? '')
    const isKnown = isBranch(kind) ? (name: string) => name === 'n' : (name: string) => known.has(name)
    for (const name of namesIn(sent, at, strange)) if (name !== 'kind' && !isKnown(name)) strange(dotted(at, name))
    return isBranch(kind) ? takeBranch(kind, inside(sent, 'n'), at, strange) : takeLeaf(kind, sent, at, strange)
  }

  function takeBranch(kind: string, parts: Sent | undefined, at: string, strange: (name: string) => void): Typed {
    const places = indexesIn(parts, dotted(at, 'n'), strange)
    return { kind, n: places.map(place => take(inside(parts, place), dotted(at, `n.${place}`), strange)) }
  }

  /** Fields of the kind chosen before are left behind. */
  function takeLeaf(kind: string, sent: Sent | undefined, at: string, strange: (name: string) => void): Typed {
    const found = forms.get(kind)
    if (found === undefined) return blankNode
    return { kind, ...groupOf(found.form.take(ownOf(sent, found.fields), at, strange)) }
  }

  function readNode(typed: Typed, at: string, complain: Complain): unknown {
    const { kind: chosen, n } = groupOf(typed)
    const code = textOf(chosen)
    if (!isBranch(code)) {
      const kind = forms.get(code)
      if (kind !== undefined)
        return kind.form.read(typed, at, (name, sentence) => complain(name, `${kind.label} ${sentence}`))
      complain(dotted(at, 'kind'), '判断：请选择看什么。')
      return null
    }
    const parts = rowsOf(n).map((part, i) => readNode(part, dotted(at, `n.${i}`), complain))
    if (parts.length === 0) complain(at, `“${branchWords[code]}”里没有判断，请加一项或删除这一组。`)
    if (code !== 'not') return { [code]: parts }
    if (parts.length > 1) complain(at, '“不属于”里只能有一项，请先把几项套成一组。')
    return { not: parts[0] }
  }

  return {
    take,
    read: readNode,
    write: piece => writeNode(piece as Expression | null, forms),
    act: acted,
    view: (typed: Typed, at: string, said: Said) => ({
      isTree: true,
      place: `tree-${at}`,
      said: words(typed),
      look: { value: 'look:', target: `${said.action}#tree-${at}` },
      node: nodeView(typed, at, said, forms, words),
    }),
    words,
    differences: (before, after, place) =>
      words(before) === words(after)
        ? []
        : [{ place: `${place} 判断`.trim(), before: words(before) || null, after: words(after) || null }],
  }
}

function ownOf(sent: Sent | undefined, fields: object): Sent {
  const own = Object.entries(typeof sent === 'object' ? sent : {}).filter(([name]) => Object.hasOwn(fields, name))
  return Object.fromEntries(own)
}

function writeNode(expression: Expression | null, forms: NodeForms): Typed {
  if (expression === null) return blankNode
  if ('all' in expression) return { kind: 'all', n: expression.all.map(part => writeNode(part, forms)) }
  if ('any' in expression) return { kind: 'any', n: expression.any.map(part => writeNode(part, forms)) }
  if ('not' in expression) return { kind: 'not', n: [writeNode(expression.not, forms)] }
  const kind = kindOf(expression)
  return { kind, ...groupOf(forms.get(kind)?.form.write(expression)) }
}

function kindOf(leaf: Exclude<Expression, { all: unknown } | { any: unknown } | { not: unknown }>): string {
  if ('rank' in leaf) return 'rank'
  return ('compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak).of
}
