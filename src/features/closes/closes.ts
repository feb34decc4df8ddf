import { type ClosedRow, outcomeCodecs, whoCodecs } from '../../domain/closes/closed-row.ts'
import { type Codecs, maybeNumber, maybeWord, readAll, text, word } from '../../domain/closes/codec.ts'
import type { Month } from '../../domain/closes/months.ts'
import type { Block as MeasuredBlock } from '../../domain/rating/columns/block.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Database } from '../../platform/database/index.ts'
import type { CloseDocument } from './close-model.ts'
import type { CloseParts } from './close-parts.ts'
import { type CloseStore, type CloseSummary, createCloseStore } from './close-store.ts'
import { type Closing, closing } from './closing.ts'
import type { Block } from './column-document.ts'
import { createOrderStore } from './order-store.ts'
import { type Ordering, ordering } from './ordering.ts'
import { type CloseDifference, differencesOfClose } from './replay-close.ts'

/** 月结: the immutable snapshots of each month's end. */
export interface Closes extends Closing, Ordering {
  /** Oldest first; the counts are of everybody, or of one unit. */
  list(unitId?: string | null): Promise<readonly CloseSummary[]>
  header(month: Month): Promise<CloseDocument | null>
  /** How many people are in it; 0 when there is no such close. */
  sizeOf(month: Month): Promise<number>
  /** Everybody of a close in the order of ids; nobody when there is no such close. */
  rows(month: Month): AsyncIterable<ClosedRow>
  /** Score of each cadre then, hundredths; null without one. */
  scoresOf(month: Month): Promise<ReadonlyMap<string, number | null>>
  /** Under which key each cadre's suggestion was counted then. */
  outcomesOf(month: Month): Promise<ReadonlyMap<string, string>>
  /** Block by block: number groups of columns (`who`) or single ones (`who.cadreId`). */
  columns(month: Month, names: readonly string[]): AsyncIterable<Block>
  /** What was measured of everybody, block by block, with these groups of columns; nothing when there is no such close. */
  measured(month: Month, groups: Parameters<CloseStore['measured']['read']>[1]): AsyncIterable<MeasuredBlock>
  /** Where any close disagrees with what the ledger gives as of its own day, as known then. */
  replay(): AsyncIterable<CloseDifference>
  /** The closes at which a fact waited for its verification past its clock (转入下月), oldest first. */
  carrying(factId: number): ReturnType<CloseStore['carrying']>
}

export type ClosesSettings = Omit<CloseParts, 'store' | 'orders'> & { readonly database: Database }

type Scored = Pick<ClosedRow, 'cadreId' | 'score'>
type Coloured = Pick<ClosedRow, 'cadreId' | 'suggested' | 'mark'>

const rowCodecs: Codecs<ClosedRow> = { ...whoCodecs, ...outcomeCodecs }
const scored: Codecs<Scored> = { cadreId: text, score: maybeNumber }
const coloured: Codecs<Coloured> = { cadreId: text, suggested: word, mark: maybeWord() }

export function createCloses({ database, ...rest }: ClosesSettings): Closes {
  const store = createCloseStore(database)
  const parts: CloseParts = { ...rest, store, orders: createOrderStore(database) }
  const byTurns = closing(parts)

  async function* columns(month: Month, names: readonly string[]): AsyncIterable<Block> {
    const header = await store.header(month)
    if (header !== null) yield* store.blocks(header.run, names)
  }

  async function* rows<Row>(month: Month, codecs: Codecs<Row & object>, names: readonly string[]) {
    for await (const { size, groups } of columns(month, names)) {
      const at = readAll(codecs, { size, named: { ...groups.who, ...groups.outcome } })
      for (let i = 0; i < size; i += 1) yield at(i)
    }
  }

  async function* measured(month: Month, groups: Parameters<CloseStore['measured']['read']>[1]) {
    const header = await store.header(month)
    if (header !== null) yield* store.measured.read(header.run, groups)
  }

  const closes: Closes = {
    ...byTurns,
    ...ordering(parts, byTurns),
    measured,
    list: (unitId = null) => store.summaries(unitId),
    header: month => store.header(month),
    sizeOf: async month => (await store.header(month))?.tallies.all.people ?? 0,
    columns,
    rows: month => rows<ClosedRow>(month, rowCodecs, ['who', 'outcome']),
    scoresOf: async month => {
      const scores = new Map<string, number | null>()
      for await (const row of rows<Scored>(month, scored, ['who.cadreId', 'outcome.score']))
        scores.set(row.cadreId, row.score)
      return scores
    },
    outcomesOf: async month => {
      const outcomes = new Map<string, string>()
      const names = ['who.cadreId', 'outcome.suggested', 'outcome.mark']
      for await (const { cadreId, suggested, mark } of rows<Coloured>(month, coloured, names))
        outcomes.set(cadreId, countedAs({ colour: suggested, mark }))
      return outcomes
    },
    carrying: factId => store.carrying(factId),
    replay: async function* () {
      for (const month of [...(await store.months())].sort()) {
        const header = await store.header(month)
        if (header !== null) yield* await differencesOfClose(header, closes, parts)
      }
    },
  }
  return closes
}
