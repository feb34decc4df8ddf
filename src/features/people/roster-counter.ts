import type { Work } from '../../platform/journal/index.ts'
import { COUNTER, COUNTERS, type RosterCounter } from './people-model.ts'

const none: RosterCounter = { _id: COUNTER, version: 0, cadres: 0, units: 0 }

const touched = new WeakSet<Work>()

/** Says, once a command, that the roster is no longer what a dry run saw. */
export function touchRoster(work: Work): void {
  if (touched.has(work)) return
  touched.add(work)
  work.update(COUNTERS, COUNTER, { $inc: { version: 1 } })
}

/** The counter as the command sees it. */
export async function counterIn(work: Work): Promise<RosterCounter> {
  const counters = await work.read<RosterCounter>(COUNTERS)
  return (await counters.findOne({ _id: COUNTER }, { session: work.session })) ?? none
}

/** New ids: counted up, so that the same commands in the same order give the same ids (`c00001`, `u001`). */
export interface NewIds {
  readonly cadres: readonly string[]
  readonly units: readonly string[]
}

/** Takes as many ids as asked for, inside a command. */
export async function takeIds(
  work: Work,
  wanted: { readonly cadres: number; readonly units: number },
): Promise<NewIds> {
  const counter = await counterIn(work)
  const taken = { ...counter, cadres: counter.cadres + wanted.cadres, units: counter.units + wanted.units }
  work.replace(COUNTERS, COUNTER, taken)
  return {
    cadres: numbered('c', 5, counter.cadres, wanted.cadres),
    units: numbered('u', 3, counter.units, wanted.units),
  }
}

const numbered = (prefix: string, digits: number, after: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(after + index + 1).padStart(digits, '0')}`)
