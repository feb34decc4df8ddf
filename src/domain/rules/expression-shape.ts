import { boundsOf, leafKinds } from './leaf-shape.ts'
import type { Leaf } from './rule-set.ts'
import { type Check, integer, listOf, oneOf, type Path, type Report, record } from './shape.ts'

const joints = ['all', 'any', 'not'] as const
const operators = ['lt', 'le', 'gt', 'ge']

/** A condition's tree: the closed union of rule-set.ts, nothing else. The document's depth was bounded before. */
export const expression: Check = (value, path, report) => {
  if (typeof value !== 'object' || value === null) return report(path, '须为一项判断')
  const joint = joints.find(name => Object.hasOwn(value, name))
  if (joint === undefined) return leaf(value, path, report)
  const inside = joint === 'not' ? expression : listOf(expression, 1, 30)
  record({ [joint]: inside })(value, path, report)
}

function leaf(value: object, path: Path, report: Report): void {
  const kind = (Object.keys(leafKinds) as (keyof typeof leafKinds)[]).find(name => Object.hasOwn(value, name))
  if (kind === undefined) {
    report(path, '是未知的判断')
    return
  }
  const op = kind === 'rank' ? oneOf(['le']) : oneOf(operators)
  let isWhole = true
  const shape = record({ [kind]: leafKinds[kind], op, value: () => undefined })
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
  listOf(integer(0, 1000), 2, 2)(value, path, report)
  const [numerator, denominator] = value
  const fits = Number(denominator) > 0 && Number(numerator) <= Number(denominator)
  if (value.length === 2 && !fits) report(path, '须为 0 至 1 之间的分数')
}
