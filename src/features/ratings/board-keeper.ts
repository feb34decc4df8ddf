import type { ClientSession, Collection } from 'mongodb'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal, Kept, LedgerDocument, Work } from '../../platform/journal/index.ts'
import type { Rules } from '../rules/index.ts'
import { emptyPlacing, placesOf, rowOfDocument } from './board.ts'
import { BoardRows } from './board-rows.ts'
import { collectionsOf, type Edition, editionOf, inEdition, versionOf } from './edition.ts'
import { collectShared, sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { type AlertsDocument, PLACINGS, type StandingDocument } from './standing-model.ts'

/** What readers begin with: the edition to be seen, the cut-offs of its ranks, and how often any of it changed. */
export interface PlacingDocument {
  readonly _id: 'current'
  readonly generation: number
  readonly edition: number
  /** That of the edition (edition.ts); missing in data of before there was any but 1. */
  readonly base?: number
  readonly ruleSet: string
  readonly ruleHash: string
  /** The edition in preparation. */
  readonly next: Edition | null
  readonly classes: Placing['classes']
  /** The last day whose passing was looked at; missing in data of before it was kept. */
  readonly day?: Day
}

/** The edition that the placing names. */
export const editionIn = ({ edition: number, base = 1, ruleSet, ruleHash }: PlacingDocument): Edition => ({
  number,
  base,
  ruleSet,
  ruleHash,
})

/** Everybody's row with the placing formed from them; `generation` rises with each change of any of it. */
export interface Board {
  readonly generation: number
  readonly edition: Edition
  /** The edition that is being prepared: it is told who moves meanwhile. */
  readonly next: Edition | null
  readonly rows: BoardRows
  readonly placing: Placing
  /** The last day whose passing was looked at; null when that was not kept. */
  readonly day: Day | null
}

const BOARD: Kept<Board> = { name: 'board' }
/** The shared entries up to a position of the ledger. */
const SHARED: Kept<{ readonly end: number; readonly fields: string; readonly entries: readonly Entry[] }> = {
  name: 'shared entries',
}

/**
 * Keeps the board of the writer in memory between groups. Inside a group the journal vouches for what the last one left.
 * After a failure or another writer, and outside the journal, it is trusted only when its generation is found in the
 * database; else everything is read.
 */
export interface BoardKeeper {
  /**
   * The board as readers see it now; null while nobody was ever rated. Read outside the journal where it is not known: of
   * many cadres that takes longer than a command may. What is written meanwhile may be in it or not.
   */
  visible(journal: Pick<Journal, 'kept'>): Promise<Board | null>
  open(work: Work): Promise<Board>
  /** Writes what the placing documents say of a board that was opened and changed, and keeps it. */
  put(work: Work, after: Board): void
  /** The shared entries, with those the group recorded. */
  shared(work: Work, ruleSet: RuleSet, recorded: readonly Entry[]): Promise<readonly Entry[]>
}

export function createBoardKeeper({ db }: Database, rules: Rules): BoardKeeper {
  let readOutside: Board | null = null
  // The last that this writer put, who has one session as long as it is the writer: which was committed, its generation tells.
  let put: { readonly session: ClientSession | null; readonly boards: readonly Board[] } = { session: null, boards: [] }
  return {
    visible: async journal => {
      const currentNow = () => db.collection<PlacingDocument>(PLACINGS).findOne({ _id: 'current' })
      const current = await currentNow()
      if (current === null) return null
      // A writer that lost its lease may not know it yet, and here no commit tells.
      const known = [journal.kept(BOARD), readOutside].find(board => board?.generation === current.generation)
      if (known) return known
      const { standings, alerts } = collectionsOf(editionIn(current))
      const stored = {
        standings: db.collection<StandingDocument>(standings),
        alerts: db.collection<AlertsDocument>(alerts),
      }
      const board = await readBoard(stored, current, rules)
      // Whatever was written meanwhile has raised the generation.
      const isWhole = (await currentNow())?.generation === board.generation
      readOutside = isWhole && journal.kept(BOARD) === undefined ? board : null
      return board
    },
    open: async work => {
      const sure = work.kept(BOARD)
      if (sure !== undefined) return sure
      const placings = await work.read<PlacingDocument>(PLACINGS)
      const current = await placings.findOne({ _id: 'current' }, { session: work.session })
      const known = [readOutside, ...(put.session === work.session ? put.boards : [])].findLast(
        board => board?.generation === (current?.generation ?? 0),
      )
      const board =
        known ?? (current === null ? await firstBoard(work, rules) : await readBoardIn(work, current, rules))
      readOutside = null
      // While nobody is rated the first edition goes by whichever rules come into force.
      put = { session: work.session, boards: current === null ? [] : [board] }
      if (current !== null) work.keep(BOARD, board)
      return board
    },
    put: (work, after) => {
      const { generation, edition, next, placing, day } = after
      const { number, base, ruleSet, ruleHash } = edition
      const { classes } = placing
      const current = { generation, edition: number, base, ruleSet, ruleHash, next, classes }
      work.replace(PLACINGS, 'current', day === null ? current : { ...current, day })
      // A group hardly ever puts more than two; should it fail, it is as before them.
      const before = put.session === work.session ? put.boards.slice(-2) : []
      put = { session: work.session, boards: [...before, after] }
      work.keep(BOARD, after)
    },
    shared: async (work, ruleSet, recorded) => {
      const fields = sharedFields(ruleSet)
      const key = [...fields].sort().join()
      const end = work.ledgerEnd()
      const shared = work.kept(SHARED)
      const follows = shared?.fields === key && shared.end === (recorded[0] === undefined ? end : recorded[0].id - 1)
      const known =
        shared !== undefined && follows
          ? shared.entries
          : await readShared(await work.read<LedgerDocument>('ledger'), fields, work.session)
      const entries = collectShared(recorded, fields, known)
      work.keep(SHARED, { end, fields: key, entries })
      return entries
    },
  }
}

/** Nobody is rated yet; the first edition goes by the rules in force. */
async function firstBoard({ today }: Work, rules: Rules): Promise<Board> {
  const edition = editionOf({ number: 1, base: 1 }, await rules.inForce(today))
  return { generation: 0, edition, next: null, rows: new BoardRows(), placing: emptyPlacing, day: today }
}

async function readBoardIn(work: Work, current: PlacingDocument, rules: Rules): Promise<Board> {
  const names = collectionsOf(editionIn(current))
  const standings = await work.read<StandingDocument>(names.standings)
  const alerts = await work.read<AlertsDocument>(names.alerts)
  return readBoard({ standings, alerts, session: work.session }, current, rules)
}

interface Stored {
  readonly standings: Collection<StandingDocument>
  readonly alerts: Collection<AlertsDocument>
  readonly session?: ClientSession
}

async function readBoard(
  { standings, alerts, session }: Stored,
  current: PlacingDocument,
  rules: Rules,
): Promise<Board> {
  const { generation, next, classes, day = null } = current
  const edition = editionIn(current)
  // Nothing else gets its turn before a batch is read.
  const batched = { ...(session && { session }), batchSize: 5000 }
  const options = { ...batched, projection: { measured: 0, who: 0 } }
  // In their order they fill their chunks: as they were written, half of each may stay empty.
  const cursor = standings.find(inEdition(edition), options).sort({ cadreId: 1 })
  const rows = new BoardRows()
  for await (const document of cursor) rows.set(document.cadreId, rowOfDocument(document, undefined))
  for await (const { cadreId, alerts: own, from } of alerts.find(inEdition(edition), batched)) {
    const row = rows.get(cadreId)
    if (row !== undefined) rows.set(cadreId, { ...row, alerts: own, alertsFrom: from })
  }
  const { quotas } = (await versionOf(edition, rules)).ruleSet
  const placing = { classes, ...placesOf(rows.values(), quotas.colour) }
  return { generation, edition, next, rows, placing, day }
}
