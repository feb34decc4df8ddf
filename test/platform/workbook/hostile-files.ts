import type { RefusalReason } from '../../../src/platform/workbook/index.ts'
import { entriesOf, ONE_CELL, packageOf, partsOf, relations, sheetXml, workbookXml } from './package-of.ts'
import { rawZip } from './raw-zip.ts'

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const SHEET = 'xl/worksheets/sheet1.xml'
const plain = entriesOf(partsOf(ONE_CELL))
const withSheet = (xml: string | Buffer) => packageOf('', { [SHEET]: xml })
const withPart = (name: string, data: string | Buffer = 'x') => packageOf(ONE_CELL, { [name]: data })
const doctype = (inside: string, body = '1') =>
  withSheet(`<?xml version="1.0"?><!DOCTYPE x ${inside}><worksheet><sheetData>${body}</sheetData></worksheet>`)

type Hostile = readonly [what: string, reason: RefusalReason, bytes: () => Buffer]

/** Files as an attacker or an accident may send them, each with the reason for which it must be refused. */
export const HOSTILE: readonly Hostile[] = [
  ['nothing', 'not-xlsx', () => Buffer.alloc(0)],
  ['a program', 'not-xlsx', () => Buffer.from('MZ\x90\0')],
  ['a web page', 'not-xlsx', () => Buffer.from('<!DOCTYPE html><html>')],
  ['an SVG picture', 'not-xlsx', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a CSV file', 'not-xlsx', () => Buffer.from('姓名,性别\n')],
  ['a PDF with a workbook behind it', 'not-xlsx', () => rawZip(plain, { before: '%PDF-1.7\n' })],
  ['an old xls', 'old-xls', () => Buffer.concat([COMPOUND, Buffer.alloc(600)])],
  ['an encrypted workbook', 'password', () => Buffer.concat([COMPOUND, Buffer.from('EncryptedPackage', 'utf16le')])],
  ['a zip with a password', 'password', () => rawZip(plain.map(entry => ({ ...entry, flags: 1 })))],
  ['a zip that is no workbook', 'not-xlsx', () => rawZip([{ name: 'a.xml', data: '<a/>' }])],
  ['a Word document', 'not-xlsx', () => withRoot('word/document.xml')],
  ['a macro', 'macro', () => withPart('xl/vbaProject.bin')],
  ['a macro sheet', 'macro', () => withPart('xl/macrosheets/sheet1.xml')],
  ['a macro under a harmless name', 'macro', () => withType('application/vnd.ms-office.vbaProject')],
  ['the type of a macro workbook', 'macro', () => withType('application/vnd.ms-excel.sheet.macroEnabled.main+xml')],
  ['a link to another workbook', 'external-link', () => withPart('xl/externalLinks/externalLink1.xml')],
  ['a sheet that is elsewhere', 'external-link', () => withExternalSheet()],
  ['a data connection', 'external-link', () => withPart('xl/connections.xml')],
  ['an embedded object', 'embedded-object', () => withPart('xl/embeddings/oleObject1.bin')],
  ['a zip in the zip', 'embedded-object', () => withPart('xl/media/inner.zip')],
  ['a zip that calls itself a picture', 'embedded-object', () => withPart('xl/media/image1.png', rawZip(plain))],
  ['a program that calls itself a picture', 'embedded-object', () => withPart('xl/media/image1.png', 'MZ....')],
  ['custom XML', 'custom-xml', () => withPart('customXml/item1.xml', '<a/>')],
  ['an ActiveX control', 'active-x', () => withPart('xl/activeX/activeX1.xml')],
  ['a part of unknown kind', 'unknown-part', () => withPart('xl/what.dat')],
  ['two entries with one name', 'duplicate-part', () => rawZip([...plain, { name: SHEET, data: '<a/>' }])],
  ['names that differ by case', 'duplicate-part', () => rawZip([...plain, { name: 'XL/workbook.XML', data: '<a/>' }])],
  ['overlapping entries', 'overlapping-parts', () => rawZip([...plain, { name: 'a.xml', data: '', sameBytesAs: 0 }])],
  ['two names for one entry', 'damaged', () => rawZip([{ ...plain[0]!, localName: 'other.xml' }, ...plain.slice(1)])],
  ['a path out of the folder', 'damaged', () => rawZip([...plain, { name: '../x.xml', data: '' }])],
  ['a size claimed too small', 'false-sizes', () => rawZip(claimed(10))],
  ['a size claimed too great', 'false-sizes', () => rawZip(claimed(100_000))],
  [
    'two sizes for one entry',
    'false-sizes',
    () => rawZip([{ ...plain[0]!, claimedCentralSize: 7 }, ...plain.slice(1)]),
  ],
  ['bytes behind the archive', 'damaged', () => rawZip(plain, { after: 'more' })],
  [
    'bytes before the archive',
    'damaged',
    () => Buffer.concat([Buffer.from('PK\x03\x04'), rawZip(plain, { before: '' })]),
  ],
  ['a directory that hides entries', 'damaged', () => rawZip(plain, { count: 3 })],
  ['a truncated file', 'damaged', () => rawZip(plain).subarray(0, 900)],
  ['65,000 entries', 'too-many-parts', () => rawZip(plain, { count: 65_000 })],
  ['201 entries', 'too-many-parts', () => rawZip([...plain, ...small(201 - plain.length)])],
  ['18 MB of empty rows', 'suspicious-ratio', () => packageOf('<row/>'.repeat(3_000_000))],
  ['a huge size in the directory', 'too-large-unpacked', () => rawZip(claimed(200_000_000))],
  ['a bomb that calls itself a picture', 'suspicious-ratio', () => withPart('xl/media/a.png', Buffer.alloc(9_000_000))],
  ['a DOCTYPE', 'doctype', () => doctype('')],
  ['an external entity', 'doctype', () => doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]', '&x;')],
  ['a parameter entity', 'doctype', () => doctype('[<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]')],
  ['a billion laughs', 'doctype', () => doctype('[<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]', '&b;')],
  ['an unknown entity', 'damaged', () => withSheet(sheetXml('<sheetData>&x;</sheetData>'))],
  ['UTF-16', 'not-utf8', () => withSheet(Buffer.from(`\ufeff${sheetXml('')}`, 'utf16le'))],
  ['UTF-16 without a mark', 'damaged', () => withSheet(Buffer.from(sheetXml(''), 'utf16le'))],
  ['GBK that says so', 'not-utf8', () => withSheet('<?xml version="1.0" encoding="GBK"?><worksheet/>')],
  ['GBK that says it is UTF-8', 'not-utf8', () => withSheet(Buffer.from(`<worksheet>\xd5\xc5</worksheet>`, 'latin1'))],
  ['300,000 attributes', 'too-complex', () => withSheet(`<a ${attributes(300_000)}/>`)],
  ['10,000 levels', 'too-complex', () => withSheet(`<worksheet>${'<a>'.repeat(10_000)}`)],
  ['one endless tag', 'too-complex', () => withSheet(`<a b="${noise(1_500_000)}"/>`)],
  ['an unclosed sheet', 'damaged', () => withSheet('<worksheet><sheetData>')],
  ['row 400000000', 'number-out-of-range', () => packageOf('<row r="400000000"><c><v>1</v></c></row>')],
  ['row 1e3', 'number-out-of-range', () => packageOf('<row r="1e3"/>')],
  ['column XFE', 'number-out-of-range', () => packageOf('<row r="1"><c r="XFE1"/></row>')],
  ['column ZZZZZZZ', 'number-out-of-range', () => packageOf('<row r="1"><c r="ZZZZZZZ1"/></row>')],
  ['sheetId 400000000', 'number-out-of-range', () => withSheets('<sheet name="a" sheetId="400000000" r:id="rId1"/>')],
  ['21 sheets', 'too-many-sheets', () => withSheets(sheets(21))],
  ['two sheets of one part', 'damaged', () => withSheets(sheets(2))],
  ['a value in row 50001', 'too-many-rows', () => packageOf('<row r="50001"><c><v>1</v></c></row>')],
  ['a value in column 201', 'too-many-columns', () => packageOf('<row r="1"><c r="GS1"><v>1</v></c></row>')],
  ['rows out of order', 'damaged', () => packageOf('<row r="2"/><row r="1"/>')],
  ['a cell twice', 'damaged', () => packageOf('<row r="1"><c r="A1"/><c r="A1"/></row>')],
  ['a cell of another row', 'damaged', () => packageOf('<row r="1"><c r="A2"/></row>')],
  ['32,768 characters', 'cell-too-long', () => packageOf(inline(noise(32_768)))],
  ['a string that does not exist', 'damaged', () => packageOf('<row r="1"><c t="s"><v>99</v></c></row>')],
  ['a number that is none', 'damaged', () => packageOf('<row r="1"><c><v>0x10</v></c></row>')],
  ['a thousand array formulas', 'too-complex', () => packageOf(arrayFormulas())],
]

/** UP-02: 1.8 KB each, and ExcelJS does not come back from reading them. */
export const KILLERS: readonly (readonly [string, Buffer])[] = [
  ['mergeCells A1:XFD1048576', withMore('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')],
  [
    'a data validation over everything',
    withMore('<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'),
  ],
  [
    'a defined name over everything',
    packageOf(ONE_CELL, {
      'xl/workbook.xml': workbookXml({
        more: '<definedNames><definedName name="a">名册!$A$1:$XFD$1048576</definedName></definedNames>',
      }),
    }),
  ],
  ['sheetId 400000000', withSheets('<sheet name="a" sheetId="400000000" r:id="rId1"/>')],
  ['row 400000000', packageOf('<row r="400000000"><c><v>1</v></c></row>')],
  [
    'an image anchored in column 300000000',
    packageOf(ONE_CELL, { 'xl/drawings/drawing1.xml': '<a><from><col>300000000</col></from></a>' }),
  ],
]

function withMore(afterData: string): Buffer {
  return withSheet(sheetXml(`<sheetData>${ONE_CELL}</sheetData>${afterData}`))
}

function withSheets(list: string): Buffer {
  return packageOf(ONE_CELL, { 'xl/workbook.xml': workbookXml({ sheets: list }) })
}

function sheets(count: number): string {
  return Array.from({ length: count }, (_, i) => `<sheet name="s${i}" sheetId="${i + 1}" r:id="rId1"/>`).join('')
}

function withType(type: string): Buffer {
  const types = `<Types><Override PartName="/xl/media/a.png" ContentType="${type}"/></Types>`
  return packageOf(ONE_CELL, { '[Content_Types].xml': types })
}

function withRoot(main: string): Buffer {
  return packageOf('', { '_rels/.rels': relations([['rId1', 'officeDocument', main]]), [main]: '<a/>' })
}

function withExternalSheet(): Buffer {
  const elsewhere = '<Relationship Id="r" Type="x/worksheet" Target="http://127.0.0.1/" TargetMode="External"/>'
  return packageOf(ONE_CELL, { 'xl/_rels/workbook.xml.rels': relations([], elsewhere) })
}

function claimed(size: number) {
  return plain.map(entry => (entry.name === SHEET ? { ...entry, claimedSize: size } : entry))
}

function small(count: number) {
  return Array.from({ length: count }, (_, i) => ({ name: `xl/media/${i}.png`, data: 'x' }))
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, i) => `a${i}="${(i * 7919) % 104_729}"`).join(' ')
}

/** Text that does not pack well enough to be refused for its ratio. */
function noise(length: number): string {
  let text = ''
  for (let i = 1; text.length < length; i += 1) text += ((i * 2_654_435_761) % 4_294_967_296).toString(36)
  return text
}

function inline(text: string): string {
  return `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`
}

function arrayFormulas(): string {
  const cells = Array.from({ length: 150 }, () => '<c><f t="array" ref="A1:A1048576">1</f><v>1</v></c>')
  return `<row r="1">${cells.join('')}</row>`
}
