import { canonical } from '../../domain/canonical.ts'
import type { ClosedRow } from '../../domain/closes/closed-row.ts'
import type { Month } from '../../domain/closes/months.ts'
import { talliesOf } from '../../domain/closes/tally.ts'
import { type Block, openBlock, type PackedBlock } from '../../domain/rating/columns/block.ts'
import { namesIn } from '../../domain/rating/columns/packed-columns.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { CloseDocument } from './close-model.ts'
import type { CloseParts } from './close-parts.ts'
import { blocksOf } from './close-rows.ts'
import { measuredBlockOf } from './column-groups.ts'

/** One place where a close and the ledger disagree; `cadreId` '' for what is said of everybody. */
export interface CloseDifference {
  readonly month: Month
  readonly cadreId: string
  readonly field: string
  readonly stored: unknown
  readonly rebuilt: unknown
}

type Found = Omit<CloseDifference, 'month'>

/** What a close keeps of everybody, in the order of ids. */
interface Stored {
  rows(month: Month): AsyncIterable<ClosedRow>
  measured(month: Month, groups: readonly ('grid' | 'past')[]): AsyncIterable<Block>
}

/**
 * Rates everybody again as of a close's own day and moment, by its own rules, and compares with what it stored. No
 * difference: neither the close nor what it came from was changed. Names are those of the roster, which is no ledger, so
 * they are not compared.
 */
export async function differencesOfClose(
  header: CloseDocument,
  stored: Stored,
  { ratings, people, rules }: Pick<CloseParts, 'ratings' | 'people' | 'rules'>,
): Promise<CloseDifference[]> {
  const { _id: month, ruleHash } = header
  const version = (await rules.published()).find(({ hash }) => hash === ruleHash)
  if (version === undefined) return [{ month, cadreId: '', field: 'ruleHash', stored: ruleHash, rebuilt: null }]
  const asOf = await ratings.asOf(header.day, header.knownAt, { version, position: header.position })
  const rater = createRater(version.ruleSet)
  const rebuilt: ClosedRow[] = []
  const found: Found[] = []
  const measured = stored.measured(month, ['grid', 'past'])[Symbol.asyncIterator]()
  for await (const cadres of blocksOf(asOf, people)) {
    for (const { row } of cadres) rebuilt.push(row)
    const { value } = await measured.next()
    found.push(...differencesMeasured(value ?? null, measuredBlockOf(cadres, rater)))
  }
  await measured.return?.()
  const rows: ClosedRow[] = []
  for await (const row of stored.rows(month)) rows.push(row)
  const compare = (field: string, a: unknown, b: unknown): void => {
    if (canonical(a) !== canonical(b)) found.push({ cadreId: '', field, stored: a, rebuilt: b })
  }
  compare('position', header.position, asOf.entries.at(-1)?.id ?? 0)
  compare('tallies', header.tallies, talliesOf(rebuilt))
  return [...found, ...differencesOfRows(rows, rebuilt)].map(one => ({ month, ...one }))
}

function differencesOfRows(stored: readonly ClosedRow[], rebuilt: readonly ClosedRow[]): Found[] {
  const byId = new Map(stored.map(row => [row.cadreId, row]))
  const found = rebuilt.flatMap((row): Found[] => {
    const { cadreId } = row
    const kept = byId.get(cadreId)
    byId.delete(cadreId)
    if (kept === undefined) return [{ cadreId, field: 'row', stored: null, rebuilt: 'rated' }]
    return (Object.keys(row) as (keyof ClosedRow)[])
      .filter(field => field !== 'name' && canonical(kept[field]) !== canonical(row[field]))
      .map(field => ({ cadreId, field, stored: kept[field], rebuilt: row[field] }))
  })
  return [...found, ...[...byId.keys()].map(cadreId => ({ cadreId, field: 'row', stored: 'rated', rebuilt: null }))]
}

/** Values are compared, whatever form they are packed in. */
function differencesMeasured(stored: Block | null, packed: PackedBlock): Found[] {
  const rebuilt = openBlock(packed)
  if (stored?.size !== rebuilt.size)
    return [{ cadreId: '', field: 'measured', stored: stored?.size ?? null, rebuilt: rebuilt.size }]
  return Object.values(packed.groups)
    .flatMap(namesIn)
    .flatMap(name => {
      const [before, now] = [stored.column(name), rebuilt.column(name)]
      const row = now.findIndex((value, i) => !Object.is(value, before[i]))
      return row < 0
        ? []
        : [{ cadreId: rebuilt.cadreIdOf(row), field: `measured ${name}`, stored: before[row], rebuilt: now[row] }]
    })
}
