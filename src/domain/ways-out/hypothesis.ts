import type { Entry, EntryKind, EntryOf } from '../evidence/entries.ts'
import { latest } from '../rating/dossier.ts'
import { knownEntries } from '../rating/known.ts'
import type { BallotGroupRule, RuleSet } from '../rules/rule-set.ts'
import { type Day, endOfDay } from '../time/days.ts'
import type { Change } from './change.ts'
import { type ComingRules, rulesOn } from './coming-rules.ts'

/** Who records and who verifies what is only supposed: two different people, and nobody real. */
const RECORDER = 'supposed-recorder'
const VERIFIER = 'supposed-verifier'

/** Whose ledger is supposed to go on, from which day. `entries`: own and shared ones. */
export interface Ground {
  readonly cadreId: string
  readonly unitId: string
  readonly entries: readonly Entry[]
  readonly today: Day
  /** In force today. */
  readonly ruleSet: RuleSet
  /** Published already and to follow, the nearest first: a day is asked by the rules it will have. */
  readonly coming?: readonly ComingRules[]
}

/** The ledger as it would be, and the day it would be read on. */
export interface Supposed {
  readonly entries: readonly Entry[]
  readonly asOf: Day
}

/** Appends what the changes would record; nothing recorded is taken away. */
export function suppose(ground: Ground, changes: readonly Change[]): Supposed {
  const { today, entries } = ground
  const asOf = changes.reduce(
    (day, change) => (change.kind === 'time' && change.until > day ? change.until : day),
    today,
  )
  let next = entries.reduce((last, { id }) => Math.max(last, id), 0)
  const added: Entry[] = []
  const then = { ...ground, ruleSet: rulesOn(asOf, ground) }
  for (const change of changes) {
    for (const recorded of recordsOf(change, next + 1, then)) {
      next += 1
      added.push(entryOf(next, asOf, ground, recorded))
    }
  }
  return { entries: [...entries, ...added], asOf }
}

type Recorded = { [K in EntryKind]: { readonly kind: K; readonly data: EntryOf<K>['data'] } }[EntryKind]

/** Recorded at the end of the day that is reached; what ends something ends it today already. */
function entryOf(id: number, asOf: Day, { cadreId, unitId, today }: Ground, { kind, data }: Recorded): Entry {
  return {
    id,
    kind,
    data,
    subjects: kind === 'ranking' ? [unitId] : [cadreId, unitId],
    effectiveOn: kind === 'end' ? today : asOf,
    recordedAt: endOfDay(asOf),
    recordedBy: kind === 'verification' ? VERIFIER : RECORDER,
  } as Entry
}

/** What a change records, the first under the number `id`; time records nothing. */
function recordsOf(change: Change, id: number, ground: Ground): Recorded[] {
  const { ruleSet } = ground
  switch (change.kind) {
    case 'fact':
      return [
        { kind: 'fact', data: factData(change, ground) },
        { kind: 'verification', data: { of: id, finding: 'true', note: '' } },
      ]
    case 'finding':
      return [{ kind: 'verification', data: { of: change.of, finding: change.finding, note: '' } }]
    case 'tolerance':
      return [{ kind: 'tolerance', data: { of: change.of, documentNo: '', reason: '' } }]
    case 'close':
    case 'lift':
      return [{ kind: 'end', data: { of: change.of, reason: '' } }]
    case 'rectify':
      return [{ kind: 'rectification', data: { of: change.of, passed: true } }]
    case 'ranking':
      // Who is not named in a ranking is not among its last.
      return [{ kind: 'ranking', data: { month: change.month, group: change.group, size: 0, positions: [] } }]
    case 'quarterGrade':
      return [{ kind: 'quarterGrade', data: { quarter: change.quarter, grade: change.grade } }]
    case 'annualGrade':
      return [{ kind: 'annualGrade', data: { year: change.year, grade: change.grade } }]
    case 'assess':
      return [assessment(Object.fromEntries(ruleSet.indicators.cells.map(({ id }) => [id, change.score])))]
    case 'cell':
      return [assessment({ [change.cell]: change.score })]
    case 'again':
      return latestAgain(ground)
    case 'poll':
      return [ballots(ruleSet.evaluation, meanOf(change))]
    case 'ballots':
      return [
        ballots(
          ruleSet.evaluation.filter(({ code }) => code === change.group),
          meanOf(change),
        ),
      ]
    case 'time':
      return []
  }
}

function latestAgain({ entries, cadreId, today }: Ground): Recorded[] {
  const own = knownEntries(entries, endOfDay(today)).filter(
    (entry): entry is EntryOf<'assessment'> => entry.kind === 'assessment' && entry.subjects.includes(cadreId),
  )
  const last = latest(own.filter(({ effectiveOn }) => effectiveOn <= today))
  return last === null ? [] : [{ kind: 'assessment', data: last.data }]
}

const factData = (
  { code, channel }: Extract<Change, { kind: 'fact' }>,
  { cadreId, unitId }: Ground,
): EntryOf<'fact'>['data'] => ({
  code,
  title: '',
  channel,
  documentNo: '',
  proof: '',
  intent: null,
  late: false,
  sameAs: null,
  honour: null,
  grade: null,
  unitId,
  field: '',
  attributions: [{ subject: { type: 'cadre', id: cadreId }, role: 'person' }],
})

const assessment = (cells: Readonly<Record<string, number>>): Recorded => ({
  kind: 'assessment',
  data: { type: '', methods: [], team: '', from: '', cells, note: '' },
})

/** 60.00: whoever votes 优秀 gives more than a pass, so ballots that are all 优秀 have at least this mean. */
const IMPLIED_MEAN = 6000

/** The mean of ballots that are supposed. */
export const meanOf = ({ mean = IMPLIED_MEAN }: Extract<Change, { kind: 'poll' | 'ballots' }>): number => mean

/** Just enough valid ballots for each group to count, all of them 优秀. */
const ballots = (groups: readonly BallotGroupRule[], mean: number): Recorded => ({
  kind: 'ballot',
  data: {
    groups: groups.map(({ code, minBallots }) => ({
      group: code,
      valid: minBallots,
      mean,
      counts: { excellent: minBallots, fit: 0, basic: 0, unfit: 0 },
    })),
  },
})
