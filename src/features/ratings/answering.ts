import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import type { Work } from '../../platform/journal/index.ts'

/** Cadre → ids of entries that speak of others and that their own rating asks for. */
export type Answering = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Whom recorded entries concern without naming them: a ranking, and who has the duty for the hotline at a unit, are asked
 * for by the rating of everybody who answers, or answered, for one of these units. `shared`: with what was recorded.
 */
export async function answeringFor(
  work: Pick<Work, 'entriesOf'>,
  recorded: readonly Entry[],
  shared: readonly Entry[],
  fields: ReadonlySet<string>,
): Promise<Answering> {
  const found = new Map<string, Set<number>>()
  if (fields.size === 0) return found
  const byId = new Map(shared.map(entry => [entry.id, entry]))
  for (const entry of recorded) {
    for (const unitId of unitsOf(byId.get(entry.id), byId)) {
      const duties = (await work.entriesOf(unitId)).filter(one => one.kind === 'duty')
      for (const cadreId of duties.filter(duty => answers(duty, fields)).flatMap(({ subjects }) => subjects))
        if (cadreId !== unitId) found.set(cadreId, (found.get(cadreId) ?? new Set()).add(entry.id))
    }
  }
  return found
}

/** The units that a shared entry speaks of; what ends or reverses another speaks of the same. */
function unitsOf(entry: Entry | undefined, byId: ReadonlyMap<number, Entry>): readonly string[] {
  if (entry === undefined) return []
  if (entry.kind === 'ranking') return entry.data.positions.map(({ unitId }) => unitId)
  if (entry.kind === 'duty') return [entry.data.unitId]
  return 'of' in entry.data ? unitsOf(byId.get(entry.data.of), byId) : []
}

const answers = ({ data: { role, field } }: EntryOf<'duty'>, fields: ReadonlySet<string>): boolean =>
  role === 'chief' || (role === 'charge' && fields.has(field))
