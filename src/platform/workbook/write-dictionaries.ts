import type { stream } from 'exceljs'
import { escapedText } from './written-text.ts'

/** The hidden sheet of lists; drop-downs name a list because one written into the cell ends at 255 characters. */
export const DICTIONARY_SHEET = '字典'

/** Writes every list as a column with a defined name. */
export function writeDictionaries(
  book: stream.xlsx.WorkbookWriter,
  dictionaries: Readonly<Record<string, readonly string[]>>,
): void {
  const lists = Object.entries(dictionaries)
  if (lists.length === 0) return
  const sheet = book.addWorksheet(DICTIONARY_SHEET, { state: 'veryHidden' })
  for (const [index, [name, entries]] of lists.entries()) {
    const column = index + 1
    sheet.getCell(1, column).value = escapedText(name)
    for (const [place, entry] of entries.entries()) {
      sheet.getCell(place + 2, column).value = { richText: [{ text: escapedText(entry) }] }
    }
    const letter = sheet.getColumn(column).letter
    book.definedNames.add(
      `${DICTIONARY_SHEET}!$${letter}$2:$${letter}$${Math.max(entries.length, 1) + 1}`,
      listName(name),
    )
  }
  sheet.commit()
}

/** The defined name of a list. */
export function listName(dictionary: string): string {
  if (!/^[\p{L}\p{N}_]{1,100}$/u.test(dictionary)) throw new Error(`A dictionary cannot be named ${dictionary}`)
  return `${DICTIONARY_SHEET}_${dictionary}`
}
