import type { Action } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import type { Finding, NewEntry } from '../../domain/evidence/entries.ts'
import {
  type Refusal,
  reversalEntry,
  reversalRefusal,
  toleranceEntry,
  toleranceRefusal,
  verificationEntry,
  verificationRefusal,
} from '../../domain/facts/decisions.ts'
import { isTooLong, limits } from '../../domain/facts/fact-draft.ts'
import { currentState, type FactLife, factLife, lifeWith, type Reversible } from '../../domain/facts/fact-life.ts'
import type { Work } from '../../platform/journal/index.ts'
import { demand, type FactParts, type Keys } from './fact-parts.ts'
import type { Recorded } from './record-fact.ts'

interface VerificationInput {
  readonly factId: number
  readonly finding: Finding
  /** Needed for 部分属实 and 不实. */
  readonly note: string
}

interface ToleranceInput {
  readonly factId: number
  readonly documentNo: string
  readonly reason: string
}

interface ReversalInput {
  readonly factId: number
  /** The entry taken back: the fact, its verification, its 容错, or a reversal of one of them. */
  readonly of: number
  readonly reason: string
}

/**
 * What is decided about a recorded fact. Each is a new entry. Throws NotFound, Invalid, Conflict when the state has moved
 * on, Forbidden when another person must do it.
 */
export interface DecideFact {
  verify(actor: Actor, input: VerificationInput, keys: Keys): Promise<Recorded>
  tolerate(actor: Actor, input: ToleranceInput, keys: Keys): Promise<Recorded>
  reverse(actor: Actor, input: ReversalInput, keys: Keys): Promise<Recorded>
}

type Decide = (life: FactLife) => NewEntry

export function decideFact({ store, journal, ledger }: FactParts): DecideFact {
  async function commit(actor: Actor, factId: number, action: Action, keys: Keys, decide: Decide): Promise<Recorded> {
    const fact = await ledger.entry(factId)
    if (fact?.kind !== 'fact') throw new NotFound()
    const { unitId } = fact.data
    demand(actor, action, unitId)
    const run = async (work: Work): Promise<Recorded> => {
      const life = lifeIn(factId, await work.entriesOf(unitId))
      const entry = work.record(decide(life))
      const moved = lifeWith(life, entry as Reversible)
      store.move(work, moved)
      const change = { before: { state: currentState(life) }, after: { state: currentState(moved), ...entry.data } }
      work.about({ type: 'fact', id: String(factId) }, change)
      return { id: entry.id }
    }
    return journal.submit({ action, actor, ...keys, prefetch: fact.subjects, run })
  }

  return {
    verify: (actor, { factId, finding, note }, keys) =>
      commit(actor, factId, 'facts.verify', keys, life => {
        allow(verificationRefusal(life, actor.userId))
        if (finding !== 'true' || note !== '') needText('note', note, limits.note, '请写明核实的情况和依据。')
        return verificationEntry(life, finding, note)
      }),
    tolerate: (actor, { factId, documentNo, reason }, keys) =>
      commit(actor, factId, 'facts.tolerate', keys, life => {
        allow(toleranceRefusal(life, actor.userId))
        needText('documentNo', documentNo, limits.documentNo, '请填写容错认定的文号。')
        needText('reason', reason, limits.note, '请写明容错的理由。')
        return toleranceEntry(life, documentNo, reason)
      }),
    reverse: (actor, { factId, of, reason }, keys) =>
      commit(actor, factId, 'facts.reverse', keys, life => {
        const target = life.history.find(entry => entry.id === of)
        if (target === undefined) throw new NotFound('该事实没有这条记录。')
        allow(reversalRefusal(life, target))
        needText('reason', reason, limits.note, '请写明冲正的理由。')
        return reversalEntry(target, reason)
      }),
  }
}

function lifeIn(factId: number, entries: Parameters<typeof factLife>[1]): FactLife {
  const life = factLife(factId, entries)
  if (life === null) throw new NotFound()
  return life
}

function allow(refusal: Refusal | null): void {
  if (refusal === null) return
  throw refusal.because === 'person' ? new Forbidden(refusal.sentence) : new Conflict(refusal.sentence)
}

function needText(field: string, text: string, limit: number, missing: string): void {
  if (text === '') throw new Invalid({ [field]: missing })
  if (isTooLong(text, limit)) throw new Invalid({ [field]: `不能超过 ${limit} 个字。` })
}
