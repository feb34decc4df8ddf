import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
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
  const made = write(spec, out, delivered)
  try {
    await Promise.all([delivered, made])
  } catch (error) {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
    // The source of the rows is closed, and the stream too, before the caller hears of it.
    await Promise.allSettled([delivered, made])
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
  const ready = (page: Worksheet) => drained(page, out, delivered)
  const taken: string[] = [DICTIONARY_SHEET]
  for (const sheet of spec.sheets) {
    const name = sheetName(sheet.name, taken)
    taken.push(name)
    await writeSheet(book, spec, { ...sheet, name }, ready)
  }
  writeDictionaries(book, spec.dictionaries ?? {})
  await Promise.race([book.commit(), delivered])
}

/** The pipe is of an old stream library that does not have `writableNeedDrain` yet. */
interface OldPipe extends Writable {
  _writableState: { needDrain: boolean }
}

/** ExcelJS pushes a sheet into the archive without minding whether it is taken; so we look at the pipe it pushes into. */
async function drained(page: Worksheet, out: PassThrough, delivered: Promise<void>): Promise<void> {
  if (out.destroyed) await delivered
  const pipe = (page as unknown as { stream: { pipes: OldPipe[] } }).stream.pipes[0]
  if (pipe?._writableState.needDrain === true) await Promise.race([once(pipe, 'drain'), delivered])
  // Rows that need no waiting would otherwise keep every request waiting.
  await setImmediate()
}
