import { type RawEntry, rawZip } from './raw-zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export type Parts = Record<string, string | Buffer>

/** The parts of a small valid workbook with one sheet 名册; `changes` replaces or adds parts. */
export function partsOf(sheetData: string, changes: Parts = {}): Parts {
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(),
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/sharedStrings.xml': stringsXml('<si><t>张三</t></si>'),
    'xl/styles.xml': stylesXml(),
    'xl/worksheets/sheet1.xml': sheetXml(`<sheetData>${sheetData}</sheetData>`),
    ...changes,
  }
}

export function entriesOf(parts: Parts): RawEntry[] {
  return Object.entries(parts).map(([name, data]) => ({ name, data }))
}

export function packageOf(sheetData: string, changes: Parts = {}): Buffer {
  return rawZip(entriesOf(partsOf(sheetData, changes)))
}

export function sheetXml(inside: string): string {
  return `${HEAD}<worksheet xmlns="${MAIN}">${inside}</worksheet>`
}

export function stringsXml(items: string): string {
  return `${HEAD}<sst xmlns="${MAIN}">${items}</sst>`
}

/** Styles 0: general; 1: built-in date 14; 2: custom date; 3: text; 4: time; 5: date with time. */
function stylesXml(): string {
  const formats = [0, 14, 176, 49, 20, 22].map(id => `<xf numFmtId="${id}"/>`).join('')
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats}</cellXfs></styleSheet>`
}

export function workbookXml({
  properties = '',
  sheets = '<sheet name="名册" sheetId="1" r:id="rId1"/>',
  more = '',
} = {}) {
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}">${properties}<sheets>${sheets}</sheets>${more}</workbook>`
}

export function relations(list: readonly (readonly [string, string, string])[], more = ''): string {
  const rows = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}${more}</Relationships>`
}

/** One row with one inline string. */
export const ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
