import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NotFound } from '../../domain/errors.ts'
import { columnsOf, type SheetCode, sheetCodes } from '../../domain/people/roster/layout.ts'
import { type PlainRow, type Roster, writeRoster } from '../roster/index.ts'
import type { ActionOf, PlannedRows } from './plan/types.ts'
import { keys, type Stage } from './stage.ts'

/** Writes the product's own workbook and brings it in through the product's own import. */
export async function bringRoster(action: ActionOf<'import'>, stage: Stage): Promise<void> {
  await importRows(action, stage.parts.roster, stage.actor(action.by))
}

/** The same before there is a stage: on the first day nobody is known yet. */
export async function importRows(
  { label, on, rows, effectiveOn }: ActionOf<'import'>,
  roster: Pick<Roster, 'importFile'>,
  actor: Parameters<Roster['importFile']>[1],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sanse-sample-'))
  try {
    const path = join(folder, `${label}${on}.xlsx`)
    await writeRoster({ sheets: plain(rows), sample: true }, createWriteStream(path))
    const { status, report } = await roster.importFile(path, actor, { effectiveOn })
    if (status === 'done') return
    const [issue] = report.issues
    throw new Error(`${label} was ${status}: ${issue?.sheet} ${issue?.row} ${issue?.heading} ${issue?.message}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The rows by their headings. */
function plain(rows: PlannedRows): Partial<Record<SheetCode, PlainRow[]>> {
  return Object.fromEntries(
    sheetCodes.map(code => {
      const columns = columnsOf(code)
      const ofSheet = (rows[code] ?? []).map(row =>
        Object.fromEntries(columns.map(({ key, heading }) => [heading, row[key] ?? ''])),
      )
      return [code, ofSheet]
    }),
  )
}

/** A unit that exists no longer stays, so that the past keeps its name. */
export async function closeUnit({ by, unit, closedOn }: ActionOf<'closure'>, stage: Stage): Promise<void> {
  const { people, journal } = stage.parts
  const id = stage.unit(unit)
  await journal.submit({
    action: 'units.close',
    actor: stage.actor(by),
    ...keys(),
    run: async work => {
      const before = await people.unitIn(work, id)
      if (before === null) throw new NotFound()
      people.writeUnit(work, { ...before, until: closedOn }, { was: before, from: closedOn })
      work.about({ type: 'unit', id }, { before: { until: before.until }, after: { until: closedOn } })
      return null
    },
  })
}
