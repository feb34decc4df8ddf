import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { type SheetSpec, type WorkbookSpec, writeWorkbook } from '../../../src/platform/workbook/index.ts'
import { cellsOf, sheetsOf } from './reading-here.ts'
import { unzipped, written } from './unpacking.ts'

const PROPERTIES = { title: '干部名册', creator: '组织部' }
const TEXT = { heading: '姓名', width: 12, kind: 'text' } as const
const NUMBER = { heading: '得分', width: 8, kind: 'number' } as const

const sheet = (changes: Partial<SheetSpec> = {}): SheetSpec => ({
  name: '名册',
  title: '干部名册',
  columns: [TEXT, NUMBER],
  rows: [],
  ...changes,
})
const book = (changes: Partial<SheetSpec> = {}, more: Partial<WorkbookSpec> = {}): WorkbookSpec => ({
  sheets: [sheet(changes)],
  properties: PROPERTIES,
  ...more,
})
const sheetXml = async (spec: WorkbookSpec) => (await unzipped(await written(spec)))['xl/worksheets/sheet1.xml'] ?? ''

describe('A written workbook', () => {
  it('stands as title, headings and data, as an import template does', async () => {
    const bytes = await written(book({ rows: [['张三', 87.5]] }))
    expect(cellsOf(await sheetsOf(bytes))).to.deep.equal({
      R1C1: '干部名册',
      R2C1: '姓名',
      R2C2: '得分',
      R3C1: '张三',
      R3C2: '87.5',
    })
  })

  it('has notes between title and headings and a foot below', async () => {
    const bytes = await written(
      book({ notes: ['截至 2026-11-01', '示例数据'], rows: [['李四', 1]], foot: ['填报人：'] }),
    )
    const cells = cellsOf(await sheetsOf(bytes))
    expect(cells).to.include({
      R2C1: '截至 2026-11-01',
      R3C1: '示例数据',
      R4C1: '姓名',
      R5C1: '李四',
      R6C1: '填报人：',
    })
  })

  it('says so where it has no rows, unless it is to be filled in', async () => {
    const cells = async (changes: Partial<SheetSpec>) => cellsOf(await sheetsOf(await written(book(changes))))
    expect(await cells({ nothing: '没有人变动。' })).to.include({ R3C1: '没有人变动。' })
    expect(await cells({ nothing: '没有人变动。', rows: [['张三', 1]] })).to.not.include({ R4C1: '没有人变动。' })
    expect(await cells({})).not.to.have.property('R3C1')
  })

  it('holds no formula and no shared string, whatever a text begins with', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")']
    const spec = book({
      title: '=1',
      columns: [{ ...TEXT, heading: '=1' }],
      rows: texts.map(text => [text]),
      foot: ['=1'],
    })
    const parts = await unzipped(await written(spec))
    const xml = parts['xl/worksheets/sheet1.xml'] ?? ''
    expect(xml).not.to.match(/<f[ >/]/)
    expect(Object.keys(parts)).not.to.include('xl/sharedStrings.xml')
    const types = [...xml.matchAll(/<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="(\w+)")?>/g)].map(match => match[1])
    expect(new Set(types)).to.deep.equal(new Set(['inlineStr']))
    expect(types.length).to.equal(texts.length + 3)
  })

  it('keeps ids and dates as text and numbers as numbers', async () => {
    const xml = await sheetXml(
      book({
        rows: [
          ['00123', 87.5],
          [20220531, 1],
          ['2022-05-31', '缺'],
          ['', Number.NaN],
        ],
      }),
    )
    expect(xml).to.match(/<c r="A3"[^>]* t="inlineStr"><is><r><t>00123</)
    expect(xml).to.match(/<c r="B3" s="\d+"><v>87.5<\/v>/)
    expect(xml).to.match(/<c r="A4"[^>]* t="inlineStr"><is><r><t>20220531</)
    expect(xml).to.match(/<c r="A5"[^>]* t="inlineStr"><is><r><t>2022-05-31</)
    expect(xml).to.match(/<c r="B6" s="\d+"\/>/)
    expect(xml).to.match(/<c r="B5"[^>]* t="inlineStr"><is><r><t>缺</)
  })

  it('gives empty cells of a text column the text format too', async () => {
    const parts = await unzipped(await written(book()))
    const style = /<col min="1" max="1" width="12" style="(\d+)"/.exec(parts['xl/worksheets/sheet1.xml'] ?? '')?.[1]
    const formats = [...(parts['xl/styles.xml'] ?? '').replace(/^.*<cellXfs/s, '').matchAll(/<xf numFmtId="(\d+)"/g)]
    expect(formats[Number(style)]?.[1]).to.equal('49')
  })

  it('prints on A4 across, one page wide, with repeated headings, a numbered foot and official margins', async () => {
    const parts = await unzipped(await written(book({ notes: ['截至今日'] })))
    const xml = parts['xl/worksheets/sheet1.xml'] ?? ''
    expect(xml).to.match(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"/)
    expect(xml).to.include('<pageSetUpPr fitToPage="1"/>')
    expect(xml).to.match(/<pageMargins left="0.6299" right="0.6299" top="0.9843" bottom="0.8268"/)
    expect(xml).to.include('<oddFooter>&amp;C— &amp;P —</oddFooter>')
    expect(xml).not.to.include('oddHeader')
    expect(parts['xl/workbook.xml']).to.match(/_xlnm.Print_Titles"[^>]*>&apos;名册&apos;!\$3:\$3</)
    expect(await sheetXml(book({ orientation: 'portrait' }))).to.include('orientation="portrait"')
  })

  it('says at the head of the page that it is a sample, and who exported it', async () => {
    const xml = await sheetXml(book({}, { sample: true, watermark: '王五 A&B 20261101' }))
    expect(xml).to.include('<oddHeader>&amp;C示例数据&amp;R王五 A&amp;&amp;B 20261101</oddHeader>')
  })

  it('marks cells in the colours of the lists and required headings red', async () => {
    const marks = ['blue', 'yellow', 'red', 'none', 'bad', 'strong'] as const
    const rows = marks.map(style => [{ text: style, style }])
    const parts = await unzipped(await written(book({ columns: [{ ...TEXT, required: true }], rows })))
    for (const colour of [
      'FF174A7C',
      'FFE3EFFA',
      'FF7A4D00',
      'FFFFF1CC',
      'FF9B1C1C',
      'FFFDE7E6',
      'FF4A5560',
      'FFEEF1F4',
      'FFC00000',
    ]) {
      expect(parts['xl/styles.xml']).to.include(colour)
    }
  })

  it('offers a dictionary as a drop-down down to row 2000, from a hidden sheet', async () => {
    const columns = [
      { ...TEXT, choices: '性别' },
      { ...NUMBER, choices: '级别' },
    ]
    const dictionaries = { 性别: ['男', '女'], 级别: ['=1'] }
    const parts = await unzipped(await written(book({ columns }, { dictionaries })))
    expect(parts['xl/worksheets/sheet1.xml']).to.match(/sqref="A3:A2000"><formula1>字典_性别</)
    expect(parts['xl/worksheets/sheet1.xml']).to.match(/sqref="B3:B2000"><formula1>字典_级别</)
    expect(parts['xl/workbook.xml']).to.match(/<sheet sheetId="2" name="字典" state="veryHidden"/)
    expect(parts['xl/workbook.xml']).to.match(/<definedName name="字典_性别">&apos;字典&apos;!\$A\$2:\$A\$3</)
    expect(parts['xl/workbook.xml']).to.match(/<definedName name="字典_级别">&apos;字典&apos;!\$B\$2</)
  })

  it('is high enough for long notes, which merged cells would hide', async () => {
    expect(await sheetXml(book({ notes: ['短', '长'.repeat(45)] }))).to.match(
      /<row r="2"[^>]* ht="18".*<row r="3"[^>]* ht="90"/,
    )
  })

  it('is high enough for a cell whose words wrap, and leaves a row of one line to the program', async () => {
    const xml = await sheetXml(
      book({
        rows: [
          ['张三', 87.5],
          ['党工委委员、宣传委员', 76.7],
          ['至\n今', 1],
        ],
      }),
    )
    expect(xml)
      .to.match(/<row r="4" ht="36" customHeight="1"/)
      .and.match(/<row r="5" ht="36" customHeight="1"/)
    expect(xml).to.match(/<row r="3"(?! ht)/)
  })

  it('cannot offer a dictionary it does not hold', async () => {
    const failure = await written(book({ columns: [{ ...TEXT, choices: '性别' }] })).catch(
      (error: Error) => error.message,
    )
    expect(failure).to.equal('There is no dictionary 性别')
  })

  it('gives sheets names that Excel accepts and that differ', async () => {
    const names = ['a/b', 'A:B', "x'y", '', '字典', '长'.repeat(40), `${'短'.repeat(30)}𠮷`]
    const bytes = await written({ sheets: names.map(name => sheet({ name })), properties: PROPERTIES })
    const found = (await sheetsOf(bytes)).map(one => one.name)
    expect(found).to.deep.equal(['a b', 'A B(2)', 'x y', '工作表', '字典(2)', '长'.repeat(31), '短'.repeat(30)])
  })

  it('carries title, creator and keywords, and nothing of the machine', async () => {
    const parts = await unzipped(await written({ ...book(), properties: { ...PROPERTIES, keywords: 'E-2026-7' } }))
    expect(parts['docProps/core.xml']).to.include('<dc:title>干部名册</dc:title>')
    expect(parts['docProps/core.xml']).to.include('<dc:creator>组织部</dc:creator>')
    expect(parts['docProps/core.xml']).to.include('E-2026-7')
    expect(parts['docProps/core.xml']).not.to.include('ExcelJS')
  })
})

describe('The writer of workbooks', () => {
  it('takes no more rows than the stream does', async () => {
    let made = 0
    const rows = function* () {
      for (; made < 50_000; made += 1) yield [Array.from({ length: 10 }, Math.random).join(), made]
    }
    const slow = new PassThrough()
    const writing = writeWorkbook(book({ rows: rows() }), slow)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(made).to.be.below(25_000)
    slow.resume()
    await writing
    expect(made).to.equal(50_000)
  })

  it('fails when the source of the rows fails, and ends the stream with it', async () => {
    const rows = (function* () {
      yield ['张三', 1]
      throw new Error('cursor lost')
    })()
    const stream = new PassThrough()
    const failure = await writeWorkbook(book({ rows }), stream.on('error', () => {}).resume() as PassThrough).catch(
      (error: Error) => error.message,
    )
    expect(failure).to.equal('cursor lost')
    expect(stream.destroyed).to.equal(true)
  })

  it('stops asking for rows when the reader has gone away', async () => {
    let closed = false
    const rows = (function* () {
      try {
        for (let i = 0; ; i += 1) yield [Array.from({ length: 10 }, Math.random).join(), i]
      } finally {
        closed = true
      }
    })()
    const stream = new PassThrough()
    const writing = writeWorkbook(book({ rows }), stream).catch((error: NodeJS.ErrnoException) => error.code)
    setTimeout(() => stream.destroy(), 100)
    expect(await writing).to.equal('ERR_STREAM_PREMATURE_CLOSE')
    expect(closed).to.equal(true)
  })
})
