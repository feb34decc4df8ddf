import type { Entry, EntryOf } from '../evidence/entries.ts'

/** Where one recorded fact stands: 待核实, 属实, 部分属实, 不实, 容错, 已冲正. */
export const factStates = {
  waiting: '待核实',
  true: '属实',
  partly: '部分属实',
  false: '不实',
  tolerated: '容错',
  reversed: '已冲正',
} as const

export type FactState = keyof typeof factStates

/** What a counter-entry of this area may take back. */
export type Reversible = EntryOf<'fact'> | EntryOf<'verification'> | EntryOf<'tolerance'> | EntryOf<'reversal'>

/**
 * One fact with all its channels and everything recorded about it. Verification and 容错 belong to the fact, not the
 * channel; they are given to a channel, and fall with it.
 */
export interface FactLife {
  /** The first channel's entry, by which the others name the fact. */
  readonly root: number
  /** Every channel's entry ever recorded, oldest first. */
  readonly channels: readonly EntryOf<'fact'>[]
  /** The standing verification, or null. */
  readonly verification: EntryOf<'verification'> | null
  readonly tolerance: EntryOf<'tolerance'> | null
  /** Channels, verifications, 容错 and reversals in the order they were recorded. */
  readonly history: readonly Reversible[]
  /** The reversal that took an entry back and itself stands, by the id of that entry. */
  readonly reversedBy: ReadonlyMap<number, EntryOf<'reversal'>>
}

/**
 * The life of the fact of which `id` is a channel; null when there is no such fact among the entries, which come in
 * order of id.
 */
export function factLife(id: number, entries: readonly Entry[]): FactLife | null {
  const asked = entries[indexOf(id, entries)]
  if (asked?.kind !== 'fact' || asked.id !== id) return null
  const root = asked.data.sameAs ?? asked.id
  return lifeFrom(root, historyOf(root, entries))
}

/** The life of a fact that was recorded just now, from its first channel. */
export const newLife = (fact: EntryOf<'fact'>): FactLife => lifeFrom(fact.id, [fact])

/** The life with one more entry. */
export const lifeWith = (life: FactLife, entry: Reversible): FactLife => lifeFrom(life.root, [...life.history, entry])

/** Verifications (or 容错) that stand: not taken back, nor the channel they were given to. */
export function decided<K extends 'verification' | 'tolerance'>(life: Lived, kind: K): EntryOf<K>[] {
  const given = life.history.filter(
    entry =>
      entry.kind === kind &&
      'of' in entry.data &&
      !life.reversedBy.has(entry.id) &&
      !life.reversedBy.has(entry.data.of),
  )
  return given as unknown as EntryOf<K>[]
}

type Lived = Pick<FactLife, 'history' | 'reversedBy'>

function lifeFrom(root: number, history: readonly Reversible[]): FactLife {
  const lived = { history, reversedBy: standingReversals(history) }
  return {
    root,
    channels: history.filter(entry => entry.kind === 'fact'),
    verification: decided(lived, 'verification').at(-1) ?? null,
    tolerance: decided(lived, 'tolerance').at(-1) ?? null,
    ...lived,
  }
}

/** Where the channel's entry stands: taken back itself, or as its fact does. */
export function stateOf(life: FactLife, id: number): FactState {
  if (life.reversedBy.has(id)) return 'reversed'
  const finding = life.verification?.data.finding ?? 'waiting'
  return life.tolerance !== null && (finding === 'true' || finding === 'partly') ? 'tolerated' : finding
}

/** Where the fact as a whole stands: taken back when every channel is. */
export function currentState(life: FactLife): FactState {
  const channel = standingChannels(life)[0]
  return channel === undefined ? 'reversed' : stateOf(life, channel.id)
}

/** The channels not taken back. */
export const standingChannels = (life: FactLife): EntryOf<'fact'>[] =>
  life.channels.filter(channel => !life.reversedBy.has(channel.id))

/** One pass in order of id: an entry is recorded after what it speaks of. */
function historyOf(root: number, entries: readonly Entry[]): Reversible[] {
  const ids = new Set([root])
  const history: Reversible[] = []
  for (let i = indexOf(root, entries); i < entries.length; i += 1) {
    const entry = entries[i]
    if (entry === undefined || !isReversible(entry) || !speaksOf(entry, ids)) continue
    ids.add(entry.id)
    history.push(entry)
  }
  return history
}

/** Where the entry of this id stands, or would stand: a unit's ledger is long, and nothing is said before its object. */
function indexOf(id: number, entries: readonly Entry[]): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.id ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}

const isReversible = (entry: Entry): entry is Reversible =>
  entry.kind === 'fact' || entry.kind === 'verification' || entry.kind === 'tolerance' || entry.kind === 'reversal'

function speaksOf(entry: Reversible, ids: ReadonlySet<number>): boolean {
  if (entry.kind !== 'fact') return ids.has(entry.data.of)
  return ids.has(entry.id) || (entry.data.sameAs !== null && ids.has(entry.data.sameAs))
}

/** Later ones first: a reversal counts only if nothing later took it back. */
function standingReversals(history: readonly Reversible[]): Map<number, EntryOf<'reversal'>> {
  const reversedBy = new Map<number, EntryOf<'reversal'>>()
  for (const entry of [...history].reverse()) {
    if (entry.kind === 'reversal' && !reversedBy.has(entry.id)) reversedBy.set(entry.data.of, entry)
  }
  return reversedBy
}
