import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { READ_LIMITS, type ReadLimits } from '../../../src/platform/workbook/limits.ts'
import type { ReadSheet } from '../../../src/platform/workbook/read-result.ts'
import { readSheets } from '../../../src/platform/workbook/read-sheets.ts'
import { Refused } from '../../../src/platform/workbook/refusal.ts'

/** Puts bytes into a file for the time of `use`. */
export async function inFile<T>(bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
  try {
    const path = join(folder, 'file.xlsx')
    await writeFile(path, bytes)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What the strict reader finds, in this process: quicker than a child where nothing needs to be killed. */
export function sheetsOf(bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<ReadSheet[]> {
  return inFile(bytes, async path => {
    const sheets: ReadSheet[] = []
    for await (const event of readSheets(path, { ...READ_LIMITS, ...limits })) {
      if (event.kind === 'sheet') sheets.push({ name: event.name, rows: [] })
      else sheets.at(-1)?.rows.push(...event.rows)
    }
    return sheets
  })
}

/** The reason for which the reader refuses the bytes, or `read`. */
export async function verdictOn(bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<string> {
  try {
    await sheetsOf(bytes, limits)
    return 'read'
  } catch (error) {
    if (error instanceof Refused) return error.reason
    throw error
  }
}

/** The first sheet as rows of texts by `A1`-like key; `{formula}` for a formula. */
export function cellsOf(sheets: readonly ReadSheet[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { number, cells } of sheets[0]?.rows ?? []) {
    for (const [column, cell] of cells) found[`R${number}C${column}`] = 'text' in cell ? cell.text : '{formula}'
  }
  return found
}
