import { countedAs } from '../rating/counted-as.ts'
import { classPlaces } from '../rating/place.ts'
import type { Outcomes, TrialOutcome } from './outcome.ts'

/** Somebody for whom the draft suggests something else: another colour, or the same with another mark. */
export interface Move {
  readonly before: TrialOutcome
  readonly after: TrialOutcome
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

/** Everybody who moves, the gravest colour of the draft first, then by unit and id; and the numbers. */
export function compareOutcomes(
  before: Outcomes,
  after: Outcomes,
): { readonly moves: Move[]; readonly summary: TrialSummary } {
  const pairs = [...after.rows.values()].map((now): Move => {
    const old = before.rows.get(now.cadreId)
    // Who is rated depends on postings alone, never on the rules.
    if (old === undefined) throw new Error(`${now.cadreId} is rated under one version only`)
    return { before: old, after: now }
  })
  if (pairs.length !== before.rows.size) throw new Error('somebody is rated under one version only')
  const moves = pairs.filter(pair => isColourMove(pair) || pair.before.mark !== pair.after.mark)
  const moved = moves.filter(isColourMove).length
  return {
    moves: inOrder(moves, after),
    summary: {
      rated: pairs.length,
      moved,
      remarked: moves.length - moved,
      rescored: pairs.filter(pair => pair.before.score !== pair.after.score).length,
      flows: flowsOf(pairs),
      byClass: grouped(pairs, outcome => outcome.classCode).map(([code, counts]) => ({ code, counts })),
      byUnit: grouped(pairs, outcome => outcome.unitId).map(([unitId, counts]) => ({ unitId, counts })),
      quota: quotaRows(before, after),
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

function flowsOf(pairs: readonly Move[]): TrialSummary['flows'] {
  const flows = new Map<string, { from: string; to: string; n: number }>()
  for (const { before, after } of pairs) {
    const [from, to] = [countedAs(before), countedAs(after)]
    const flow = flows.get(`${from} ${to}`) ?? { from, to, n: 0 }
    flow.n += 1
    flows.set(`${from} ${to}`, flow)
  }
  return [...flows.values()]
}

type Tally = Record<string, { before: number; after: number }>

function grouped(pairs: readonly Move[], keyOf: (outcome: TrialOutcome) => string): [string, Counts][] {
  const groups = new Map<string, Tally>()
  const add = (outcome: TrialOutcome, side: 'before' | 'after'): void => {
    const tally = groups.get(keyOf(outcome)) ?? {}
    const counts = tally[countedAs(outcome)] ?? { before: 0, after: 0 }
    counts[side] += 1
    tally[countedAs(outcome)] = counts
    groups.set(keyOf(outcome), tally)
  }
  for (const { before, after } of pairs) {
    add(before, 'before')
    add(after, 'after')
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

function quotaRows(before: Outcomes, after: Outcomes): QuotaRow[] {
  const codes = new Set([...after.version.ruleSet.classes, ...before.version.ruleSet.classes].map(({ code }) => code))
  return [...codes].map(code => ({ code, before: quotaSide(before, code), after: quotaSide(after, code) }))
}

function quotaSide({ placing, rows, version }: Outcomes, code: string): QuotaSide {
  const n = placing.classes[code]?.n ?? 0
  const within = (ids: readonly string[]): number => ids.filter(id => rows.get(id)?.classCode === code).length
  return {
    n,
    places: placing.classes[code]?.places ?? classPlaces(n, version.ruleSet),
    placed: within(placing.placed),
    tied: within(placing.tied),
    full: within(placing.full),
  }
}
