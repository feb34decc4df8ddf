import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import ExcelJS, { type Worksheet } from 'exceljs'
import { sheetName } from './sheet-name.ts'
import type { WorkbookSpec } from './workbook-spec.ts'
import { DICTIONARY_SHEET, writeDictionaries } from './write-dictionaries.ts'
import { writeSheet } from './write-sheet.ts'
import { writableText } from './written-text.ts'

/**
 * Writes a workbook to a stream and ends it, holding no more rows than the stream takes.
 * Rejects when the source of the rows fails or the stream is closed early; the stream is then destroyed.
 */
export async function writeWorkbook(spec: WorkbookSpec, to: NodeJS.WritableStream): Promise<void> {
  const out = new PassThrough()
  const delivered = pipeline(out, to)
  try {
    await Promise.all([delivered, write(spec, out, delivered)])
  } catch (error) {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
    await delivered.catch(() => undefined)
    throw error
  }
}

async function write(spec: WorkbookSpec, out: PassThrough, delivered: Promise<void>): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true })
  const { title, creator, keywords = '' } = spec.properties
  book.title = writableText(title)
  book.creator = writableText(creator)
  book.lastModifiedBy = book.creator
  book.keywords = writableText(keywords)
  const ready = (page: Worksheet) => drained(page, delivered)
  const taken: string[] = [DICTIONARY_SHEET]
  for (const sheet of spec.sheets) {
    const name = sheetName(sheet.name, taken)
    taken.push(name)
    await writeSheet(book, spec, { ...sheet, name }, ready)
  }
  writeDictionaries(book, spec.dictionaries ?? {})
  await Promise.race([book.commit(), delivered])
}

/** ExcelJS pushes a sheet into the archive without minding whether it is taken; so we look at the pipe it pushes into. */
function drained(page: Worksheet, delivered: Promise<void>): Promise<void> | undefined {
  const pipe = (page as unknown as { stream: { pipes: Writable[] } }).stream.pipes[0]
  if (pipe?.writableNeedDrain !== true) return undefined
  return Promise.race([once(pipe, 'drain').then(() => undefined), delivered])
}
