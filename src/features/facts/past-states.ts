import { type FactLife, type FactState, factLife, stateOf } from '../../domain/facts/fact-life.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { FactRow } from './fact-model.ts'

/** Where the facts stood at earlier positions of the ledger. */
export interface PastStates {
  /** Of the facts recorded up to there that have moved since, by the id of each channel; every other stands as it did. */
  at(position: number): Promise<ReadonlyMap<number, FactState>>
}

export interface PastStatesParts {
  readonly ledger: Pick<LedgerStore, 'head' | 'entries' | 'entriesOf' | 'decidedSince'>
  /** Channels recorded behind a position, of facts recorded up to another one. */
  readonly channels: (span: { readonly about: number; readonly behind: number }) => Promise<readonly FactRow[]>
}

/** What is known of one position: all that moved up to `head` has been looked at. */
interface Kept {
  readonly head: number
  readonly states: ReadonlyMap<number, FactState>
}

/** Positions remembered. */
const ROOM = 8

/**
 * Looks only at what was decided after a position about what was recorded before it, which is little however long the
 * ledger: whatever waited then, and what was reversed. Each of these facts is formed again from its entries up to there
 * by the function that writes the list (`factLife`).
 */
export function createPastStates({ ledger, channels }: PastStatesParts): PastStates {
  let kept = new Map<number, Kept>()
  const movedSince = async (about: number, behind: number): Promise<Set<number>> => {
    const ids = new Set<number>()
    for await (const id of ledger.decidedSince({ about, behind })) ids.add(id)
    for (const { root } of await channels({ about, behind })) ids.add(root)
    return ids
  }
  /** The facts that these entries belong to: root → unit. Entries of other things are left out. */
  const factsOf = async (ids: ReadonlySet<number>): Promise<Map<number, string>> => {
    const facts = new Map<number, string>()
    let wanted = [...ids]
    while (wanted.length > 0) {
      const above: number[] = []
      for (const entry of await ledger.entries(wanted)) {
        if (entry.kind === 'fact') facts.set(entry.data.sameAs ?? entry.id, entry.data.unitId)
        else if (entry.kind === 'verification' || entry.kind === 'tolerance' || entry.kind === 'reversal')
          above.push(entry.data.of)
      }
      wanted = above
    }
    return facts
  }
  const statesAt = async (position: number, facts: ReadonlyMap<number, string>): Promise<[number, FactState][]> => {
    const states: [number, FactState][] = []
    for (const unitId of new Set(facts.values())) {
      const entries = await ledger.entriesOf(unitId, position)
      const roots = [...facts].flatMap(([root, unit]) => (unit === unitId ? [root] : []))
      states.push(...roots.flatMap(root => statesOf(factLife(root, entries))))
    }
    return states
  }
  return {
    at: async position => {
      const before = kept.get(position) ?? { head: position, states: new Map<number, FactState>() }
      const head = await ledger.head()
      const facts = head === before.head ? null : await factsOf(await movedSince(position, before.head))
      const states = facts === null ? before.states : new Map([...before.states, ...(await statesAt(position, facts))])
      kept = new Map([...kept].filter(([key]) => key !== position).slice(1 - ROOM))
      kept.set(position, { head, states })
      return states
    },
  }
}

/** Where each channel of a fact stands; nowhere before it was recorded. */
const statesOf = (life: FactLife | null): [number, FactState][] =>
  life === null ? [] : life.channels.map(({ id }) => [id, stateOf(life, id)])
