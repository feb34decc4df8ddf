import type { Leaf } from './rule-set.ts'
import { type Check, check, code, dictionary, integer, listOf, oneOf, orNull, record, text, yesOrNo } from './shape.ts'

const months = integer(1, 120)
const roles = ['person', 'charge', 'chief', 'unit']
const grounds = ['discipline', 'investigation', 'disobedience', 'accident', 'fraud']

const facts = record(
  {},
  {
    codes: listOf(code, 1, 200),
    positive: yesOrNo,
    roles: listOf(oneOf(roles), 1, roles.length),
    intent: oneOf([true]),
    full: oneOf([true]),
  },
)

type Quantities = Readonly<Record<string, Readonly<Record<string, Check>>>>

/** What may be measured, counted or run, by its name, with the fields each needs. */
const measures: Quantities = {
  score: {},
  coverage: {},
  tenure: {},
  idle: {},
  scoreChange: { months },
  points: { facts, months },
  mean: { facts, months },
  latest: { facts, months },
  worst: { facts, months },
  channels: { facts, months },
  ballotShare: { share: oneOf(['qualified', 'unfit']), months },
  ballotUpheld: { months },
  annualGrade: { values: dictionary(integer(-100, 100), 20), months },
}
const counted: Quantities = {
  facts: { facts, months },
  placements: { colour: code, months },
  failedRectifications: { colour: code, months },
  restrictions: { grounds: listOf(oneOf(grounds), 1, grounds.length), months: orNull(months) },
  adverse: { colours: listOf(code, 1, 10), months, restrictionMonths: months },
}
const streaks: Quantities = {
  hotline: { bottom: integer(1, 100), role: oneOf(['charge', 'chief']), field: text(40), months },
  quarterGrade: { grades: listOf(text(20), 1, 10), months },
  factMonths: { facts, months },
}

/** What fades only when asked to. */
const mayFade: ReadonlySet<string> = new Set(['points', 'mean', 'latest'])
const fading: Readonly<Record<string, Check>> = { fading: oneOf([true]) }

function byName(quantities: Quantities): Check {
  const shapes = new Map(
    Object.entries(quantities).map(([name, fields]) => {
      return [name, record({ of: oneOf([name]), ...fields }, mayFade.has(name) ? fading : {})]
    }),
  )
  const schema = { anyOf: [...shapes.values()].map(shape => shape.schema) }
  return check(schema, (value, path, report) => {
    const name = typeof value === 'object' && value !== null && 'of' in value ? value.of : undefined
    const shape = typeof name === 'string' ? shapes.get(name) : undefined
    if (shape === undefined) return report([...path, 'of'], '是未知的量')
    shape(value, path, report)
  })
}

/** The four kinds of leaves, by the field that names them. */
export const leafKinds: Readonly<Record<'compare' | 'count' | 'streak' | 'rank', Check>> = {
  compare: byName(measures),
  count: byName(counted),
  streak: byName(streaks),
  rank: oneOf(['score']),
}

/** The least and greatest limit a leaf of a quantity may compare with, in its own unit (rule-set.ts). */
export interface Bounds {
  readonly min: number
  readonly max: number
}

const bounds = (min: number, max: number): Bounds => ({ min, max })
const points = bounds(-100_000, 100_000)
const limits: Readonly<Record<string, Bounds>> = {
  score: points,
  scoreChange: points,
  points,
  mean: points,
  latest: points,
  worst: points,
  coverage: bounds(0, 10_000),
  tenure: bounds(0, 12),
  idle: bounds(0, 12),
  channels: bounds(0, 100),
  ballotShare: bounds(0, 1),
  ballotUpheld: bounds(0, 1),
  annualGrade: bounds(-100, 100),
  facts: bounds(0, 100_000),
  hotline: bounds(0, 120),
  quarterGrade: bounds(0, 40),
  factMonths: bounds(0, 120),
}

/**
 * The bounds of a well-formed leaf's limit. A limit that everybody meets whatever was recorded is none: no count of at
 * least 0, no deduction of at most 0.
 */
export function boundsOf(leaf: Leaf): Bounds {
  if ('rank' in leaf) return bounds(0, 10_000)
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  const { min, max } = limits[quantity.of] ?? bounds(0, 1000)
  const isCount = 'count' in leaf || 'streak' in leaf || quantity.of === 'channels'
  const isDeduction = quantity.of === 'worst' || (quantity.of === 'points' && quantity.facts.positive === false)
  if (isCount && (leaf.op === 'ge' || leaf.op === 'lt')) return bounds(1, max)
  return isDeduction && leaf.op === 'le' ? bounds(min, -1) : bounds(min, max)
}
