import type { Entry } from '../../../src/domain/evidence/entries.ts'

/** Each cadre's own ledger, with what all share: rankings and duties with their ends and reversals. */
export function ledgersByCadre(entries: readonly Entry[]): Map<string, Entry[]> {
  const shared = new Set<number>()
  for (const { id, kind, data } of entries) {
    const about = (kind === 'end' || kind === 'reversal') && shared.has((data as { of: number }).of)
    if (kind === 'ranking' || kind === 'duty' || about) shared.add(id)
  }
  const cadres = new Set(entries.filter(entry => entry.kind === 'posting').flatMap(entry => entry.subjects))
  return new Map(
    [...cadres].map(cadre => [cadre, entries.filter(entry => shared.has(entry.id) || entry.subjects.includes(cadre))]),
  )
}
