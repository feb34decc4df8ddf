import { createWriteStream } from 'node:fs'
import { expect } from 'chai'
import { rosterLayout } from '../../../src/domain/people/roster/layout.ts'
import { readWorkbook, type WorkbookSpec, writeWorkbook } from '../../../src/platform/workbook/index.ts'
import { clerk, installation } from './installation.ts'
import { cadreRow, dutyRow, fileOf, gradeRow, idNumberOf, postRow, type Rows, unitRow } from './made-up-roster.ts'

type Installation = Awaited<ReturnType<typeof installation>>

/** A workbook that is not of the template. */
async function fileWith(sheets: WorkbookSpec['sheets']): Promise<string> {
  const path = await fileOf({})
  await writeWorkbook({ sheets, properties: { title: '', creator: '' } }, createWriteStream(path))
  return path
}

describe('A file with errors', () => {
  let at: Installation
  const unit = unitRow(1)
  const a = cadreRow(1, unit)
  const whole: Partial<Rows> = { B01: [unit], A01: [a], A02: [postRow(a)] }
  const wrongDigit = `${idNumberOf(7, '19800203').slice(0, 17)}${idNumberOf(7, '19800203').endsWith('1') ? '2' : '1'}`

  before(async () => {
    at = await installation()
  })
  after(() => at.close())

  const cases: [string, Partial<Rows>, [sheet: string, row: number, heading: string, words: string]][] = [
    ['a wrong check digit', { ...whole, A01: [{ ...a, 身份证号: wrongDigit }] }, ['A01人员', 3, '身份证号', '校验码']],
    ['15 digits', { ...whole, A01: [{ ...a, 身份证号: '370699710215001' }] }, ['A01人员', 3, '身份证号', '15位']],
    [
      'another birth month than the id number',
      { ...whole, A01: [{ ...a, 出生年月: '198001' }] },
      ['A01人员', 3, '出生年月', '与身份证号不符'],
    ],
    ['another sex than the id number', { ...whole, A01: [{ ...a, 性别: '女' }] }, ['A01人员', 3, '性别', '第17位']],
    ['a duplicate', { ...whole, A01: [a, a] }, ['A01人员', 4, '身份证号', '与第3行重复']],
    [
      'an unknown unit',
      { ...whole, A02: [postRow(a, { 任职机构名称: '没有的局' })] },
      ['A02职务', 3, '任职机构名称', '没有“没有的局”'],
    ],
    ['a date ahead', { ...whole, A02: [postRow(a, { 任职时间: '20220601' })] }, ['A02职务', 3, '任职时间', '之后']],
    [
      'an impossible date',
      { ...whole, A02: [postRow(a, { 任职时间: '20210230' })] },
      ['A02职务', 3, '任职时间', '不存在'],
    ],
    [
      'an end before the beginning',
      { ...whole, A02: [postRow(a, { 任职状态: '已免', 免职时间: '20170101' })] },
      ['A02职务', 3, '免职时间', '结束早于开始'],
    ],
    ['a missing value', { ...whole, A01: [{ ...a, 籍贯: '' }] }, ['A01人员', 3, '籍贯', '必填']],
    [
      'somebody who is not there',
      { ...whole, A15: [gradeRow(cadreRow(9, unit))] },
      ['A15考核', 3, '身份证号', '不在册'],
    ],
    [
      'a year that is not over',
      { ...whole, A15: [gradeRow(a, { 考核年度: '2022' })] },
      ['A15考核', 3, '考核年度', '尚未结束'],
    ],
    ['a duty without a post there', { ...whole, A02: [], A03: [dutyRow(a)] }, ['A03分工', 3, '', '没有职务']],
    [
      'two main posts on one day',
      { ...whole, A02: [postRow(a), postRow(a, { 职务名称: '另一职务' })] },
      ['A02职务', 4, '任职时间', '只能有一个主职务'],
    ],
    [
      'one code for two units',
      { B01: [unit, unitRow(2, { 机构编码: unit.机构编码! })] },
      ['B01单位', 4, '机构编码', '与第3行重复'],
    ],
  ]
  for (const [what, rows, [sheet, row, heading, words]] of cases) {
    it(`is told of ${what}, with its place, and nothing is written`, async () => {
      const { status, report } = await at.roster.importFile(await fileOf(rows), clerk)
      expect(status).to.equal('refused')
      const issue = report.issues.find(one => one.sheet === sheet && one.row === row && one.heading === heading)
      expect(issue?.message, JSON.stringify(report.issues)).to.include(words)
      expect(await at.ledger()).to.deep.equal([])
      expect(await at.people.units()).to.deep.equal([])
    })
  }

  it('may hold a lower-case x and spaces in an id number, and a name with spaces', async () => {
    const n = Array.from({ length: 200 }, (_, i) => i).find(
      i => idNumberOf(i, '19710215').endsWith('X') && i % 2 === 1,
    )!
    const id = idNumberOf(n, '19710215')
    const typed = `${id.slice(0, 6)} ${id.slice(6, 17)}x`
    const rows = { B01: [unit], A01: [{ ...a, 姓名: '张 三', 身份证号: typed }] }
    const { report } = await at.roster.importFile(await fileOf(rows), clerk).catch(error => error)
    expect(report.issues).to.deep.equal([])
    expect(await at.people.cadre('c00001')).to.include({ name: '张三', idNumber: id })
  })

  it('names sheets and headings it does not know', async () => {
    const columns = [
      { heading: '姓名', width: 9, kind: 'text' as const },
      { heading: '手机', width: 9, kind: 'text' as const },
    ]
    const path = await fileWith([
      { name: '花名册', title: '题', columns, rows: [['张三', '1']] },
      { name: rosterLayout.A15.name, title: '题', columns, rows: [['张三', '1']] },
    ])
    const { report } = await at.roster.importFile(path, clerk)
    const said = report.issues.map(({ sheet, heading, message }) => `${sheet} ${heading} ${message}`).join('\n')
    expect(said).to.include('不认识的工作表“花名册”')
    expect(said).to.include('A15考核 手机 不认识的列标题')
    expect(said).to.include('A15考核 考核年度 缺少这一列')
  })

  it('comes back with every cell as typed, the bad ones named, and can be sent again when mended', async () => {
    const rows = { A15: [gradeRow(a, { 考核结论: '很好' }), gradeRow(a, { 考核年度: '二〇二一' })] }
    const { id } = await at.roster.importFile(await fileOf({ ...whole, ...rows }), clerk)
    const path = await fileOf({})
    const file = createWriteStream(path)
    await at.roster.writeErrors(id, file)
    const read = await readWorkbook(path)
    const sheet = read.ok ? read.sheets.find(({ name }) => name === 'A15考核') : undefined
    const cell = (row: number, column: number) => {
      const found = sheet?.rows.find(({ number }) => number === row)?.cells.get(column)
      return found !== undefined && 'text' in found ? found.text : ''
    }
    expect(cell(1, 1)).to.include('没有导入：无误 0 条，有误 2 条')
    expect([cell(3, 3), cell(4, 4)]).to.deep.equal(['很好', '二〇二一'])
    expect(cell(2, 5)).to.equal('错误原因')
    expect(cell(3, 5)).to.include('考核结论：“很好”不在可选范围内')
    const again = await at.roster.importFile(path, clerk)
    expect(again.report.issues.map(({ heading }) => heading)).to.deep.equal(['考核结论', '考核年度'])
  })
})
