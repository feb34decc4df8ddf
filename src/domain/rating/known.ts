import type { Entry } from '../evidence/entries.ts'
import type { Instant } from '../time/days.ts'

/**
 * The entries that stand at a moment of knowledge: recorded by then and not reversed by then. A reversal that is itself
 * reversed restores what it took back. Order by id, each once.
 */
export function knownEntries(ledger: readonly Entry[], knownAt: Instant): Entry[] {
  const recorded = ledger.filter(entry => entry.recordedAt <= knownAt)
  const ordered = isOrdered(recorded) ? recorded : [...recorded].sort((a, b) => a.id - b.id)
  const unique = ordered.filter((entry, index) => index === 0 || entry.id !== ordered[index - 1]?.id)
  const reversed = takenBack(unique)
  return unique.filter(entry => !reversed.has(entry.id) && entry.kind !== 'reversal')
}

/** The ids that the reversals among these entries, in order of id, take back. */
export function takenBack(ordered: readonly Entry[]): Set<number> {
  const reversed = new Set<number>()
  // Later entries first: a reversal counts only if nothing later took it back.
  for (let i = ordered.length - 1; i >= 0; i -= 1) {
    const entry = ordered[i] as Entry
    if (entry.kind === 'reversal' && !reversed.has(entry.id)) reversed.add(entry.data.of)
  }
  return reversed
}

function isOrdered(entries: readonly Entry[]): boolean {
  for (let i = 1; i < entries.length; i += 1) {
    if ((entries[i] as Entry).id <= (entries[i - 1] as Entry).id) return false
  }
  return true
}
