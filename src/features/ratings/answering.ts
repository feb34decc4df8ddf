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
    for (const unitId of unitsOf(spokenOf(byId.get(entry.id), byId), shared)) {
      const duties = (await work.entriesOf(unitId)).filter(one => one.kind === 'duty')
      for (const cadreId of duties.filter(duty => answers(duty, fields)).flatMap(({ subjects }) => subjects))
        if (cadreId !== unitId) found.set(cadreId, (found.get(cadreId) ?? new Set()).add(entry.id))
    }
  }
  return found
}

/** The shared entry itself, or what it ends or reverses. */
function spokenOf(entry: Entry | undefined, byId: ReadonlyMap<number, Entry>): Entry | undefined {
  return entry !== undefined && 'of' in entry.data ? spokenOf(byId.get(entry.data.of), byId) : entry
}

/** The units that it concerns. A ranking ends the streak of a unit it leaves out: it concerns all that its class ever had. */
function unitsOf(entry: Entry | undefined, shared: readonly Entry[]): Iterable<string> {
  if (entry?.kind === 'duty') return [entry.data.unitId]
  if (entry?.kind !== 'ranking') return []
  const { group } = entry.data
  const published = shared.flatMap(other =>
    other.kind === 'ranking' && other.data.group === group ? [other.data] : [],
  )
  return new Set(published.flatMap(({ positions }) => positions.map(({ unitId }) => unitId)))
}

const answers = ({ data: { role, field } }: EntryOf<'duty'>, fields: ReadonlySet<string>): boolean =>
  role === 'chief' || (role === 'charge' && fields.has(field))
