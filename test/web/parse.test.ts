import { expect } from 'chai'
import { Invalid } from '../../src/domain/errors.ts'
import {
  checkbox,
  choice,
  day,
  integer,
  listOf,
  month,
  optionalChoice,
  optionalDay,
  optionalPoints,
  optionalText,
  parseInput,
  points,
  text,
  verbatim,
} from '../../src/web/parse.ts'
import type { Input } from '../../src/web/route.ts'

/** The value read, or the sentence that refuses it. */
function read(field: ReturnType<typeof text> | object, typed: string | string[] | undefined): unknown {
  const input: Input = typed === undefined ? {} : { it: typed }
  try {
    return parseInput({ it: field as ReturnType<typeof text> }, input).it
  } catch (error) {
    if (error instanceof Invalid) return `✗ ${error.fields.it}`
    throw error
  }
}

const badDay = '✗ 发生日期：不是有效的日期，请按 2022-05-31 填写。'
const table: readonly [string, object, string | string[] | undefined, unknown][] = [
  ['a day', day('发生日期'), '2022-05-31', '2022-05-31'],
  ['a day in eight digits', day('发生日期'), '20220531', '2022-05-31'],
  ['a day with strokes', day('发生日期'), '2022/5/31', '2022-05-31'],
  ['a day in words', day('发生日期'), '2022年5月31日', '2022-05-31'],
  ['a day in full-width digits', day('发生日期'), '２０２２-０５-３１', '2022-05-31'],
  ['a leap day', day('发生日期'), '2024-02-29', '2024-02-29'],
  ['a leap day of a common year', day('发生日期'), '2022-02-29', badDay],
  ['the 31st of April', day('发生日期'), '2022-04-31', badDay],
  ['month 13', day('发生日期'), '2022-13-01', badDay],
  ['a day with a time', day('发生日期'), '2022-05-31T00:00', badDay],
  ['no day', day('发生日期'), '', '✗ 发生日期：请填写。'],
  ['two days', day('发生日期'), ['2022-05-31', '2022-06-01'], '✗ 发生日期：只能填写一项。'],
  ['an optional day left blank', optionalDay('期限'), ' ', null],
  ['a month', month('月份'), '2022-05', '2022-05'],
  ['a month in six digits', month('月份'), '202205', '2022-05'],
  ['a month in words', month('月份'), '2022年5月', '2022-05'],
  ['month nought', month('月份'), '2022-00', '✗ 月份：不是有效的月份，请按 2022-05 填写。'],
  ['text with blanks around', text('事由', 5), '  好的 ', '好的'],
  ['text of just the limit, counted in characters', text('事由', 2), '𠮷𠮷', '𠮷𠮷'],
  ['text over the limit', text('事由', 2), '一二三', '✗ 事由：不能超过 2 个字。'],
  ['blank text', text('事由', 2), '　', '✗ 事由：请填写。'],
  ['text that turns the reading direction', text('事由', 9), 'a\u202eb', '✗ 事由：含有不能显示的字符。'],
  ['optional text not sent', optionalText('备注', 2), undefined, ''],
  ['a password with blanks', verbatim('口令', 9), ' 一 二 ', ' 一 二 '],
  ['no password', verbatim('口令', 9), undefined, '✗ 口令：请填写。'],
  ['two passwords', verbatim('口令', 9), ['a', 'b'], '✗ 口令：请填写。'],
  ['lines', text('事由', 9), '一\r\n二', '一\n二'],
  ['an integer', integer('次数', 0, 10), '7', 7],
  ['an integer too great', integer('次数', 0, 10), '11', '✗ 次数：请填写 0 至 10 之间的整数。'],
  ['an exponent', integer('次数', 0, 10), '1e1', '✗ 次数：请填写 0 至 10 之间的整数。'],
  ['hexadecimal', integer('次数', 0, 99), '0x10', '✗ 次数：请填写 0 至 99 之间的整数。'],
  ['points', points('扣分'), '2.5', 250],
  ['points without decimals', points('扣分'), '2', 200],
  ['points of binary trouble', points('扣分'), '1.15', 115],
  ['negative points', points('加减分', -1000), '−3.00', -300],
  ['minus nought', points('加减分', -1000), '-0.00', 0],
  ['three decimals', points('扣分'), '2.005', '✗ 扣分：请填写数字，最多两位小数，例如 2.50。'],
  ['points over the limit', points('扣分', 0, 500), '5.01', '✗ 扣分：请填写 0.00 至 5.00 之间的数。'],
  ['optional points', optionalPoints('扣分'), '', null],
  ['a listed choice', choice('颜色', ['blue', 'red']), 'red', 'red'],
  ['a choice not listed', choice('颜色', ['blue', 'red']), 'green', '✗ 颜色：请从列出的选项中选择。'],
  ['an inherited name as a choice', choice('颜色', ['blue', 'red']), 'constructor', '✗ 颜色：请从列出的选项中选择。'],
  ['no choice', choice('颜色', ['blue', 'red']), undefined, '✗ 颜色：请选择。'],
  ['an optional choice', optionalChoice('颜色', ['blue', 'red']), '', null],
  ['a ticked box', checkbox('确认'), 'on', true],
  ['a box left empty', checkbox('确认'), undefined, false],
  ['another value of a box', checkbox('确认'), 'yes', '✗ 确认：请从列出的选项中选择。'],
]

describe('what was typed', () => {
  for (const [name, field, typed, expected] of table) {
    it(`reads ${name}: ${JSON.stringify(typed)}`, () => expect(read(field, typed)).to.equal(expected))
  }

  it('is a list when the field is repeated, sent once, or not at all', () => {
    const shape = { ids: listOf('人员', text('人员', 5), 3) }
    expect(parseInput(shape, { ids: ['a', 'b'] }).ids).to.deep.equal(['a', 'b'])
    expect(parseInput(shape, { ids: 'a' }).ids).to.deep.equal(['a'])
    expect(parseInput(shape, {}).ids).to.deep.equal([])
    expect(() => parseInput(shape, { ids: ['a', 'b', 'c', 'd'] })).to.throw(Invalid, '不能超过 3 项')
    expect(() => parseInput(shape, { ids: ['a', 'too long'] })).to.throw(Invalid, '不能超过 5 个字')
  })

  it('is refused for all its fields at once, unknown ones by name', () => {
    const shape = { day: day('发生日期'), reason: text('事由', 5) }
    try {
      parseInput(shape, { day: 'x', status: 'verified' })
      expect.fail('taken')
    } catch (error) {
      expect((error as Invalid).fields).to.deep.equal({
        day: '发生日期：不是有效的日期，请按 2022-05-31 填写。',
        reason: '事由：请填写。',
        status: '未知字段：status。',
      })
    }
  })
})
