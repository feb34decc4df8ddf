import { expect } from 'chai'
import type { RawCell, RawSheet } from '../../../src/domain/people/roster/issues.ts'
import { columnsOf, rosterLayout } from '../../../src/domain/people/roster/layout.ts'
import { GUIDE_SHEET, readRoster } from '../../../src/domain/people/roster/read-sheets.ts'

const headings = columnsOf('A15').map(({ heading }) => heading)

function sheet(
  rows: readonly (readonly RawCell[])[],
  name: string = rosterLayout.A15.name,
  heads: readonly string[] = headings,
): RawSheet {
  const cells = (values: readonly RawCell[]) => new Map(values.map((value, index) => [index + 1, value]))
  return { name, rows: [heads, ...rows].map((values, index) => ({ number: index + 2, cells: cells(values) })) }
}
const issuesOf = (...sheets: RawSheet[]) =>
  readRoster(sheets).issues.map(({ sheet: name, row, heading, message }) => `${name}|${row}|${heading}|${message}`)

const id = '11010519491231002X'

describe('The sheets of a roster', () => {
  it('are read wherever their columns stand', () => {
    const turned = sheet([['2021', '称职', id, '张三']], 'A15', [...headings].reverse())
    expect(readRoster([turned]).rows.A15[0]?.values).to.deep.equal({
      name: '张三',
      idNumber: id,
      grade: '称职',
      year: '2021',
    })
  })

  it('take starred headings and the column of reasons of a file given back', () => {
    expect(
      issuesOf(
        sheet([['张三', id, '称职', '2021', '等次写错']], 'A15考核', [
          '姓名*',
          '身份证号*',
          '考核结论',
          '考核年度',
          '错误原因',
        ]),
      ),
    ).to.deep.equal([])
  })

  it('never take the value of a formula', () => {
    expect(issuesOf(sheet([['张三', id, null, '2021']]))).to.deep.equal([
      'A15考核|3|考核结论|单元格是公式，请按数值粘贴后再导入。',
    ])
  })

  it('skip rows of blanks and keep the numbers of the others', () => {
    expect(
      issuesOf(
        sheet([
          [' ', '', '', ''],
          ['张三', id, '好', '2021'],
        ]),
      )[0],
    ).to.match(/^A15考核\|4\|考核结论/)
  })

  it('are refused from a template of another version', () => {
    const guide = {
      name: GUIDE_SHEET,
      rows: [
        {
          number: 3,
          cells: new Map([
            [1, '模板版本'],
            [2, '2019'],
          ]),
        },
      ],
    }
    expect(issuesOf(sheet([]), guide)[0]).to.include('请下载新模板')
  })

  it('are missed when there is none', () => {
    expect(issuesOf()[0]).to.include('没有名册的工作表')
    expect(issuesOf(sheet([]), sheet([]))[0]).to.include('出现了两次')
  })
})
