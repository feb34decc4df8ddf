import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import { comparable } from '../../domain/people/roster/comparable.ts'
import type { RawSheet } from '../../domain/people/roster/issues.ts'
import { refusedRows } from '../../domain/people/roster/returned-title.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import { readWorkbook } from '../../platform/workbook/index.ts'
import type { People } from '../people/index.ts'
import { commandDesk } from './desk.ts'
import { type ImportCase, importCases, type Names } from './import-cases.ts'
import { importSheets } from './import-layout.ts'
import type { ImportDocument, SheetCount } from './import-model.ts'
import { writeErrors, writeTemplate } from './import-sheet.ts'
import { createImportStore } from './import-store.ts'
import type { Keys } from './keys.ts'
import { fromText, rawSheets, toText } from './raw-rows.ts'
import { type ImportIssue, type ReadImport, readImport } from './read-import.ts'
import { type ImportRun, issueOf, runImport } from './run-import.ts'
import { type TrialParts, trialDesk } from './trial-desk.ts'

/** Import of evidence from a workbook: sent, tried, confirmed; all of it or nothing. */
export interface Imports {
  /** Reads a file and says what it would do; nothing of it is recorded. Answers the import's id. Throws Invalid on `file`. */
  send(actor: Actor, file: { readonly path: string; readonly name: string }, keys: Keys): Promise<string>
  /** Records all of it. Throws Conflict when something can no longer be recorded: it is then to be sent again. */
  confirm(actor: Actor, id: string, keys: Keys): Promise<number>
  find(id: string): Promise<ImportDocument>
  latest(): Promise<readonly ImportDocument[]>
  writeTemplate(out: NodeJS.WritableStream): Promise<void>
  /** Gives a refused file back with what is wrong in it. */
  writeErrors(id: string, out: NodeJS.WritableStream): Promise<void>
}

export interface ImportParts extends TrialParts {
  readonly database: Database
  readonly journal: Journal
  readonly clock: Clock
}

/** Rows a file may hold: they are recorded by one command. */
const MOST_ROWS = 3000
const SHOWN = 200

export function createImports(parts: ImportParts): Imports {
  const { database, journal, people, rules, clock } = parts
  const store = createImportStore(database)
  const ruleSet = async () => (await rules.inForce(clock.today())).ruleSet

  /** What a file says, by the roster as it is. */
  async function understood(sheets: readonly RawSheet[]) {
    const rulesNow = await ruleSet()
    const read = readImport(sheets, importSheets(rulesNow))
    const { cases, faults } = importCases(read.rows, await namesOf(people, rulesNow))
    return { read, cases, issues: [...read.issues, ...faults.map(issueOf)] }
  }

  async function tried(sheets: readonly RawSheet[]) {
    const { read, cases, issues } = await understood(sheets)
    const run = await runImport(await trialDesk(parts, clock.today(), subjectsOf(cases)), cases)
    return { read, run, issues: inOrder([...issues, ...run.issues], sheets) }
  }

  const find = async (id: string): Promise<ImportDocument> => {
    const found = await store.find(id)
    if (found === null) throw new NotFound()
    return found
  }

  return {
    find,
    latest: () => store.latest(50),
    writeTemplate: async out => writeTemplate(importSheets(await ruleSet()), out),
    writeErrors: async (id, out) => {
      const { status, rows } = await find(id)
      if (status !== 'refused') throw new NotFound('这次导入没有错误，或文件内容已清除。')
      const sheets = fromText(rows)
      await writeErrors(sheets, (await tried(sheets)).issues, importSheets(await ruleSet()), out)
    },
    send: async (actor, { path, name }, keys) => {
      if (!can(actor, 'evidence.import')) throw new Forbidden()
      const outcome = await readWorkbook(path)
      if (!outcome.ok) throw new Invalid({ file: `${outcome.message}。` })
      const sheets = rawSheets(outcome.sheets)
      const total = sheets.reduce((sum, { rows }) => sum + rows.length, 0)
      if (total > MOST_ROWS) throw new Invalid({ file: `一个文件最多 ${MOST_ROWS} 行，请分开上传。` })
      const { read, run, issues } = await tried(sheets)
      const id = newId('yj')
      return journal.submit({
        action: 'evidence.send',
        actor,
        ...keysOf(keys),
        run: async work => {
          store.dropEarlier(work, actor.userId)
          const report = { sheets: countsOf(read, run, issues), recorded: run.recorded, lines: firstLines(run) }
          const status = issues.length > 0 ? ('refused' as const) : ('ready' as const)
          const wrong = { issues: issues.slice(0, SHOWN), issueCount: issues.length }
          const document = { _id: id, fileName: name, sent: signed(work), status, done: null, rows: toText(sheets) }
          store.put(work, { ...document, ...report, ...wrong })
          work.about({ type: 'evidenceImport', id }, { after: { fileName: name, status } })
          return id
        },
      })
    },
    confirm: async (actor, id, keys) => {
      if (!can(actor, 'evidence.import')) throw new Forbidden()
      const { rows, status } = await find(id)
      const { cases, issues } = status === 'ready' ? await understood(fromText(rows)) : { cases: [], issues: [] }
      return journal.submit({
        action: 'evidence.import',
        actor,
        ...keysOf(keys),
        prefetch: subjectsOf(cases),
        run: async work => {
          const found = await store.findIn(work, id)
          if (found?.status !== 'ready') throw new Conflict('这份文件已经导入、有错误或已作废，请重新上传。')
          const run = await runImport(commandDesk(work, parts), cases)
          const [wrong] = [...issues, ...run.issues]
          if (wrong !== undefined) {
            throw new Conflict(`试导入之后情况有变（${wrong.sheet}第${wrong.row}行：${wrong.message}）请重新上传。`)
          }
          const done = signed(work)
          store.put(work, { ...found, status: 'done', done, recorded: run.recorded, lines: firstLines(run), rows: '' })
          work.about({ type: 'evidenceImport', id }, { after: { status: 'done', recorded: run.recorded } })
          return run.recorded
        },
      })
    },
  }
}

/** Looks names up in the roster as it is. */
async function namesOf(people: People, ruleSet: Names['ruleSet']): Promise<Names> {
  const [{ state }, units] = await Promise.all([people.roster(), people.units()])
  const byId = new Map<string, Cadre>(state.cadres.map(cadre => [cadre.idNumber, cadre]))
  const byName = new Map<string, Unit[]>()
  for (const unit of units) {
    for (const name of new Set([comparable(unit.name), comparable(unit.shortName)])) {
      byName.set(name, [...(byName.get(name) ?? []), unit])
    }
  }
  return {
    ruleSet,
    cadre: idNumber => byId.get(idNumber) ?? null,
    units: name => {
      const found = byName.get(comparable(name)) ?? []
      const full = found.filter(unit => comparable(unit.name) === comparable(name))
      return full.length === 1 ? full : found
    },
  }
}

const subjectsOf = (cases: readonly ImportCase[]): string[] => [...new Set(cases.flatMap(one => one.subjects))]

const firstLines = ({ lines }: ImportRun) => lines.slice(0, SHOWN)

function countsOf({ counts }: ReadImport, run: ImportRun, issues: readonly ImportIssue[]): SheetCount[] {
  return [...counts].flatMap(([name, total]) => {
    if (total === 0) return []
    const of = (outcome: string) => run.lines.filter(line => line.sheet === name && line.outcome === outcome).length
    const own = issues.filter(issue => issue.sheet === name)
    return [{ name, total, new: of('new'), there: of('there'), refused: refusedRows(total, own) }]
  })
}

/** By sheet as the file has them, then by row. */
function inOrder(issues: readonly ImportIssue[], sheets: readonly RawSheet[]): ImportIssue[] {
  const place = (sheet: string) => sheets.findIndex(({ name }) => name === sheet)
  return [...issues].sort((a, b) => place(a.sheet) - place(b.sheet) || a.row - b.row)
}

const signed = ({ actor, now }: Work) => ({ by: { id: actor.userId, name: actor.name }, at: now })

const keysOf = ({ idempotencyKey, requestId, address }: Keys) => ({
  idempotencyKey,
  requestId,
  ...(address === undefined ? {} : { address }),
})
