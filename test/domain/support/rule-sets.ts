import fc from 'fast-check'
import { checkRuleSet } from '../../../src/domain/rules/check-rule-set.ts'
import { boundsOf } from '../../../src/domain/rules/leaf-shape.ts'
import type { Colour, ConditionRule, Expression, Leaf, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ruleSetV1 } from './rules.ts'

/** Positive whole weights that total 100. */
const weights = (count: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: count - 1, maxLength: count - 1 }).map(cuts => {
    const ends = [0, ...cuts.sort((a, b) => a - b), 10_000]
    return ends.slice(1).map((end, i) => end - (ends[i] ?? 0))
  })

const withWeights = <T extends object>(items: readonly T[]): fc.Arbitrary<(T & { weight: number })[]> =>
  weights(items.length).map(list => items.map((item, i) => ({ ...item, weight: list[i] ?? 0 })))

const months = fc.constantFrom(1, 3, 6, 12, 24)
const some = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...items], { minLength: 1 })
const pick = <T>(items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items)

const indicators = fc
  .record({
    rows: some(ruleSetV1.indicators.rows),
    isMoved: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    seed: fc.array(some(ruleSetV1.indicators.sides), { minLength: 5, maxLength: 5 }),
  })
  .chain(({ rows, isMoved, seed }) => {
    const moved = rows.map((row, i) => ({ ...row, part: isMoved[i] ? 'process' : 'result' }))
    const sides = ruleSetV1.indicators.sides
    const cells = moved.flatMap((row, i) =>
      ruleSetV1.indicators.cells.filter(
        cell => cell.row === row.code && seed[i]?.some(side => side.code === cell.side),
      ),
    )
    return withWeights(cells).map(weighed => ({ rows: moved, sides, cells: weighed }))
  })

const score = (parts: readonly string[]): fc.Arbitrary<RuleSet['score']> =>
  fc.boolean().chain(hasBallots => {
    const present = ruleSetV1.score.parts.filter(
      ({ code, from }) => (from === 'ballots' && hasBallots) || parts.includes(code),
    )
    return fc.record({
      parts: withWeights(present),
      fading: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }).chain(ends =>
        fc
          .array(fc.integer({ min: 0, max: 100 }), { minLength: ends.length, maxLength: ends.length })
          .map(list => list.sort((a, b) => b - a))
          .map(list => ends.sort((a, b) => a - b).map((end, i) => ({ months: end, weight: list[i] ?? 0 }))),
      ),
      eventClip: fc.record({ min: fc.integer({ min: -5000, max: 0 }), max: fc.integer({ min: 0, max: 2000 }) }),
      clip: fc.record({ min: fc.integer({ min: -1000, max: 1000 }), max: fc.integer({ min: 8000, max: 12_000 }) }),
    })
  })

const evidence = some(ruleSetV1.evidence).chain(rules =>
  fc
    .tuple(
      ...rules.map(rule => {
        const points = rule.positive ? fc.integer({ min: 0, max: 800 }) : fc.integer({ min: -800, max: 0 })
        return fc.record({
          person: fc.oneof(fc.constant(rule.points.person), points),
          charge: points,
          chief: points,
          unit: points,
          cap: fc.option(fc.integer({ min: 1, max: 900 })),
        })
      }),
    )
    .map(drawn =>
      rules.map((rule, i) => {
        const { cap, ...points } = drawn[i] as (typeof drawn)[number]
        const bound = cap === null ? null : { per: 'year' as const, points: rule.positive ? cap : -cap }
        return { ...rule, points, cap: bound }
      }),
    ),
)

const roles = ['person', 'charge', 'chief', 'unit'] as const
const grounds = ['discipline', 'investigation', 'disobedience', 'accident', 'fraud'] as const

const facts = (codes: readonly string[]) =>
  fc.record(
    {
      codes: some(codes),
      positive: fc.boolean(),
      roles: some(roles),
      intent: fc.constant(true as const),
      full: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )

interface Names {
  readonly codes: readonly string[]
  readonly colours: readonly string[]
}

type Open = Leaf extends infer L ? (L extends Leaf ? Omit<L, 'op' | 'value'> : never) : never

/** What a leaf looks at, of every kind there is. */
function looked({ codes, colours }: Names): fc.Arbitrary<Open> {
  const filter = facts(codes)
  const faded = fc.record(
    { of: pick(['points', 'mean', 'latest'] as const), facts: filter, months, fading: fc.constant(true as const) },
    { requiredKeys: ['of', 'facts', 'months'] },
  )
  const grade = pick(['优秀', '称职', '基本称职', '不称职'])
  const compare = fc.oneof(
    fc.constant({ of: 'coverage' as const }),
    fc.constant({ of: 'tenure' as const }),
    fc.record({ of: fc.constant('scoreChange' as const), months }),
    faded,
    fc.record({ of: pick(['worst', 'channels'] as const), facts: filter, months }),
    fc.record({ of: fc.constant('ballotShare' as const), share: pick(['qualified', 'unfit'] as const), months }),
    fc.record({ of: fc.constant('ballotUpheld' as const), months }),
    fc.record({
      of: fc.constant('annualGrade' as const),
      values: fc.dictionary(grade, fc.integer({ min: -5, max: 5 }), { minKeys: 1 }),
      months,
    }),
  )
  const count = fc.oneof(
    fc.record({ of: fc.constant('facts' as const), facts: filter, months }),
    fc.record({ of: pick(['placements', 'failedRectifications'] as const), colour: pick(colours), months }),
    fc.record({ of: fc.constant('restrictions' as const), grounds: some(grounds), months: fc.option(months) }),
    fc.record({ of: fc.constant('adverse' as const), colours: some(colours), months, restrictionMonths: months }),
  )
  const streak = fc.oneof(
    fc.record({
      of: fc.constant('hotline' as const),
      bottom: fc.integer({ min: 1, max: 5 }),
      role: pick(['charge', 'chief'] as const),
      field: fc.constant('12345'),
      months,
    }),
    fc.record({ of: fc.constant('quarterGrade' as const), grades: some(['好', '较好', '一般', '较差']), months }),
    fc.record({ of: fc.constant('factMonths' as const), facts: filter, months }),
  )
  return fc.oneof(
    compare.map(measure => ({ compare: measure })),
    count.map(counted => ({ count: counted })),
    streak.map(run => ({ streak: run })),
  ) as fc.Arbitrary<Open>
}

const operator = pick(['lt', 'le', 'gt', 'ge'] as const)

/** A leaf with an operator and a limit that its bounds allow, mostly a small one. */
const withLimit = (open: Open): fc.Arbitrary<Leaf> =>
  operator.chain(op => {
    const leaf = { ...open, op, value: 0 } as Leaf
    const { min, max } = boundsOf(leaf)
    if ('compare' in leaf && leaf.compare.of === 'ballotShare') {
      return fc.constantFrom([0, 1], [1, 3], [1, 2], [2, 3], [1, 1]).map(value => ({ ...leaf, value }) as Leaf)
    }
    const near = fc.integer({ min: Math.max(min, -1500), max: Math.min(max, 1500) })
    const nearest = fc.integer({ min: Math.max(min, -3), max: Math.max(min, Math.min(max, 3)) })
    const limit = min > -1500 && max < 4 ? near : fc.oneof(near, min <= 3 && max >= -3 ? nearest : near)
    return limit.map(value => ({ ...leaf, value }) as Leaf)
  })

/** Lines of the score that keep the bands of the colours apart, as `checkRuleSet` asks. */
function scoreLeaf({ direction }: Colour): fc.Arbitrary<Leaf> {
  const [min, max] = direction < -1 ? [0, 5900] : direction < 0 ? [6000, 7900] : [8000, 11_000]
  const op = pick(direction < 0 ? (['lt', 'le'] as const) : (['gt', 'ge'] as const))
  return fc
    .record({ op, value: fc.integer({ min, max }) })
    .map(line => ({ compare: { of: 'score' as const }, ...line }))
}

const rankLeaf: fc.Arbitrary<Leaf> = fc
  .integer({ min: 0, max: 10_000 })
  .map(value => ({ rank: 'score' as const, op: 'le' as const, value }))

function expression(colour: Colour, names: Names): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    { weight: 5, arbitrary: looked(names).chain(withLimit) },
    { weight: 2, arbitrary: scoreLeaf(colour) },
    { weight: colour.direction > 0 ? 1 : 0, arbitrary: rankLeaf },
  )
  return fc.letrec<{ tree: Expression }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(all => ({ all })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(any => ({ any })),
      tie('tree').map(not => ({ not })),
    ),
  })).tree
}

function conditions(colours: readonly Colour[], names: Names): fc.Arbitrary<ConditionRule[]> {
  const one = (colour: Colour, effect: fc.Arbitrary<ConditionRule['effect']>) =>
    fc
      .record({ effect, when: expression(colour, names) })
      .map(drawn => ({ colour: colour.code, sentence: '随机条件', basis: '示例〔2022〕1号', ...drawn }))
  const real = colours.filter(({ match }) => match !== 'default')
  const needed = real.map(colour => one(colour, fc.constant('suggest')))
  const further = fc.array(
    pick(real).chain(colour => one(colour, pick(['suggest', 'veto', 'lock', 'alert'] as const))),
    { maxLength: 6 },
  )
  return fc
    .tuple(fc.tuple(...needed), further)
    .map(([first, more]) => [...first, ...more].map((rule, i) => ({ id: `C${i + 1}`, ...rule })))
}

const settlers = ['red', 'yellow', 'blue']

const colours = fc.tuple(
  ...ruleSetV1.colours.map((colour, i) =>
    fc.record({
      // No circles: only itself and what stands before it.
      settledBy: fc.subarray(settlers.slice(0, i + 1)),
      term: fc.option(
        fc.record({
          months: fc.integer({ min: 1, max: 12 }),
          extensions: fc.integer({ min: 0, max: 2 }),
          extensionMonths: fc.integer({ min: 0, max: 6 }),
        }),
      ),
      consequences: fc.subarray([...colour.consequences]),
      label: fc.oneof({ weight: 4, arbitrary: fc.constant(colour.label) }, pick(['甲名单', '乙名单'])),
    }),
  ),
)

const share = fc.integer({ min: 0, max: 10_000 })

/** Any rule set that `checkRuleSet` passes, near enough to V1 that the ledgers of `arbitrary.ts` speak to it. */
export const ruleSet: fc.Arbitrary<RuleSet> = fc
  .record({ colours, indicators, evidence, evaluation: some(ruleSetV1.evaluation) })
  .chain(drawn => {
    const list = ruleSetV1.colours.map((colour, i) => ({ ...colour, ...drawn.colours[i] }))
    const names = { codes: drawn.evidence.map(({ code }) => code), colours: ['red', 'yellow', 'blue'] }
    const parts = [...new Set(drawn.indicators.rows.map(({ part }) => part))]
    return fc.record({
      format: fc.constant(1 as const),
      id: fc.integer({ min: 1, max: 99 }).map(number => `V${number}`),
      title: fc.constant('随机规则 第一版'),
      basis: fc.constant('示例〔2022〕1号'),
      colours: fc.constant(list),
      classes: fc.constant(ruleSetV1.classes),
      indicators: fc.constant(drawn.indicators),
      evaluation: withWeights(drawn.evaluation),
      score: score(parts),
      evidence: fc.constant(drawn.evidence),
      findings: fc.constantFrom({ true: 100, partly: 50, false: 0 }, { true: 100, partly: 0, false: 0 }),
      repetition: fc.record({ months, factor: fc.integer({ min: 100, max: 300 }) }),
      conditions: conditions(list, names),
      marks: fc.record({ minCoverage: share, absence: fc.record({ months, share }) }),
      quotas: fc.record({
        colour: fc.constant('blue'),
        classShare: share,
        unitDivisor: fc.integer({ min: 1, max: 20 }),
        headShare: share,
      }),
      opinions: fc.record({ offices: fc.subarray(['纪委监委', '信访']), days: fc.integer({ min: 1, max: 60 }) }),
    })
  })
  .filter(document => checkRuleSet(document).ok)
