import fc from 'fast-check'
import type { Entry, EntryData, EntryKind, NewEntry } from '../../../src/domain/evidence/entries.ts'
import { addDays, addMonths, type Day } from '../../../src/domain/time/days.ts'
import { allCells, GROUPS } from './book.ts'
import { ruleSetV1 } from './rules.ts'

/**
 * Random ledgers. A step says what is recorded, when, and of which earlier entry (a number, taken modulo what there
 * is); `ledgerOf` plays the steps of one or many cadres in the order of recording, as the real ledger does.
 */
export interface Step {
  readonly day: Day
  /** Days from the day it speaks of to the day it was recorded; negative: recorded ahead. */
  readonly lag: number
  readonly hour: number
  readonly recorder: string
  /** `pick(kinds)` names an earlier own entry of these kinds, null when there is none. */
  readonly write: (cadre: string, pick: Pick) => (NewEntry & { readonly others?: string }) | null
}

type Pick = (seed: number, ...kinds: EntryKind[]) => number | null

const FIRST = '2023-01-01'
const SPAN = 730

const edges = [
  '2023-02-28',
  '2023-08-31',
  '2023-11-28',
  '2023-11-30',
  '2024-02-28',
  '2024-02-29',
  '2024-03-31',
  '2024-05-31',
]

export const day = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: SPAN }).map(n => addDays(FIRST, n)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: -1, max: 1 }))
      .map(([month, n]) => addDays(addDays(addMonths(FIRST, month + 1), -1), n)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...edges) },
)

/** A day on which a rating may be asked for. */
export const asOf = fc.oneof(
  fc.integer({ min: 240, max: SPAN }).map(n => addDays(FIRST, n)),
  fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2024-05-31', '2024-08-31', '2024-11-30', '2025-02-28'),
)

const codes = ruleSetV1.evidence.map(rule => rule.code)
const someCodes = fc.oneof(fc.constantFrom(...codes), fc.constantFrom('N2', 'N4', 'N6', 'N7', 'P1', 'P2', 'P4', 'P7'))
const units = ['u1', 'u2', 'u3']
const seed = fc.nat(1000)
const roles = fc.uniqueArray(fc.constantFrom('person' as const, 'charge' as const, 'chief' as const), {
  minLength: 1,
  maxLength: 3,
})
const score = fc.oneof(fc.integer({ min: 4000, max: 10_000 }), fc.constantFrom(5999, 6000, 7500, 9000, 10_000))
const cells = fc.oneof(
  score.map(value => Object.fromEntries(allCells.map(cell => [cell, value]))),
  fc.dictionary(fc.constantFrom(...allCells), score, { maxKeys: 15 }),
)
const count = fc.integer({ min: 0, max: 6 })

const written = <K extends EntryKind>(
  kind: K,
  cadre: string,
  effectiveOn: Day,
  data: EntryData[K],
  subjects: readonly string[] = [cadre],
): NewEntry => ({ kind, subjects, effectiveOn, data }) as unknown as NewEntry

type Writer = (cadre: string, on: Day, pick: Pick) => NewEntry | null

const posting = fc
  .record({
    unitId: fc.constantFrom(...units),
    unitKind: fc.constantFrom('town' as const, 'department' as const, 'enterprise' as const, 'other' as const),
    head: fc.boolean(),
    main: fc.constantFrom(true, true, false),
  })
  .map(
    (data): Writer =>
      (cadre, on) =>
        written('posting', cadre, on, { ...data, title: '职务' }),
  )

const duty = fc
  .record({
    unitId: fc.constantFrom('u1', 'u1', 'u2'),
    field: fc.constantFrom('12345', '12345', '综合'),
    role: fc.constantFrom('charge' as const, 'chief' as const, 'specific' as const),
    other: fc.constantFrom(false, false, true),
  })
  .map(
    ({ other, ...data }): Writer =>
      (cadre, on) =>
        written('duty', cadre, on, data, [other ? `${cadre}-colleague` : cadre, data.unitId]),
  )

const leave = fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }).map(
  (n): Writer =>
    (cadre, on) =>
      written('leave', cadre, on, { reason: '', lastDay: n === null ? null : addDays(on, n) }),
)

const end = seed.map(
  (n): Writer =>
    (cadre, on, pick) => {
      const of = pick(n, 'posting', 'duty', 'leave', 'restriction', 'notice', 'placement', 'placement')
      return of === null ? null : written('end', cadre, on, { of, reason: '' })
    },
)

const reversal = seed.map(
  (n): Writer =>
    (cadre, on, pick) => {
      const of = pick(n)
      return of === null ? null : written('reversal', cadre, on, { of, reason: '' })
    },
)

const fact = fc
  .record({
    code: someCodes,
    roles,
    channel: fc.constantFrom('督查', '信访', '12345'),
    intent: fc.constantFrom(null, true, false),
    same: fc.option(seed, { nil: null, freq: 5 }),
    honour: fc.constantFrom(null, null, '甲', '乙'),
    grade: fc.constantFrom('一般', '较差', null),
  })
  .map(
    ({ roles, same, ...data }): Writer =>
      (cadre, on, pick) =>
        written('fact', cadre, on, {
          ...data,
          title: data.code,
          documentNo: '',
          proof: '',
          late: false,
          sameAs: same === null ? null : pick(same, 'fact'),
          unitId: 'u1',
          field: '综合',
          attributions: roles.map(role => ({ subject: { type: 'cadre' as const, id: cadre }, role })),
        }),
  )

const verification = fc
  .tuple(seed, fc.constantFrom('true' as const, 'true' as const, 'partly' as const, 'false' as const))
  .map(
    ([n, finding]): Writer =>
      (cadre, on, pick) => {
        const of = pick(n, 'fact', 'ballot')
        return of === null ? null : written('verification', cadre, on, { of, finding, note: '' })
      },
  )

const tolerance = seed.map(
  (n): Writer =>
    (cadre, on, pick) => {
      const of = pick(n, 'fact')
      return of === null ? null : written('tolerance', cadre, on, { of, documentNo: '', reason: '' })
    },
)

const talk = fc.constantFrom('N2', 'N4', 'N6', 'N7').map(
  (code): Writer =>
    (cadre, on) =>
      written('talk', cadre, on, { code, note: '' }),
)

const assessment = cells.map(
  (seen): Writer =>
    (cadre, on) =>
      written('assessment', cadre, on, { type: '', methods: [], team: '', from: on, cells: seen, note: '' }),
)

const ballot = fc
  .uniqueArray(
    fc.record({
      group: fc.constantFrom(...GROUPS),
      valid: fc.integer({ min: 0, max: 9 }),
      mean: score,
      counts: fc.record({ excellent: count, fit: count, basic: count, unfit: count }),
    }),
    { selector: group => group.group, maxLength: 5 },
  )
  .map(
    (groups): Writer =>
      (cadre, on) =>
        written('ballot', cadre, on, { groups }),
  )

const grades = fc
  .tuple(fc.integer({ min: 2022, max: 2024 }), fc.constantFrom('优秀', '称职', '基本称职', '不称职'))
  .map(
    ([year, grade]): Writer =>
      (cadre, on) =>
        written('annualGrade', cadre, on, { year, grade }),
  )

const quarterGrade = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.constantFrom('好', '较好', '一般', '较差')).map(
  ([n, grade]): Writer =>
    (cadre, on) =>
      written('quarterGrade', cadre, on, { quarter: `${2023 + Math.floor(n / 4)}Q${(n % 4) + 1}`, grade }),
)

const placement = fc
  .record({
    colour: fc.constantFrom('yellow', 'yellow', 'red', 'blue'),
    months: fc.option(fc.integer({ min: 0, max: 7 }), { nil: null }),
    causes: fc.array(seed, { maxLength: 6 }),
    observation: fc.constantFrom(false, false, false, true),
  })
  .map(
    ({ colour, months, causes, observation }): Writer =>
      (cadre, on, pick) =>
        written('placement', cadre, on, {
          colour,
          lastDay: months === null ? null : addDays(addMonths(on, months), -1),
          causes: causes.map(n => pick(n)).filter(id => id !== null),
          observation,
          decidedBy: '',
          documentNo: '',
        }),
  )

const extension = fc.tuple(seed, fc.integer({ min: 0, max: 120 })).map(
  ([n, days]): Writer =>
    (cadre, on, pick) => {
      const of = pick(n, 'placement')
      return of === null ? null : written('extension', cadre, on, { of, lastDay: addDays(on, days) })
    },
)

const rectification = fc.tuple(seed, fc.constantFrom(false, false, true)).map(
  ([n, passed]): Writer =>
    (cadre, on, pick) => {
      const of = pick(n, 'placement')
      return of === null ? null : written('rectification', cadre, on, { of, passed })
    },
)

const opinion = fc.tuple(fc.constantFrom('纪委监委', '信访'), fc.boolean()).map(
  ([office, objection]): Writer =>
    (cadre, on) =>
      written('opinion', cadre, on, { office, objection, note: '' }),
)

const notice = fc
  .constant(null)
  .map(
    (): Writer => (cadre, on) =>
      written('notice', cadre, on, { number: '', title: '', deadline: on, unitId: 'u1', attributions: [] }),
  )

const restriction = fc
  .record({
    ground: fc.constantFrom('discipline', 'investigation', 'disobedience', 'accident', 'fraud'),
    documentNo: fc.constantFrom('文1', null),
    days: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }),
  })
  .map(
    ({ ground, documentNo, days }): Writer =>
      (cadre, on) =>
        written('restriction', cadre, on, {
          ground: ground as EntryData['restriction']['ground'],
          documentNo,
          lastDay: days === null ? null : addDays(on, days),
        }),
  )

const ranking = fc
  .record({
    group: fc.constantFrom('departments', 'departments', 'departments', 'towns'),
    // Mostly the month before the publication, as in life.
    back: fc.constantFrom(1, 1, 1, 0, 2),
    size: fc.integer({ min: 3, max: 6 }),
    places: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  })
  .map(
    ({ group, back, size, places }): Writer =>
      (cadre, on) =>
        written(
          'ranking',
          cadre,
          on,
          {
            month: addMonths(on, -back).slice(0, 7),
            group,
            size,
            positions: places.map((position, i) => ({ unitId: units[i] as string, position })),
          },
          units.slice(0, places.length),
        ),
  )

/** Everything a ledger may hold; weights make the common common and let combinations happen. */
const anything = fc.oneof(
  { weight: 2, arbitrary: posting },
  { weight: 3, arbitrary: duty },
  { weight: 2, arbitrary: leave },
  { weight: 4, arbitrary: end },
  { weight: 4, arbitrary: reversal },
  { weight: 12, arbitrary: fact },
  { weight: 12, arbitrary: verification },
  { weight: 2, arbitrary: tolerance },
  { weight: 2, arbitrary: talk },
  { weight: 6, arbitrary: assessment },
  { weight: 5, arbitrary: ballot },
  { weight: 3, arbitrary: grades },
  { weight: 4, arbitrary: quarterGrade },
  { weight: 5, arbitrary: placement },
  { weight: 3, arbitrary: extension },
  { weight: 3, arbitrary: rectification },
  { weight: 2, arbitrary: opinion },
  { weight: 1, arbitrary: notice },
  { weight: 2, arbitrary: restriction },
  { weight: 6, arbitrary: ranking },
)

const step = fc
  .record({
    day,
    lag: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 60 })),
    hour: fc.constantFrom(1, 15, 16, 23),
    recorder: fc.constantFrom('k1', 'k2', 'k3'),
    writer: anything,
  })
  .map(({ writer, ...when }): Step => ({ ...when, write: (cadre, pick) => writer(cadre, when.day, pick) }))

const at = (on: Day, write: Writer): Step => ({
  day: on,
  lag: 0,
  hour: 1,
  recorder: 'k1',
  write: (cadre, pick) => write(cadre, on, pick),
})

/** Somebody posted early on, with anything else. */
const wildSteps = fc
  .tuple(
    posting,
    fc.option(assessment, { nil: null, freq: 5 }),
    fc.option(ballot, { nil: null }),
    fc.array(step, { maxLength: 45 }),
  )
  .map(([post, seen, votes, rest]) => [
    at('2022-06-01', (cadre, on, pick) => {
      const entry = post(cadre, on, pick)
      return entry === null ? null : ({ ...entry, data: { ...entry.data, main: true } } as NewEntry)
    }),
    ...(seen === null ? [] : [at('2023-10-31', seen)]),
    ...(votes === null ? [] : [at('2023-12-15', votes)]),
    ...rest,
  ])

/** The ledger of one cadre `c1` over two years. */
export const ledger = wildSteps.map(steps => ledgerOf([['c1', steps]]))

/** A posting and two or three things more: so little that one forgotten day shows. */
export const quietLedger = fc
  .tuple(posting, anything, fc.array(step, { minLength: 1, maxLength: 3 }))
  .map(([post, first, rest]) => [at('2020-01-01', post), at('2023-11-30', first), ...rest])
  .map(steps => ledgerOf([['c1', steps]]))

/** Plays steps in the order of their recording. */
function ledgerOf(members: readonly (readonly [string, readonly Step[]])[]): Entry[] {
  const timed = members
    .flatMap(([cadre, steps]) => steps.map(each => ({ cadre, each, recordedAt: instantOf(each) })))
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
  const entries: Entry[] = []
  const own = new Map<string, Entry[]>()
  for (const { cadre, each, recordedAt } of timed) {
    const mine = own.get(cadre) ?? []
    own.set(cadre, mine)
    const pick: Pick = (n, ...kinds) => {
      const found = kinds.length === 0 ? mine : mine.filter(entry => kinds.includes(entry.kind))
      return found.length === 0 ? null : (found[n % found.length] as Entry).id
    }
    const entry = each.write(cadre, pick)
    if (entry === null) continue
    const about = 'of' in entry.data ? mine.find(other => other.id === (entry.data as { of: number }).of) : undefined
    const recorded = {
      ...entry,
      subjects: about?.subjects ?? entry.subjects,
      id: entries.length + 1,
      recordedAt,
      recordedBy: each.recorder,
    } as Entry
    entries.push(recorded)
    mine.push(recorded)
  }
  return entries
}

const instantOf = ({ day, lag, hour }: Step): string =>
  `${addDays(day, lag)}T${String(hour).padStart(2, '0')}:00:00.000Z`

/** Somebody who may well be blue: few values, so that people tie. */
const goodSteps = fc
  .record({
    unitId: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5'),
    unitKind: fc.constantFrom('town' as const, 'department' as const),
    result: fc.constantFrom(9500, 9600, 9700, 9800),
    process: fc.constantFrom(9500, 9600),
    codes: fc.tuple(fc.constantFrom('P4', 'P5'), fc.constantFrom('P4', 'P8', 'P6', 'P7', 'N1')),
    grade: fc.constantFrom('优秀', '称职', '称职', '基本称职'),
    extra: fc.array(step, { maxLength: 1 }),
  })
  .map(({ unitId, unitKind, result, process, codes: [first, second], grade, extra }) => [
    at('2022-06-01', (cadre, on) =>
      written('posting', cadre, on, { unitId, unitKind, title: '', head: false, main: true }),
    ),
    at('2024-06-10', (cadre, on) =>
      written('assessment', cadre, on, {
        type: '',
        methods: [],
        team: '',
        from: on,
        cells: Object.fromEntries(
          ruleSetV1.indicators.cells.map(cell => [cell.id, ['solid', 'quick'].includes(cell.row) ? result : process]),
        ),
        note: '',
      }),
    ),
    at('2024-01-20', (cadre, on) => written('annualGrade', cadre, on, { year: 2023, grade })),
    ...[first, second].flatMap((code, i) => [
      at('2024-05-01', (cadre, on) =>
        written('fact', cadre, on, {
          code,
          title: code,
          channel: `渠道${i}`,
          documentNo: '',
          proof: '',
          intent: null,
          late: false,
          sameAs: null,
          honour: null,
          grade: null,
          unitId,
          field: '',
          attributions: [{ subject: { type: 'cadre', id: cadre }, role: 'person' }],
        }),
      ),
      {
        ...at('2024-05-02', (cadre, on, pick) =>
          written('verification', cadre, on, { of: pick(i, 'fact') as number, finding: 'true', note: '' }),
        ),
        recorder: 'k9',
      },
    ]),
    ...extra,
  ])

/** Many cadres in one ledger, most of them good enough to contend for places. */
export const population = fc
  .array(fc.oneof({ weight: 3, arbitrary: goodSteps }, { weight: 1, arbitrary: wildSteps }), {
    minLength: 30,
    maxLength: 50,
  })
  .map(members => ledgerOf(members.map((steps, i) => [`c${String(i + 1).padStart(3, '0')}`, steps] as const)))
