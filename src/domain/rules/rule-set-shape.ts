import { expression } from './expression-shape.ts'
import {
  type Check,
  code,
  dictionary,
  integer,
  listOf,
  oneOf,
  optionalText,
  orNull,
  record,
  text,
  yesOrNo,
} from './shape.ts'

const percent = integer(0, 10_000)
const weight = integer(1, 10_000)
const months = integer(1, 120)
const points = integer(-10_000, 10_000)

const colour = record({
  code,
  label: text(20),
  letter: text(2),
  shape: text(2),
  direction: integer(-9, 9),
  match: oneOf(['any', 'all', 'default']),
  settledBy: listOf(code, 0, 10),
  term: orNull(record({ months, extensions: integer(0, 5), extensionMonths: integer(0, 60) })),
  consequences: listOf(record({ task: text(60), workingDays: orNull(integer(0, 250)) }), 0, 20),
})

const classRule = record({
  code,
  label: text(20),
  unitKinds: listOf(oneOf(['town', 'department', 'enterprise', 'other']), 1, 4),
  head: orNull(yesOrNo),
})

const indicators = record({
  rows: listOf(record({ code, label: text(20), part: code }), 1, 20),
  sides: listOf(record({ code, label: text(20) }), 1, 20),
  cells: listOf(record({ id: code, row: code, side: code, weight, title: text(60) }), 1, 400),
})

const score = record({
  parts: listOf(record({ code, label: text(20), weight, from: oneOf(['cells', 'ballots']) }), 1, 5),
  fading: listOf(record({ months, weight: integer(0, 100) }), 1, 10),
  eventClip: record({ min: integer(-100_000, 0), max: integer(0, 100_000) }),
  clip: record({ min: integer(-100_000, 100_000), max: integer(-100_000, 100_000) }),
})

const evidence = record({
  code,
  label: text(60),
  positive: yesOrNo,
  points: record({ person: points, charge: points, chief: points, unit: points }),
  proof: text(40),
  tier: integer(0, 99),
  oncePerHonour: yesOrNo,
  cap: orNull(record({ per: oneOf(['year', 'quarter']), points })),
  byGrade: orNull(dictionary(points, 20)),
})

const condition = record({
  id: code,
  colour: code,
  sentence: text(300),
  basis: optionalText(200),
  effect: oneOf(['suggest', 'veto', 'lock', 'alert']),
  when: expression,
})

const fields = {
  format: oneOf([1]),
  id: code,
  title: text(100),
  basis: text(200),
  colours: listOf(colour, 2, 10),
  classes: listOf(classRule, 1, 50),
  indicators,
  evaluation: listOf(record({ code, label: text(20), weight, minBallots: integer(1, 10_000) }), 1, 20),
  score,
  evidence: listOf(evidence, 1, 200),
  findings: record({ true: integer(0, 100), partly: integer(0, 100), false: integer(0, 100) }),
  repetition: record({ months, factor: integer(100, 1000) }),
  conditions: listOf(condition, 1, 200),
  marks: record({ minCoverage: percent, absence: record({ months, share: percent }) }),
  quotas: record({ colour: code, classShare: percent, unitDivisor: integer(1, 10_000), headShare: percent }),
  opinions: record({ offices: listOf(text(20), 0, 20), days: integer(1, 3660) }),
}

const alerts = record({ points: integer(0, 10_000), times: integer(0, 12), termDays: integer(0, 366) })

/** The whole document, field by field; what refers to what is looked at afterwards (references.ts). */
export const ruleSetShape: Check = record(fields, { alerts })
