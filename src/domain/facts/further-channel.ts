import type { AttributionRole, EntryOf } from '../evidence/entries.ts'
import type { EvidenceRule } from '../rules/rule-set.ts'
import type { FactDraft } from './fact-draft.ts'
import { type FactLife, standingChannels } from './fact-life.ts'
import { isPositive } from './related.ts'

/** The draft as a further channel of a fact: unit, day, field and persons are the first one's. */
export function asChannelOf(first: EntryOf<'fact'>, draft: FactDraft): FactDraft {
  const persons = first.data.attributions.filter(({ role }) => role === 'person').map(({ subject }) => subject.id)
  const { unitId, field, honour, intent } = first.data
  return {
    ...draft,
    day: first.effectiveOn,
    unitId,
    field,
    persons,
    honour: honour ?? draft.honour,
    intent: intent ?? draft.intent,
    sameAs: first.data.sameAs ?? first.id,
  }
}

/**
 * Why the draft cannot be a further channel of the fact; null when it can. Verification belongs to the fact, so once it
 * is verified a channel that would count for more, or that its verifier brings, must not slip in behind it.
 */
export function furtherChannelFault(
  life: FactLife,
  draft: FactDraft,
  rules: { readonly of: EvidenceRule; readonly existing: readonly EvidenceRule[] },
  recorder: string,
): string | null {
  const channels = standingChannels(life)
  if (channels.length === 0) return '该事实已冲正，不能再补充渠道。'
  if (channels.some(channel => isPositive(channel) !== rules.of.positive)) return '正面事实与负面事实不能是同一件。'
  if (channels.some(({ data }) => data.channel === draft.channel && data.documentNo === draft.documentNo))
    return '该事实已有这一渠道、这一文号的记录。'
  if (life.verification === null) return null
  if (life.verification.data.finding === 'false') return '该事实已核实为不实；如有新的证据，请先冲正原核实。'
  if (life.verification.recordedBy === recorder) return '您核实过该事实，不能再为它录入渠道，请由他人录入。'
  return outweighs(rules.of, rules.existing)
    ? '该事实已核实，新渠道的类别分值更高；请先冲正原核实，补充后重新核实。'
    : null
}

const roles: readonly AttributionRole[] = ['person', 'charge', 'chief', 'unit']

const outweighs = (rule: EvidenceRule, existing: readonly EvidenceRule[]): boolean =>
  existing.every(
    other => rule.tier > other.tier || roles.some(role => Math.abs(rule.points[role]) > Math.abs(other.points[role])),
  )
