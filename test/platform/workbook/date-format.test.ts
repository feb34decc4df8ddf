import { expect } from 'chai'
import { builtInDateFormat, customDateFormat } from '../../../src/platform/workbook/date-format.ts'

describe('A number format', () => {
  for (const [code, shows] of [
    ['yyyy/m/d;@', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', 'date'],
    ['yyyy\\-mm\\-dd', 'date'],
    ['m"月"', 'date'],
    ['mmm-yy', 'date'],
    ['yyyy/m/d h:mm', 'date-time'],
    ['h:mm:ss AM/PM', 'time'],
    ['[h]:mm:ss', 'time'],
    ['[mm]:ss', 'time'],
    ['[ss]', 'time'],
    ['General', undefined],
    ['G/通用格式', undefined],
    ['@', undefined],
    ['0.00E+00', undefined],
    ['#,##0.00_);[Red]\\(#,##0.00\\)', undefined],
    ['0"days"', undefined],
    ['0.0\\m', undefined],
    ['"¥"#,##0;"day"', undefined],
    ['', undefined],
  ] as const) {
    it(`${code || '(empty)'} shows ${shows ?? 'a number'}`, () => {
      expect(customDateFormat(code)).to.equal(shows)
    })
  }

  it('of a built-in id is known without its code', () => {
    expect([0, 14, 18, 22, 31, 49, 57].map(builtInDateFormat)).to.deep.equal([
      undefined,
      'date',
      'time',
      'date-time',
      'date',
      undefined,
      'date',
    ])
  })
})
