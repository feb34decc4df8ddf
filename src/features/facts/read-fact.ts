import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { isSeenFrom } from '../../domain/closes/seen-close.ts'
import { NotFound } from '../../domain/errors.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import { type Refusal, reversalRefusal, toleranceRefusal, verificationRefusal } from '../../domain/facts/decisions.ts'
import { effectOn, supposingTrue } from '../../domain/facts/effect.ts'
import { type FactLife, type FactState, factLife, stateOf } from '../../domain/facts/fact-life.ts'
import { heldPosts, holdsOn } from '../../domain/people/held.ts'
import type { EvidenceRule, RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Moment, Past } from '../viewpoints/index.ts'
import { ruleOf } from './examine.ts'
import { demand, type FactParts } from './fact-parts.ts'
import type { Fall, Falls } from './preview-fact.ts'

/** Everything there is to say of one recorded fact. */
export interface FactFile {
  /** The point in the past it is seen from; null for now. */
  readonly past: Past | null
  readonly fact: EntryOf<'fact'>
  readonly life: FactLife
  readonly state: FactState
  /** What its code means: by the rules it counts by, else by those of its day. */
  readonly rule: EvidenceRule | null
  readonly unitName: string
  /** Counted by the rules of the day it is seen from. */
  readonly falls: Falls
  /** Months at whose close it waited past its clock (转入下月). */
  readonly carriedOver: readonly string[]
  /** Names of the accounts that recorded something of it, by id. */
  readonly accounts: ReadonlyMap<string, string>
  /** What the actor may do now; a refusal says why not, null: no right at all. */
  readonly may: {
    readonly verify: Refusal | 'yes' | null
    readonly tolerate: Refusal | 'yes' | null
    /** Ids of the entries the actor may take back. */
    readonly reverse: readonly number[]
  }
}

/** Reads one fact of the actor's data scope, as it stands now or stood at a moment. Throws NotFound. */
export type ReadFact = (actor: Actor, id: number, moment?: Moment | null) => Promise<FactFile>

export const readFact = ({ ledger, people, rules, clock, accountNames, carriedOver }: FactParts): ReadFact => {
  return async (actor, id, moment = null) => {
    const past = moment?.past ?? null
    const fact = await ledger.entry(id)
    if (fact?.kind !== 'fact' || !isKnown(fact, past)) throw new NotFound()
    const { unitId } = fact.data
    demand(actor, 'facts.read', unitId)
    const life = factLife(id, await ledger.entriesOf(unitId, past?.position))
    if (life === null) throw new NotFound()
    const [counting, then, register] = await Promise.all([
      rules.inForce(moment?.day ?? clock.today()),
      rules.inForce(fact.effectiveOn),
      people.at(past),
    ])
    const by = async ({ ruleSet }: RuleVersion) => ({ ruleSet, falls: await fallsOf(fact, life, past, ruleSet) })
    const [unit, accounts, countingFalls, earlierFalls, closes] = await Promise.all([
      register.unit(unitId),
      accountNames([...new Set(life.history.map(entry => entry.recordedBy))]),
      by(counting),
      counting.hash === then.hash ? null : by(then),
      carriedOver(id),
    ])
    const state = stateOf(life, id)
    const rule = ruleOf(counting.ruleSet, fact.data.code) ?? ruleOf(then.ruleSet, fact.data.code)
    const falls = { counting: countingFalls, earlier: earlierFalls }
    const unitName = unit?.name ?? unitId
    const may = past === null ? mayOf(actor, life, unitId) : nothing
    const seen = moment === null ? closes : closes.filter(isSeenFrom(moment))
    const months = seen.map(({ month }) => month)
    return { past, fact, life, state, rule, unitName, falls, carriedOver: months, accounts, may }
  }

  async function fallsOf(
    fact: EntryOf<'fact'>,
    life: FactLife,
    past: Past | null,
    ruleSet: RuleSet,
  ): Promise<readonly Fall[]> {
    const register = await people.at(past)
    const ids = fact.subjects.filter(id => id !== fact.data.unitId)
    const [cadres, entries] = await Promise.all([register.cadres(ids), ledger.entriesOfMany(ids)])
    const unit = await register.unit(fact.data.unitId)
    return fact.data.attributions.map(attribution => {
      const { type, id } = attribution.subject
      if (type === 'unit') return { attribution, name: unit?.name ?? id, post: '', effect: null }
      const own = (entries.get(id) ?? []).filter(entry => past === null || entry.id <= past.position)
      const post = heldPosts(own).find(
        held => held.entry.data.unitId === fact.data.unitId && holdsOn(held, fact.effectiveOn),
      )
      const supposed = life.reversedBy.has(fact.id) ? null : supposingTrue(fact, own)
      const effect = supposed && effectOn(id, supposed.entries, fact.id, ruleSet, past?.day ?? clock.today())
      return { attribution, name: cadres.get(id)?.name ?? id, post: post?.entry.data.title ?? '', effect }
    })
  }
}

/** In the past nothing can be done. */
const nothing: FactFile['may'] = { verify: null, tolerate: null, reverse: [] }

/** Recorded by then, and about a day that had come. */
const isKnown = (fact: EntryOf<'fact'>, past: Past | null): boolean =>
  past === null || (fact.id <= past.position && fact.effectiveOn <= past.day)

function mayOf(actor: Actor, life: FactLife, unitId: string): FactFile['may'] {
  const mayReverse = can(actor, 'facts.reverse', { unitId })
  return {
    verify: can(actor, 'facts.verify', { unitId }) ? (verificationRefusal(life, actor.userId) ?? 'yes') : null,
    tolerate: can(actor, 'facts.tolerate', { unitId }) ? (toleranceRefusal(life, actor.userId) ?? 'yes') : null,
    reverse: mayReverse ? life.history.filter(entry => reversalRefusal(life, entry) === null).map(({ id }) => id) : [],
  }
}
