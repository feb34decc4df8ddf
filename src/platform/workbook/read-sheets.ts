import { readFile } from 'node:fs/promises'
import { cellBudget } from './cell-budget.ts'
import type { CellContext } from './cell-text.ts'
import { contentTypes } from './content-types.ts'
import type { ReadLimits } from './limits.ts'
import { openZip, type ZipParts } from './open-zip.ts'
import { checkPartName } from './part-names.ts'
import type { ReadEvent } from './read-result.ts'
import { Refused } from './refusal.ts'
import { type Relationship, relationships, relationshipsOf } from './relationships.ts'
import { sharedStrings } from './shared-strings.ts'
import { sheetPart } from './sheet-part.ts'
import { checkSignature, isEmbeddedFile } from './signature.ts'
import { parseXml, strictXml } from './strict-xml.ts'
import { stylesPart } from './styles-part.ts'
import { workbookPart } from './workbook-part.ts'

const CONTENT_TYPES = '[content_types].xml'

/** Reads a file of unknown origin sheet by sheet, or throws `Refused`. Belongs in a process that may be killed. */
export async function* readSheets(path: string, limits: ReadLimits): AsyncGenerator<ReadEvent> {
  checkSignature(await readFile(path))
  const parts = await openZip(path, limits)
  try {
    parts.names.forEach(checkPartName)
    const layout = await readLayout(parts, limits)
    await sweep(parts, layout.read)
    const context = await readContext(parts, layout, limits)
    const budget = cellBudget(limits)
    for (const { name, part } of layout.sheets) {
      yield { kind: 'sheet', name }
      const sheet = sheetPart(context, budget, limits)
      const xml = strictXml(sheet, limits)
      try {
        for await (const chunk of parts.chunks(part)) {
          xml.write(chunk)
          const rows = sheet.takeRows()
          if (rows.length > 0) yield { kind: 'rows', rows }
        }
        xml.end()
      } catch (error) {
        throw located(error, `工作表“${name}”第 ${Math.max(sheet.currentRow(), 1)} 行附近`)
      }
      yield { kind: 'rows', rows: sheet.takeRows() }
    }
  } finally {
    parts.close()
  }
}

interface Layout {
  sheets: { name: string; part: string }[]
  strings: string | undefined
  styles: string | undefined
  date1904: boolean
  /** The parts that are parsed; all others are only counted. */
  read: ReadonlySet<string>
}

async function readLayout(parts: ZipParts, limits: ReadLimits): Promise<Layout> {
  if (!parts.has(CONTENT_TYPES)) throw new Refused('not-xlsx')
  await parseXml(parts.chunks(CONTENT_TYPES), contentTypes(), limits)
  const main = target(await relationsOf(parts, '', limits), 'officeDocument')
  if (main === undefined || !/workbook/.test(main)) throw new Refused('not-xlsx')
  const heard = workbookPart(limits)
  await parseXml(parts.chunks(main), heard, limits)
  const relations = await relationsOf(parts, main, limits)
  const sheets = heard.workbook.sheets.flatMap(({ name, relationship }) => {
    const relation = relations.find(one => one.id === relationship)
    if (relation === undefined) throw new Refused('damaged')
    return relation.type === 'worksheet' ? [{ name, part: relation.target }] : []
  })
  if (new Set(sheets.map(sheet => sheet.part)).size < sheets.length) throw new Refused('damaged')
  const strings = target(relations, 'sharedStrings')
  const styles = target(relations, 'styles')
  const read = [CONTENT_TYPES, relationshipsOf(''), main, relationshipsOf(main), strings, styles]
  const names = [...read, ...sheets.map(sheet => sheet.part)].filter(name => name !== undefined)
  return { sheets, strings, styles, date1904: heard.workbook.date1904, read: new Set(names) }
}

async function relationsOf(parts: ZipParts, part: string, limits: ReadLimits): Promise<Relationship[]> {
  const heard = relationships(part)
  await parseXml(parts.chunks(relationshipsOf(part)), heard, limits)
  return heard.found
}

function target(relations: readonly Relationship[], type: string): string | undefined {
  return relations.find(relation => relation.type === type)?.target
}

/** Inflates what we do not read too: a bomb or an archive must not pass because it is called a picture. */
async function sweep(parts: ZipParts, read: ReadonlySet<string>): Promise<void> {
  for (const name of parts.names) {
    if (read.has(name) || name.endsWith('/')) continue
    let first = true
    for await (const chunk of parts.chunks(name)) {
      if (first && isEmbeddedFile(chunk)) throw new Refused('embedded-object')
      first = false
    }
  }
}

async function readContext(parts: ZipParts, layout: Layout, limits: ReadLimits): Promise<CellContext> {
  const strings = sharedStrings(limits)
  const styles = stylesPart()
  if (layout.styles !== undefined) await parseXml(parts.chunks(layout.styles), styles, limits)
  if (layout.strings !== undefined) await parseXml(parts.chunks(layout.strings), strings, limits)
  return { strings: strings.strings, dateFormat: styles.dateFormat, date1904: layout.date1904 }
}

function located(error: unknown, where: string): unknown {
  return error instanceof Refused && error.where === '' ? new Refused(error.reason, where) : error
}
