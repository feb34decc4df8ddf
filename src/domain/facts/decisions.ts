import type { EntryOf, Finding, NewEntry } from '../evidence/entries.ts'
import {
  currentState,
  decided,
  type FactLife,
  factStates,
  lifeWith,
  type Reversible,
  standingChannels,
} from './fact-life.ts'
import { isPositive } from './related.ts'

/** The outcomes of a verification, as one chooses them. */
export const findings: Readonly<Record<Finding, string>> = { true: '属实', partly: '部分属实', false: '不实' }

/** Why not: 'state' when things have moved on, 'person' when another one must do it. */
export interface Refusal {
  readonly because: 'state' | 'person'
  readonly sentence: string
}

const state = (sentence: string): Refusal => ({ because: 'state', sentence })
const person = (sentence: string): Refusal => ({ because: 'person', sentence })

/**
 * Why one cannot verify the fact oneself, by account: who recorded a channel of it (also one taken back), and who approved
 * its 容错.
 */
function ownVerificationRefusals({ channels, tolerance }: FactLife): ReadonlyMap<string, string> {
  const approver = tolerance === null ? [] : [[tolerance.recordedBy, '认定容错的人不能再核实该事实。'] as const]
  const recorders = channels.map(({ recordedBy }) => [recordedBy, '录入人不能核实自己录入的事实。'] as const)
  return new Map([...approver, ...recorders])
}

/** The accounts that cannot verify the fact, however else it stands. */
export const barredFromVerifying = (life: FactLife): string[] => [...ownVerificationRefusals(life).keys()]

/** Why this account cannot verify the fact; null when it can. Accounts are told apart by their ids. */
export function verificationRefusal(life: FactLife, userId: string): Refusal | null {
  if (standingChannels(life).length === 0) return state('该事实已冲正，不能核实。')
  if (life.verification !== null)
    return state(`该事实已核实为${findings[life.verification.data.finding]}；要改，请先冲正原核实。`)
  const sentence = ownVerificationRefusals(life).get(userId)
  return sentence === undefined ? null : person(sentence)
}

/** Why this account cannot approve a 容错; null when it can. Only a negative fact found true, and not by its verifier. */
export function toleranceRefusal(life: FactLife, userId: string): Refusal | null {
  const current = currentState(life)
  if (life.channels.some(isPositive)) return state('容错只用于负面事实。')
  if (current !== 'true' && current !== 'partly')
    return state(`该事实为${factStates[current]}，核实属实或部分属实的才能认定容错。`)
  if (life.verification?.recordedBy === userId) return person('核实人不能认定该事实的容错。')
  return null
}

/** Why the entry cannot be taken back; null when it can. Taking a reversal back restores what it took back. */
export function reversalRefusal(life: FactLife, of: Reversible): Refusal | null {
  if (life.reversedBy.has(of.id)) return state('该记录已冲正。')
  if (of.kind !== 'reversal') return null
  const restored = life.history.find(entry => entry.id === of.data.of)
  if (restored === undefined || restored.kind === 'reversal') return null
  const id = Number.MAX_SAFE_INTEGER
  const after = lifeWith(life, { ...of, id, data: { of: of.id, reason: '' } })
  return restoringRefusal(after, of, restored)
}

/** Nothing unseen may come back behind a verification, none beside another one, and no decision to two of one account. */
function restoringRefusal(after: FactLife, reversal: EntryOf<'reversal'>, restored: Reversible): Refusal | null {
  const { verification, tolerance } = after
  if (decided(after, 'verification').length > 1) return state('其后已另有核实；要恢复，请先冲正后一次核实。')
  if (decided(after, 'tolerance').length > 1) return state('其后已另有容错认定；要恢复，请先冲正后一次认定。')
  if (verification === null) return null
  if (verification.recordedBy === tolerance?.recordedBy) return person('恢复后核实人与认定容错的人是同一人，不能恢复。')
  if (restored.kind === 'tolerance') return null
  const unseen = standingChannels(after).some(channel => channel.id > verification.id)
  const verifiedSince = restored.kind === 'fact' && verification.id > reversal.id
  return unseen || verifiedSince ? state('核实时没有看到恢复后的全部渠道；请先冲正核实，恢复后重新核实。') : null
}

/** Subjects and day of what is said about a fact are the fact's own. */
const about = (fact: Pick<Reversible, 'subjects' | 'effectiveOn'>) => ({
  subjects: fact.subjects,
  effectiveOn: fact.effectiveOn,
})

export function verificationEntry(life: FactLife, finding: Finding, note: string): NewEntry {
  const fact = firstStanding(life)
  return { kind: 'verification', ...about(fact), data: { of: fact.id, finding, note } }
}

export function toleranceEntry(life: FactLife, documentNo: string, reason: string): NewEntry {
  const fact = firstStanding(life)
  return { kind: 'tolerance', ...about(fact), data: { of: fact.id, documentNo, reason } }
}

export function reversalEntry(of: Reversible, reason: string): NewEntry {
  return { kind: 'reversal', ...about(of), data: { of: of.id, reason } }
}

/** Throws when every channel was taken back: then nothing can be decided, which the refusals say before. */
function firstStanding(life: FactLife): EntryOf<'fact'> {
  const [fact] = standingChannels(life)
  if (fact === undefined) throw new Error('no channel of the fact stands')
  return fact
}
