import type { JsonSchema } from './json-schema.ts'
import { boundsOf, leafKinds } from './leaf-shape.ts'
import type { Leaf } from './rule-set.ts'
import { type Check, check, integer, listOf, oneOf, type Path, type Report, record } from './shape.ts'

const joints = ['all', 'any', 'not'] as const
const operators = ['lt', 'le', 'gt', 'ge']

/** A condition's tree: the closed union of rule-set.ts, nothing else. The document's depth was bounded before. */
export const expression: Check = check({ $ref: '#/$defs/expression' }, (value, path, report) => {
  if (typeof value !== 'object' || value === null) return report(path, '须为一项判断')
  const joint = joints.find(name => Object.hasOwn(value, name))
  if (joint === undefined) return leaf(value, path, report)
  branches[joint](value, path, report)
})

const parts = listOf(expression, 1, 30)
const branches = { all: record({ all: parts }), any: record({ any: parts }), not: record({ not: expression }) }

const share = listOf(integer(0, 1000), 2, 2)
/** Any limit: what it may be depends on what is compared. */
const anyLimit = check({ anyOf: [{ type: 'integer' }, share.schema] }, () => undefined)

const kinds = Object.keys(leafKinds) as (keyof typeof leafKinds)[]
const leaves = kinds.map(kind =>
  record({ [kind]: leafKinds[kind], op: oneOf(kind === 'rank' ? ['le'] : operators), value: anyLimit }),
)

/** What `#/$defs/expression` stands for in the schema. */
export const expressionSchema: JsonSchema = {
  anyOf: [...Object.values(branches), ...leaves].map(({ schema }) => schema),
}

function leaf(value: object, path: Path, report: Report): void {
  const kind = kinds.findIndex(name => Object.hasOwn(value, name))
  const shape = leaves[kind]
  if (shape === undefined) {
    report(path, '是未知的判断')
    return
  }
  let isWhole = true
  shape(value, path, (...fault) => {
    isWhole = false
    report(...fault)
  })
  if (isWhole) limit(value as Leaf, [...path, 'value'], report)
}

/** A limit is a whole number in the quantity's unit; a share of ballots may be a fraction, so that 1/3 is exact. */
function limit(leaf: Leaf, path: Path, report: Report): void {
  const { min, max } = boundsOf(leaf)
  const isShare = 'compare' in leaf && leaf.compare.of === 'ballotShare'
  if (isShare && Array.isArray(leaf.value)) fraction(leaf.value, path, report)
  else integer(min, max)(leaf.value, path, report)
}

function fraction(value: readonly unknown[], path: Path, report: Report): void {
  share(value, path, report)
  const [numerator, denominator] = value
  const fits = Number(denominator) > 0 && Number(numerator) <= Number(denominator)
  if (value.length === 2 && !fits) report(path, '须为 0 至 1 之间的分数')
}
