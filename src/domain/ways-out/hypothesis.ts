import type { Entry, EntryKind, EntryOf } from '../evidence/entries.ts'
import type { BallotGroupRule, RuleSet } from '../rules/rule-set.ts'
import { type Day, endOfDay } from '../time/days.ts'
import type { Change } from './change.ts'

/** Who records and who verifies what is only supposed: two different people, and nobody real. */
const RECORDER = 'supposed-recorder'
const VERIFIER = 'supposed-verifier'

/** Whose ledger is supposed to go on, from which day. `entries`: own and shared ones. */
export interface Ground {
  readonly cadreId: string
  readonly unitId: string
  readonly entries: readonly Entry[]
  readonly today: Day
  readonly ruleSet: RuleSet
}

/** The ledger as it would be, and the day it would be read on. */
export interface Supposed {
  readonly entries: readonly Entry[]
  readonly asOf: Day
}

/** Appends what the changes would record; nothing recorded is taken away. */
export function suppose(ground: Ground, changes: readonly Change[]): Supposed {
  let next = ground.entries.reduce((last, { id }) => Math.max(last, id), 0)
  const added: Entry[] = []
  const add = (supposed: Recorded): number => {
    next += 1
    added.push(entryOf(next, ground, supposed))
    return next
  }
  for (const change of changes) recordChange(change, ground, add)
  const cells = changes.flatMap(change => (change.kind === 'cell' ? [[change.cell, change.score] as const] : []))
  if (cells.length > 0) add({ kind: 'assessment', data: assessment(Object.fromEntries(cells), ground.today) })
  const means = changes.flatMap(change => (change.kind === 'ballots' ? [[change.group, change.mean] as const] : []))
  if (means.length > 0) add({ kind: 'ballot', data: ballots(Object.fromEntries(means), ground.ruleSet) })
  const asOf = changes.reduce(
    (day, change) => (change.kind === 'time' && change.until > day ? change.until : day),
    ground.today,
  )
  if (changes.some(({ kind }) => kind === 'again')) added.push(...latestAgain(ground, next + 1, asOf))
  return { entries: [...ground.entries, ...added], asOf }
}

function latestAgain({ entries, cadreId }: Ground, id: number, day: Day): Entry[] {
  const last = entries.findLast(({ kind, subjects }) => kind === 'assessment' && subjects.includes(cadreId))
  return last === undefined ? [] : [{ ...last, id, effectiveOn: day, recordedAt: endOfDay(day) }]
}

type Recorded = { [K in EntryKind]: { readonly kind: K; readonly data: EntryOf<K>['data'] } }[EntryKind]

/** Recorded at the day's end: known to every rating from that day on. */
function entryOf(id: number, { cadreId, unitId, today }: Ground, { kind, data }: Recorded): Entry {
  const recordedBy = kind === 'verification' ? VERIFIER : RECORDER
  return {
    id,
    kind,
    data,
    subjects: [cadreId, unitId],
    effectiveOn: today,
    recordedAt: endOfDay(today),
    recordedBy,
  } as Entry
}

/** Cells and means are gathered into one assessment and one set of ballots, and time records nothing. */
function recordChange(change: Change, ground: Ground, add: (supposed: Recorded) => number): void {
  switch (change.kind) {
    case 'fact': {
      const of = add({ kind: 'fact', data: factData(change, ground) })
      add({ kind: 'verification', data: { of, finding: 'true', note: '' } })
      return
    }
    case 'finding':
      add({ kind: 'verification', data: { of: change.of, finding: change.finding, note: '' } })
      return
    case 'tolerance':
      add({ kind: 'tolerance', data: { of: change.of, documentNo: '', reason: '' } })
      return
    case 'close':
      add({ kind: 'end', data: { of: change.of, reason: '销号' } })
  }
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

const assessment = (cells: Readonly<Record<string, number>>, from: Day): EntryOf<'assessment'>['data'] => ({
  type: '',
  methods: [],
  team: '',
  from,
  cells,
  note: '',
})

/** Just enough valid ballots for the group to count, all of them 优秀. */
function ballots(means: Readonly<Record<string, number>>, { evaluation }: RuleSet): EntryOf<'ballot'>['data'] {
  const groupOf = ({ code, minBallots }: BallotGroupRule, mean: number) => ({
    group: code,
    valid: minBallots,
    mean,
    counts: { excellent: minBallots, fit: 0, basic: 0, unfit: 0 },
  })
  return {
    groups: evaluation.flatMap(rule => (means[rule.code] === undefined ? [] : [groupOf(rule, means[rule.code] ?? 0)])),
  }
}
