import { Conflict, Forbidden, NotFound } from '../../domain/errors.ts'
import { findings, type Refusal } from '../../domain/facts/decisions.ts'
import { factStates } from '../../domain/facts/fact-life.ts'
import { type Answer, redirect, type Visit } from '../../web/route.ts'
import { proofLabel } from './fact-words.ts'
import type { FactFile } from './read-fact.ts'

export const findingNames = ['true', 'partly', 'false'] as const

export const findingChoices = findingNames.map(value => ({ value, label: findings[value] }))

/** Refuses a form that could not be sent. */
export function open(may: Refusal | 'yes' | null): void {
  if (may === 'yes') return
  if (may === null) throw new NotFound()
  throw may.because === 'person' ? new Forbidden(may.sentence) : new Conflict(may.sentence)
}

/** What a form about a fact says of it. */
export function objectOf({ fact, unitName, state, rule }: FactFile) {
  const { code, title, channel, documentNo, proof } = fact.data
  return {
    path: `/facts/${fact.id}`,
    object: `第 ${fact.id} 号　${code} ${title}`,
    about: [fact.effectiveOn, unitName, channel, documentNo, factStates[state]].filter(Boolean).join(' · '),
    proof: { label: proofLabel(rule), value: proof || '没有写明' },
  }
}

/** Back to the fact, saying what was done. */
export function done(visit: Visit, factId: number, message: string): Answer {
  visit.session.flash(message)
  return redirect(`/facts/${factId}`)
}
