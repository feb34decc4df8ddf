import type { Day } from '../time/days.ts'
import type { Candidate } from './candidates.ts'
import type { Change } from './change.ts'
import { includesSet } from './inclusion.ts'
import type { Goal, Oracle } from './out.ts'
import { type Strong, weakened } from './weaken.ts'

/** How often the engine may be asked for one cadre, and how many ways are enough. */
export interface Effort {
  readonly runs: number
  readonly ways: number
}

/** What may be chosen from. */
export interface Field {
  readonly candidates: readonly Candidate[]
  /** Days that time may run until; only one in a set. */
  readonly days: readonly Day[]
  /** Whether anything can lead there without time. */
  readonly today: boolean
  /** Whether the rules let conclude from what fails that less of it fails (`isMonotone`). */
  readonly sound: boolean
}

export interface Found {
  readonly sets: readonly (readonly Change[])[]
  /** The engine was asked as often as allowed before everything was tried, or enough was found. */
  readonly cutShort: boolean
}

/** One change of a set: the candidate at its strongest, or one of its lesser forms. */
interface Choice extends Strong {
  readonly target: string
  readonly lesser: readonly Change[]
}

type Set3 = readonly Choice[]
type Tried = 'leads' | 'fails' | 'known'

const LARGEST = 3

/**
 * Sets of one, two, then three changes that lead to the goal, of which no part does; of sets of the same kinds of change
 * only the first, and none that does all that another does. Each size first with every change at its strongest, then
 * with one of them in a lesser form: where the rules are monotone not when the strongest have failed, and of three
 * changes only when no two of them suffice.
 */
export function smallestSets(oracle: Oracle, goal: Goal, field: Field, effort: Effort): Found {
  const found = new Map<string, readonly Change[]>()
  const isOver = (): boolean => found.size >= effort.ways || oracle.runs >= effort.runs
  const attempt = attempts(oracle, goal, found)
  const tryAll = (sets: Iterable<Set3>, told: (chosen: Set3, tried: Tried) => void): void => {
    for (const chosen of sets) {
      if (isOver()) return
      told(chosen, attempt(chosen))
    }
  }
  for (let size = 1; size <= LARGEST; size += 1) {
    const open: Set3[] = []
    tryAll(strongestOf(field, size), (chosen, tried) => {
      if (!field.sound || tried === 'leads' || (tried === 'known' && size < LARGEST)) open.push(chosen)
    })
    tryAll(open.flatMap(lesserForms), () => {})
  }
  return { sets: [...found.values()].sort(bySize), cutShort: found.size < effort.ways && oracle.runs >= effort.runs }
}

const kindsIn = (changes: readonly Change[]): string => changes.map(({ kind }) => kind).join('+')

const bySize = (a: readonly Change[], b: readonly Change[]): number => a.length - b.length

/** Asks whether a set leads to the goal and keeps it, weakened, if no part of it does; 'known': it tells nothing new. */
function attempts(oracle: Oracle, goal: Goal, found: Map<string, readonly Change[]>): (chosen: Set3) => Tried {
  const leading = new Set<string>()
  const leads = (changes: readonly Change[]): boolean => {
    const rating = oracle.ratingAfter(changes)
    return rating !== null && goal(rating)
  }
  const keep = (kinds: string, set: readonly Change[]): void => {
    if ([...found.values()].some(other => includesSet(set, other))) return
    for (const [name, other] of found) if (includesSet(other, set)) found.delete(name)
    found.set(kinds, set)
  }
  return chosen => {
    const changes = chosen.map(({ change }) => change)
    const kinds = kindsIn(changes)
    if (found.has(kinds) || properParts(changes).some(part => leading.has(JSON.stringify(part)))) return 'known'
    if (!leads(changes)) return 'fails'
    leading.add(JSON.stringify(changes))
    const least = weakened(chosen, leads)
    // Where more of a change may do harm, less of it may lead there alone, although at its strongest it did not.
    const [part] = properParts(least).filter(leads).sort(bySize)
    if (part === undefined) keep(kinds, least)
    else if (!found.has(kindsIn(part))) keep(kindsIn(part), part)
    return 'leads'
  }
}

/** All choices of so many changes that do not exclude each other, the day first; of like facts the first come first. */
function* strongestOf({ candidates, days, today }: Field, size: number): Iterable<Set3> {
  const choices = candidates.map(({ target, strongest, weaker, lesser }) => ({
    target,
    change: strongest,
    weaker,
    lesser,
  }))
  if (today) yield* choicesOf(choices, size)
  for (const rest of choicesOf(choices, size - 1)) {
    for (const until of days)
      yield [{ target: 'time', change: { kind: 'time', until }, weaker: [], lesser: [] }, ...rest]
  }
}

function* choicesOf(choices: Set3, size: number, from = 0, chosen: Set3 = []): Iterable<Set3> {
  if (chosen.length === size) {
    yield chosen
    return
  }
  for (let i = from; i < choices.length; i += 1) {
    const next = [...chosen, choices[i] as Choice]
    if (isPossible(next)) yield* choicesOf(choices, size, i + 1, next)
  }
}

/** The third of some like facts is not chosen without the first: they differ in nothing. */
function isPossible(chosen: Set3): boolean {
  const last = chosen.at(-1) as Choice
  if (chosen.some(one => one !== last && one.target === last.target)) return false
  const nth = /^(fact .*) (\d+)$/.exec(last.target)
  return nth === null || nth[2] === '0' || chosen.some(({ target }) => target === `${nth[1]} ${Number(nth[2]) - 1}`)
}

/** The sets that differ by one change in a lesser form. */
const lesserForms = (chosen: Set3): Set3[] =>
  chosen.flatMap((one, i) => one.lesser.map(change => chosen.with(i, { ...one, change, weaker: [], lesser: [] })))

/** The parts of a set that are not empty and not the whole: of three at most, six. */
export function properParts<T>(set: readonly T[]): T[][] {
  return Array.from({ length: 2 ** set.length - 2 }, (_, i) => set.filter((_one, n) => ((i + 1) >> n) & 1))
}
