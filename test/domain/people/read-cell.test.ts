import { expect } from 'chai'
import { columnsOf, type SheetCode } from '../../../src/domain/people/roster/layout.ts'
import { readCell } from '../../../src/domain/people/roster/read-cell.ts'

function read(sheet: SheetCode, key: string, typed: string): string {
  const column = columnsOf(sheet).find(one => one.key === key)!
  const reading = readCell(column, typed)
  return 'value' in reading ? reading.value : `✗ ${reading.complaint}`
}

describe('A cell of the roster', () => {
  const good: [SheetCode, string, string, string][] = [
    ['A02', 'from', '20210601', '2021-06-01'],
    ['A02', 'from', '202106', '2021-06-01'],
    ['A02', 'from', '2021-06-01', '2021-06-01'],
    ['A02', 'from', '2021/6/1', '2021-06-01'],
    ['A02', 'from', '2021.06', '2021-06-01'],
    ['A02', 'from', '2021年6月1日', '2021-06-01'],
    ['A02', 'from', '20210601.0', '2021-06-01'],
    ['A03', 'lastDay', '202102', '2021-02-28'],
    ['A03', 'lastDay', '20210215', '2021-02-15'],
    ['A01', 'birthMonth', '197805', '1978-05'],
    ['A01', 'birthMonth', '19780512', '1978-05'],
    ['A01', 'partySince', '民建', '民建'],
    ['A01', 'partySince', '200108；民建', '200108；民建'],
    ['A01', 'partySince', '200108', '2001-08'],
    ['A01', 'name', '张　三', '张三'],
    ['A01', 'name', '买买提•艾力', '买买提·艾力'],
    ['A01', 'sex', '1.0', '男'],
    ['A01', 'ethnicity', '汉', '汉族'],
    ['A01', 'category', '事业(参公)', '事业（参公）'],
    ['A01', 'level', '1A41', '乡科级正职'],
    ['B01', 'staff', '12.0', '12'],
    ['A15', 'year', '2021.0', '2021'],
    ['A15', 'year', '2021年度', '2021'],
  ]
  for (const [sheet, key, typed, value] of good) {
    it(`${key} takes “${typed}” as ${value}`, () => expect(read(sheet, key, typed)).to.equal(value))
  }

  const bad: [SheetCode, string, string, string][] = [
    ['A02', 'from', '20210231', '这一天不存在'],
    ['A02', 'from', '2021', '不是日期'],
    ['A02', 'from', '去年', '不是日期'],
    ['A01', 'birthMonth', '197813', '不是年月'],
    ['A01', 'partySince', '200113', '不是年月'],
    ['A01', 'sex', '未知', '男、女'],
    ['B01', 'staff', '1.5', '不是整数'],
    ['A15', 'year', '21', '不是年度'],
    ['A01', 'name', '张3', '姓名只能是'],
    ['A01', 'note', 'x'.repeat(2001), '超过2000个字'],
    ['A01', 'note', 'a\u0007', '不能显示'],
  ]
  for (const [sheet, key, typed, complaint] of bad) {
    it(`${key} refuses “${typed.slice(0, 12)}”: ${complaint}`, () => {
      expect(read(sheet, key, typed))
        .to.match(/^✗/)
        .and.include(complaint)
    })
  }
})
