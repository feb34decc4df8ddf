import { expect } from 'chai'
import { packageOf, partsOf, relations, stringsXml, workbookXml } from './package-of.ts'
import { cellsOf, sheetsOf } from './reading-here.ts'

const cells = async (sheetData: string, changes = {}) => cellsOf(await sheetsOf(packageOf(sheetData, changes)))
const row = (...cellXml: string[]) => `<row r="1">${cellXml.join('')}</row>`
const one = async (cellXml: string, changes = {}) => (await cells(row(cellXml), changes)).R1C1

describe('A cell read from an uploaded workbook', () => {
  it('joins the runs of a shared string and leaves out its reading aid', async () => {
    const strings = stringsXml(
      '<si><t>张三</t></si><si><r><rPr><b/></rPr><t>李</t></r><r><t xml:space="preserve"> 四</t></r><rPh sb="0" eb="1"><t>li</t></rPh></si>',
    )
    expect(
      await cells(row('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'), { 'xl/sharedStrings.xml': strings }),
    ).to.deep.equal({ R1C1: '李 四', R1C2: '张三' })
  })

  it('keeps leading zeros and spaces of text', async () => {
    expect(await one('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 007 </t></is></c>')).to.equal(' 007 ')
  })

  for (const [stored, typed] of [
    ['20220531', '20220531'],
    ['1.0', '1.0'],
    ['-3.5', '-3.5'],
    ['1.1000000000000001', '1.1'],
    ['0.30000000000000004', '0.3'],
    ['1E-3', '0.001'],
    ['3.70699E+17', '3.70699E+17'],
    ['370699199001011024', '370699199001011024'],
  ] as const) {
    it(`gives the number stored as ${stored} as ${typed}`, async () => {
      expect(await one(`<c r="A1"><v>${stored}</v></c>`)).to.equal(typed)
    })
  }

  for (const [style, serial, date] of [
    [1, '44712', '2022-05-31'],
    [2, '44712', '2022-05-31'],
    [1, '44712.75', '2022-05-31'],
    [5, '44712.75', '2022-05-31 18:00:00'],
    [4, '0.5', '12:00:00'],
    [1, '59', '1900-02-28'],
    [1, '61', '1900-03-01'],
    [1, '60', '60'],
    [1, '-1', '-1'],
    [3, '44712', '44712'],
  ] as const) {
    it(`shows serial ${serial} in style ${style} as ${date}`, async () => {
      expect(await one(`<c r="A1" s="${style}"><v>${serial}</v></c>`)).to.equal(date)
    })
  }

  it('counts days from 1904 when the workbook says so', async () => {
    const changes = { 'xl/workbook.xml': workbookXml({ properties: '<workbookPr date1904="1"/>' }) }
    expect(await one('<c r="A1" s="1"><v>43250</v></c>', changes)).to.equal('2022-05-31')
  })

  it('reads booleans, errors and ISO dates', async () => {
    const xml = row('<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2022-05-31T00:00:00</v></c>')
    expect(await cells(xml)).to.deep.equal({ R1C1: 'TRUE', R1C2: '#N/A', R1C3: '2022-05-31' })
  })

  it('never takes a value from a formula, single, shared or filled by an array', async () => {
    const xml =
      row('<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1" t="str"><f t="shared" si="0"/><v>x</v></c>') +
      '<row r="2"><c r="A2"><f t="array" ref="A2:B3">X</f><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c></row>' +
      '<row r="3"><c r="B3"><v>4</v></c></row><row r="4"><c r="B4"><v>5</v></c></row>'
    expect(await cells(xml)).to.deep.equal({
      R1C1: '{formula}',
      R1C2: '{formula}',
      R2C1: '{formula}',
      R2C2: '{formula}',
      R2C3: '3',
      R3C2: '{formula}',
      R4C2: '5',
    })
  })

  it('undoes the escapes of spreadsheets and leaves alone what nobody can type', async () => {
    const text = (inside: string) => one(`<c r="A1" t="inlineStr"><is><t>${inside}</t></is></c>`)
    expect(await text('a_x000D_b_x005F_x0041_')).to.equal('a\rb_x0041_')
    expect(await text('_x0000_')).to.equal('_x0000_')
  })
})

describe('A sheet read from an uploaded workbook', () => {
  it('counts cells and rows that carry no address', async () => {
    const xml = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
    expect(await cells(xml)).to.deep.equal({ R1C1: '1', R1C2: '2', R5C3: '3', R5C4: '4' })
  })

  it('knows prefixed elements and absolute targets', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const rels = relations([['rId1', 'worksheet', '/xl/worksheets/sheet1.xml']])
    const changes = { 'xl/worksheets/sheet1.xml': sheet, 'xl/_rels/workbook.xml.rels': rels }
    expect(await cells('', changes)).to.deep.equal({ R1C1: '7' })
  })

  it('leaves out empty rows and cells, even far away ones that only carry a format', async () => {
    const xml = '<row r="3"><c r="A3" s="1"/><c r="XFD3" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    expect(await cells(xml)).to.deep.equal({})
  })

  it('passes over pictures, themes, printer settings and drawings', async () => {
    const changes = {
      'xl/media/image1.png': Buffer.from('89504e470d0a1a0a', 'hex'),
      'xl/printerSettings/printerSettings1.bin': Buffer.from([1, 2, 3]),
      'xl/drawings/drawing1.xml': '<anything/>',
      'docProps/custom.xml': '<anything/>',
    }
    expect(await cells(row('<c r="A1"><v>1</v></c>'), changes)).to.deep.equal({ R1C1: '1' })
  })

  it('keeps the order of the tabs', async () => {
    const parts = partsOf('', {
      'xl/workbook.xml': workbookXml({
        sheets: '<sheet name="乙" sheetId="9" r:id="rId2"/><sheet name="甲" sheetId="1" r:id="rId1"/>',
      }),
      'xl/_rels/workbook.xml.rels': relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
      ]),
    })
    parts['xl/worksheets/sheet2.xml'] = parts['xl/worksheets/sheet1.xml'] ?? ''
    expect((await sheetsOf(packageOf('', parts))).map(sheet => sheet.name)).to.deep.equal(['乙', '甲'])
  })
})
