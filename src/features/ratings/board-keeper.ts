import type { Entry } from '../../domain/evidence/entries.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { fromDocument, type LedgerDocument, type Work } from '../../platform/journal/index.ts'
import { type Board, emptyPlacing, rowOfDocument } from './board.ts'
import { collectShared, sharedFields } from './shared-entries.ts'
import { PLACINGS, STANDINGS, type StandingDocument } from './standing-model.ts'

export interface PlacingDocument {
  readonly _id: 'current'
  readonly generation: number
  readonly ruleSet: string
  readonly placing: Placing
}

/**
 * Keeps the board of the writer in memory between groups. What a group changed is trusted only when the next group finds
 * its generation in the database: an aborted group, or another writer in between, makes it read everything again.
 */
export interface BoardKeeper {
  open(work: Work): Promise<Board>
  keep(board: Board): void
  /** The shared entries, with those the group recorded. */
  shared(work: Work, ruleSet: RuleSet, recorded: readonly Entry[]): Promise<readonly Entry[]>
}

export function createBoardKeeper(): BoardKeeper {
  let kept: Board[] = []
  // Trusted only for the group that continues the ledger where the last one ended.
  let shared: { readonly head: number; readonly fields: string; readonly entries: readonly Entry[] } | null = null
  return {
    open: async work => {
      const placings = await work.read<PlacingDocument>(PLACINGS)
      const current = await placings.findOne({ _id: 'current' }, { session: work.session })
      const generation = current?.generation ?? 0
      const known = kept.find(board => board.generation === generation)
      const board = known ?? (await readBoard(work, generation, current?.placing ?? emptyPlacing))
      kept = [board]
      return board
    },
    // The board before stays until the next group shows whether this one was committed.
    keep: board => {
      kept = [...kept.slice(0, 1), board]
    },
    shared: async (work, ruleSet, recorded) => {
      const fields = sharedFields(ruleSet)
      const key = [...fields].sort().join()
      const follows = shared !== null && shared.fields === key && recorded[0]?.id === shared.head + 1
      const known = follows && shared !== null ? shared.entries : await readShared(work, fields)
      const entries = collectShared(recorded, fields, known)
      const head = recorded.at(-1)?.id
      shared = head === undefined ? null : { head, fields: key, entries }
      return entries
    },
  }
}

async function readBoard(work: Work, generation: number, placing: Placing): Promise<Board> {
  const standings = await work.read<StandingDocument>(STANDINGS)
  const rows = await standings.find({}, { session: work.session, projection: { rating: 0, who: 0 } }).toArray()
  return { generation, placing, rows: new Map(rows.map(row => [row._id, rowOfDocument(row)])) }
}

/** Rankings, the duties of the fields, and what ends or reverses any of them. */
async function readShared(work: Work, fields: ReadonlySet<string>): Promise<Entry[]> {
  const ledger = await work.read<LedgerDocument>('ledger')
  const kinds = await ledger
    .find(
      { $or: [{ kind: 'ranking' }, { kind: 'duty', 'data.role': 'charge', 'data.field': { $in: [...fields] } }] },
      { session: work.session },
    )
    .sort({ _id: 1 })
    .toArray()
  const found = kinds.map(fromDocument)
  const followers = await ledger
    .find(
      { kind: { $in: ['end', 'reversal'] }, 'data.of': { $in: found.map(entry => entry.id) } },
      { session: work.session },
    )
    .toArray()
  const reversed = followers.map(fromDocument)
  const again = await ledger
    .find({ kind: 'reversal', 'data.of': { $in: reversed.map(entry => entry.id) } }, { session: work.session })
    .toArray()
  return [...found, ...reversed, ...again.map(fromDocument)]
}
