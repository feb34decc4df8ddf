import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Invalid, NotFound } from '../../domain/errors.ts'
import type { Amendment } from '../../domain/people/register.ts'
import type { RawSheet } from '../../domain/people/roster/issues.ts'
import { planRoster } from '../../domain/people/roster/plan-roster.ts'
import { readRoster } from '../../domain/people/roster/read-sheets.ts'
import { rowsOf } from '../../domain/people/roster/rows-of.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { CommandActor, Journal } from '../../platform/journal/index.ts'
import { readWorkbook } from '../../platform/workbook/index.ts'
import type { People } from '../people/index.ts'
import { writeErrors } from './error-sheet.ts'
import type { ImportDocument } from './import-model.ts'
import { type ImportReport, reportOf } from './import-report.ts'
import { moved, refuseUnlessOpen, refuseUnlessReady, sha256, signed } from './import-state.ts'
import { createImportStore } from './import-store.ts'
import { rawSheets } from './raw-sheets.ts'
import { writeRoster } from './roster-sheet.ts'
import { writePlan } from './write-plan.ts'

/** Who does it, and under which key: what a command needs from a visit. */
export interface Submission {
  readonly actor: CommandActor
  readonly idempotencyKey: string
  readonly requestId: string
}

/** What is said when an import is confirmed. */
interface Confirmation {
  readonly effectiveOn: Day
  /** How what is registered of cadres and units otherwise than before is meant. */
  readonly amendment: Amendment
}

/** Import of the roster from a workbook. */
export interface Roster {
  /** Reads a file and says what it would do; nothing of it is carried out. Answers the import's id. Throws Invalid on `file`. */
  send(file: { readonly path: string; readonly name: string }, by: Submission): Promise<string>
  /** Compares an import again with the roster as it is now. */
  compare(id: string, by: Submission): Promise<void>
  /** Carries it out, all or nothing. Throws Conflict when the roster has moved since it was compared. */
  confirm(id: string, given: Confirmation, by: Submission): Promise<void>
  import(id: string): Promise<ImportDocument>
  latest(): Promise<readonly ImportDocument[]>
  /** Gives a refused file back with what is wrong in it. */
  writeErrors(id: string, stream: NodeJS.WritableStream): Promise<void>
  /** The roster as it is, as a filled template: to be changed and sent again. */
  writeCurrent(stream: NodeJS.WritableStream): Promise<void>
  /** All of it at once, for the sample and the command line: read, compare, carry out when nothing is wrong. */
  importFile(path: string, actor: CommandActor, options?: Partial<Confirmation>): Promise<ImportResult>
}

interface ImportResult {
  readonly id: string
  readonly status: 'refused' | 'unchanged' | 'done'
  readonly report: ImportReport
}

export interface RosterParts {
  readonly database: Database
  readonly journal: Journal
  readonly people: People
  readonly clock: Clock
}

const SHOWN = 50

export function createRoster({ database, journal, people, clock }: RosterParts): Roster {
  const store = createImportStore(database)

  const planOf = async (sheets: readonly RawSheet[], effectiveOn: Day) => {
    const { version, state } = await people.roster()
    const read = readRoster(sheets)
    // Between two long calculations other requests have their turn.
    await nextTurn()
    return { version, state, read, plan: planRoster(read, state, { today: clock.today(), effectiveOn }) }
  }

  const find = async (id: string): Promise<ImportDocument> => {
    const found = await store.import(id)
    if (found === null) throw new NotFound()
    return found
  }

  const compared = async (sheets: readonly RawSheet[]) => {
    const { version, read, plan } = await planOf(sheets, clock.today())
    const status = plan.issues.length > 0 ? ('refused' as const) : ('ready' as const)
    return { status, rosterVersion: version, report: reportOf(read, plan) }
  }

  const roster: Roster = {
    send: async ({ path, name }, by) => {
      const outcome = await readWorkbook(path)
      if (!outcome.ok) throw new Invalid({ file: `${outcome.message}。` })
      const sheets = rawSheets(outcome.sheets)
      const hash = await sha256(path)
      const [result, before] = await Promise.all([compared(sheets), store.doneOf(hash)])
      const id = newId('im')
      return journal.submit({
        action: 'roster.send',
        ...by,
        run: async work => {
          await store.dropEarlier(work, work.actor.userId)
          const sent = signed(work)
          const repeats = before?.done ? { id: before._id, by: before.done.by, at: before.done.at } : null
          const { status, rosterVersion, report } = result
          store.put(work, { _id: id, fileName: name, hash, sent, status, rosterVersion, report, repeats, done: null })
          store.putRows(work, id, sheets)
          work.about({ type: 'import', id }, { after: { fileName: name, hash, status } })
          return id
        },
      })
    },

    compare: async (id, by) => {
      const found = await find(id)
      refuseUnlessOpen(found)
      const result = await compared(await store.rowsOf(id))
      await journal.submit({
        action: 'roster.compare',
        ...by,
        run: async work => {
          const current = await store.importIn(work, id)
          refuseUnlessOpen(current)
          store.put(work, { ...current, ...result })
          work.about({ type: 'import', id }, { after: { status: result.status } })
          return null
        },
      })
    },

    confirm: async (id, given, by) => {
      const found = await find(id)
      if (given.effectiveOn > clock.today()) throw new Invalid({ effectiveOn: '生效日期：不能在今天之后。' })
      if (found.status === 'ready') await carryOut(found, given, by)
      // A repeated submission gets its first answer from the journal, whatever came of the import since.
      else await journal.submit({ action: 'roster.import', ...by, run: async () => refuseUnlessReady(found) })
    },

    import: find,
    latest: () => store.latest(SHOWN),

    writeErrors: async (id, stream) => {
      const { status } = await find(id)
      if (status !== 'refused') throw new NotFound('这次导入没有错误，或文件内容已清除。')
      const sheets = await store.rowsOf(id)
      const { plan } = await planOf(sheets, clock.today())
      await writeErrors(sheets, plan.issues, stream)
    },
    writeCurrent: async stream => writeRoster({ sheets: rowsOf((await people.roster()).state) }, stream),

    importFile: async (path, actor, given = {}) => {
      const by = () => ({ actor, idempotencyKey: newId('key'), requestId: 'import' })
      const id = await roster.send({ path, name: basename(path) }, by())
      const { status, report } = await find(id)
      if (status === 'refused') return { id, status, report }
      if (report.changes === 0) return { id, status: 'unchanged', report }
      await roster.confirm(id, { effectiveOn: clock.today(), amendment: 'change', ...given }, by())
      return { id, status: 'done', report }
    },
  }

  async function carryOut(found: ImportDocument, given: Confirmation, by: Submission): Promise<void> {
    const { effectiveOn, amendment } = given
    const { version, state, plan, read } = await planOf(await store.rowsOf(found._id), effectiveOn)
    if (version !== found.rosterVersion) throw moved()
    const [issue] = plan.issues
    if (issue !== undefined)
      throw new Invalid({ effectiveOn: `生效日期：以此日生效时，${issue.sheet}第${issue.row}行${issue.message}` })
    const report = reportOf(read, plan)
    await journal.submit({
      action: 'roster.import',
      ...by,
      run: async work => {
        refuseUnlessReady(await store.importIn(work, found._id))
        if ((await people.rosterVersionIn(work)) !== version) throw moved()
        await writePlan(work, plan, state, people, amendment === 'change' ? effectiveOn : null)
        await store.dropRows(work, found._id)
        store.put(work, { ...found, report, status: 'done', done: { ...signed(work), ...given } })
        const counts = Object.fromEntries(report.sheets.map(({ code, ...sheet }) => [code, sheet]))
        work.about({ type: 'import', id: found._id }, { after: { hash: found.hash, ...given, counts } })
        return null
      },
    })
  }

  return roster
}
