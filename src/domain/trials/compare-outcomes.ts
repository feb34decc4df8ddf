import type { ComparedOutcome } from '../moves/compared-outcome.ts'
import { countedAs } from '../rating/counted-as.ts'
import { classPlaces } from '../rating/place.ts'
import { setsOf } from '../rating/suggest.ts'
import type { Outcomes } from './outcome.ts'

/** Somebody for whom the draft suggests something else: another colour, or the same with another mark. */
export interface Move {
  readonly before: ComparedOutcome
  readonly after: ComparedOutcome
}

/** How many there are under each version, by colour (or the 依据不足 / 不定色 in its place). */
export type Counts = Readonly<Record<string, { readonly before: number; readonly after: number }>>

/** What became of the places of the quota's colour in one class. */
interface QuotaRow {
  readonly code: string
  readonly before: QuotaSide
  readonly after: QuotaSide
}

interface QuotaSide {
  /** Scored members, places, and what became of those who meet every condition. */
  readonly n: number
  readonly places: number
  readonly placed: number
  readonly tied: number
  readonly full: number
}

/** Everything a trial says in numbers. */
export interface TrialSummary {
  readonly rated: number
  /** Whose colour differs, whose mark alone differs, whose score differs (among all). */
  readonly moved: number
  readonly remarked: number
  readonly rescored: number
  /** How many go from which colour to which; who stays is counted too. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly n: number }[]
  readonly byClass: readonly { readonly code: string; readonly counts: Counts }[]
  readonly byUnit: readonly { readonly unitId: string; readonly counts: Counts }[]
  readonly quota: readonly QuotaRow[]
}

/** Everybody under both versions. Who is rated depends on postings alone, never on the rules. */
export function* pairsOf(before: Outcomes, after: Outcomes): Iterable<Move> {
  const olds = before.rows[Symbol.iterator]()
  for (const now of after.rows) {
    const old = olds.next()
    if (old.done === true || old.value.cadreId !== now.cadreId)
      throw new Error(`${now.cadreId} is rated under one version only, or in another order`)
    yield { before: old.value, after: now }
  }
  if (olds.next().done !== true) throw new Error('somebody is rated under one version only')
}

/** Everybody who moves, the gravest colour of the draft first, then by unit and id; and the numbers. */
export function compareOutcomes(
  before: Outcomes,
  after: Outcomes,
): { readonly moves: Move[]; readonly summary: TrialSummary } {
  const moves: Move[] = []
  const flows = createFlows()
  const [byClass, byUnit] = [createTallies(), createTallies()]
  const [oldPlaces, newPlaces] = [createPlaceCounts(before), createPlaceCounts(after)]
  let rated = 0
  let rescored = 0
  for (const pair of pairsOf(before, after)) {
    rated += 1
    if (pair.before.score !== pair.after.score) rescored += 1
    if (isColourMove(pair) || pair.before.mark !== pair.after.mark) moves.push(pair)
    flows.add(pair)
    byClass.add(pair, outcome => outcome.classCode)
    byUnit.add(pair, outcome => outcome.unitId)
    oldPlaces.add(pair.before)
    newPlaces.add(pair.after)
  }
  const moved = moves.filter(isColourMove).length
  return {
    moves: inOrder(moves, after),
    summary: {
      rated,
      moved,
      remarked: moves.length - moved,
      rescored,
      flows: flows.all(),
      byClass: byClass.all().map(([code, counts]) => ({ code, counts })),
      byUnit: byUnit.all().map(([unitId, counts]) => ({ unitId, counts })),
      quota: classCodes(before, after).map(code => ({ code, before: oldPlaces.of(code), after: newPlaces.of(code) })),
    },
  }
}

export const isColourMove = ({ before, after }: Move): boolean => countedAs(before) !== countedAs(after)

function inOrder(moves: readonly Move[], { version }: Outcomes): Move[] {
  const order = new Map(version.ruleSet.colours.map(({ code }, i) => [code, i]))
  const keyOf = ({ before, after }: Move): string =>
    [after, before]
      .map(outcome => String(order.get(countedAs(outcome)) ?? order.size).padStart(3, '0'))
      .concat(after.unitId, after.cadreId)
      .join(' ')
  const keyed = moves.map(move => [keyOf(move), move] as const)
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move)
}

function createFlows() {
  const flows = new Map<string, { from: string; to: string; n: number }>()
  return {
    add: ({ before, after }: Move): void => {
      const [from, to] = [countedAs(before), countedAs(after)]
      const flow = flows.get(`${from} ${to}`)
      if (flow === undefined) flows.set(`${from} ${to}`, { from, to, n: 1 })
      else flow.n += 1
    },
    all: (): TrialSummary['flows'] => [...flows.values()],
  }
}

/** How many there are of each colour on both sides, by class or by unit. */
function createTallies() {
  const groups = new Map<string, Record<string, { before: number; after: number }>>()
  const count = (key: string, colour: string, side: 'before' | 'after'): void => {
    const tally = groups.get(key) ?? {}
    const counts = tally[colour] ?? { before: 0, after: 0 }
    counts[side] += 1
    tally[colour] = counts
    groups.set(key, tally)
  }
  return {
    add: ({ before, after }: Move, keyOf: (outcome: ComparedOutcome) => string): void => {
      count(keyOf(before), countedAs(before), 'before')
      count(keyOf(after), countedAs(after), 'after')
    },
    all: (): [string, Counts][] => [...groups].sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}

const classCodes = (before: Outcomes, after: Outcomes): string[] => [
  ...new Set([after, before].flatMap(({ version }) => version.ruleSet.classes.map(({ code }) => code))),
]

/** What became, class by class, of those who meet every condition of the quota's colour. */
function createPlaceCounts({ placing, version }: Outcomes) {
  const sets = setsOf(placing)
  const states = ['placed', 'tied', 'full'] as const
  const counts = new Map<string, { placed: number; tied: number; full: number }>()
  return {
    add: ({ cadreId, classCode }: ComparedOutcome): void => {
      const state = states.find(one => sets[one].has(cadreId))
      if (state === undefined) return
      const own = counts.get(classCode) ?? { placed: 0, tied: 0, full: 0 }
      own[state] += 1
      counts.set(classCode, own)
    },
    of: (classCode: string): QuotaSide => {
      const n = placing.classes[classCode]?.n ?? 0
      const places = placing.classes[classCode]?.places ?? classPlaces(n, version.ruleSet)
      return { n, places, ...(counts.get(classCode) ?? { placed: 0, tied: 0, full: 0 }) }
    },
  }
}
