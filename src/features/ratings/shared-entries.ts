import type { Entry } from '../../domain/evidence/entries.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'

/**
 * Entries that every rating may look at although they speak of others: the published rankings, and who held the duty
 * for the hotline (so that "nobody recorded" can be told), with what ends or reverses them.
 */
function isShared(entry: Entry, fields: ReadonlySet<string>, sharedIds: ReadonlySet<number>): boolean {
  if (entry.kind === 'ranking') return true
  if (entry.kind === 'duty') return entry.data.role === 'charge' && fields.has(entry.data.field)
  return (entry.kind === 'end' || entry.kind === 'reversal') && sharedIds.has(entry.data.of)
}

/** Gathers the shared entries of a run of entries in order of id. */
export function collectShared(
  entries: Iterable<Entry>,
  fields: ReadonlySet<string>,
  known: readonly Entry[] = [],
): Entry[] {
  const shared = [...known]
  const ids = new Set(known.map(entry => entry.id))
  for (const entry of entries) {
    if (ids.has(entry.id) || !isShared(entry, fields, ids)) continue
    shared.push(entry)
    ids.add(entry.id)
  }
  return shared
}

/** The shared entries of the whole ledger in order of id. */
export const sharedOf = (entries: Iterable<Entry>, ruleSet: RuleSet): Entry[] =>
  collectShared(entries, sharedFields(ruleSet))

/** The fields of work whose duty the conditions ask about. */
export function sharedFields(ruleSet: RuleSet): ReadonlySet<string> {
  const fields = new Set<string>()
  const walk = (expression: RuleSet['conditions'][number]['when']): void => {
    if ('all' in expression) expression.all.forEach(walk)
    else if ('any' in expression) expression.any.forEach(walk)
    else if ('not' in expression) walk(expression.not)
    else if ('streak' in expression && expression.streak.of === 'hotline') fields.add(expression.streak.field)
  }
  for (const condition of ruleSet.conditions) walk(condition.when)
  return fields
}
