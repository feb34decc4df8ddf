import {
  type AssessmentContent,
  type AssessmentMethod,
  assessmentMethods,
  assessmentTypes,
  type BallotGrade,
  ballotGrades,
  isBlank,
} from '../../domain/assessments/content.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import {
  choice,
  type Fields,
  integer,
  listOf,
  optionalChoice,
  optionalDay,
  optionalInteger,
  optionalPoints,
  optionalText,
  parseInput,
} from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'

/** The columns of the 评价 table: valid ballots, mean, the four grades. */
export const ballotColumns = { valid: '有效票', mean: '均分', ...ballotGrades } as const
export type BallotColumn = keyof typeof ballotColumns

const grades = Object.keys(ballotGrades) as BallotGrade[]

/** What a cell is called: 严·组织放心. */
export function cellLabels({ indicators }: RuleSet): ReadonlyMap<string, string> {
  const label = (list: readonly { readonly code: string; readonly label: string }[], code: string) =>
    list.find(one => one.code === code)?.label ?? code
  return new Map(
    indicators.cells.map(({ id, row, side }) => [
      id,
      `${label(indicators.rows, row)}·${label(indicators.sides, side)}`,
    ]),
  )
}

/** The fields of the form under this rule set. */
function contentFields(ruleSet: RuleSet): Fields {
  const cells = [...cellLabels(ruleSet)].map(([id, label]) => [`cell.${id}`, optionalPoints(label, 0, 10_000)])
  const ballots = ruleSet.evaluation.flatMap(({ code, label }) => [
    [`ballot.${code}.mean`, optionalPoints(`${label}均分`, 0, 10_000)],
    ...(['valid', ...grades] as const).map(name => [
      `ballot.${code}.${name}`,
      optionalInteger(`${label}${ballotColumns[name]}`, 0, 999_999),
    ]),
  ])
  return {
    /** Which rules the grid was shown by: asked for before this is read. */
    gridOf: optionalText('考察表', 40),
    cycle: optionalText('考察周期', 40),
    type: optionalChoice('考察类型', assessmentTypes),
    methods: listOf('考察方式', choice('考察方式', assessmentMethods), assessmentMethods.length),
    team: optionalText('考察组', 60),
    from: optionalDay('考察起始日'),
    to: optionalDay('考察截止日'),
    note: optionalText('考察情况', 2000),
    reason: optionalText('变动理由', 500),
    lateReason: optionalText('补录理由', 500),
    ...Object.fromEntries([...cells, ...ballots]),
  }
}

/** What was typed as content; throws Invalid naming every field to mend. `more`: what else the form sends. */
export function readContent<M extends Fields>(
  cadreId: string,
  typed: Input,
  ruleSet: RuleSet,
  more: M,
): { readonly content: AssessmentContent; readonly values: Readonly<Record<string, unknown>> } {
  const values = parseInput({ ...contentFields(ruleSet), ...more }, typed) as Record<string, unknown>
  const number = (name: string) => values[name] as number | null
  const cells = ruleSet.indicators.cells.flatMap(({ id }) => {
    const value = number(`cell.${id}`)
    return value === null ? [] : [[id, value] as const]
  })
  const ballots = ruleSet.evaluation.map(({ code: group }) => ({
    group,
    valid: number(`ballot.${group}.valid`),
    mean: number(`ballot.${group}.mean`),
    counts: {
      excellent: number(`ballot.${group}.excellent`),
      fit: number(`ballot.${group}.fit`),
      basic: number(`ballot.${group}.basic`),
      unfit: number(`ballot.${group}.unfit`),
    },
  }))
  const chosen = values.methods as readonly AssessmentMethod[]
  const content = {
    cadreId,
    ...(values as unknown as Pick<AssessmentContent, 'type' | 'team' | 'from' | 'to' | 'note' | 'reason'>),
    ...filled('cycle', values.cycle),
    ...filled('lateReason', values.lateReason),
    methods: assessmentMethods.filter(method => chosen.includes(method)),
    cells: Object.fromEntries(cells),
    ballots: ballots.filter(row => !isBlank(row)),
  }
  return { content: only(content), values }
}

/** A text that is absent while it is blank. */
const filled = (name: 'cycle' | 'lateReason', value: unknown) =>
  typeof value === 'string' && value !== '' ? { [name]: value } : {}

/** The version a form was made from. */
export const versionField = { version: integer('版本', 1) }

const only = ({
  cadreId,
  type,
  methods,
  team,
  from,
  to,
  cells,
  ballots,
  note,
  reason,
  cycle,
  lateReason,
}: AssessmentContent): AssessmentContent => ({
  cadreId,
  type,
  methods,
  team,
  from,
  to,
  cells,
  ballots,
  note,
  reason,
  ...filled('cycle', cycle),
  ...filled('lateReason', lateReason),
})

/** Content in the shape of typed input. */
export function typedOf(content: AssessmentContent): Input {
  const { type, methods, team, from, to, cells, ballots, note, reason, cycle = '', lateReason = '' } = content
  const typed: Record<string, string | readonly string[]> = Object.create(null)
  Object.assign(typed, { type: type ?? '', methods, team, from: from ?? '', to: to ?? '', note, reason })
  Object.assign(typed, { cycle, lateReason })
  for (const [id, value] of Object.entries(cells)) typed[`cell.${id}`] = decimal(value)
  for (const { group, valid, mean, counts } of ballots) {
    typed[`ballot.${group}.valid`] = valid === null ? '' : String(valid)
    typed[`ballot.${group}.mean`] = mean === null ? '' : decimal(mean)
    for (const grade of grades) typed[`ballot.${group}.${grade}`] = counts[grade] === null ? '' : String(counts[grade])
  }
  return typed
}

/** Hundredths as one types them: 86, 86.5. */
const decimal = (value: number): string => String(value / 100)
