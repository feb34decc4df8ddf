import { expect } from 'chai'
import * as format from '../../src/web/format.ts'

const table: readonly [string, string, string][] = [
  ['a month in words', format.monthInWords('2022-05'), '2022年5月'],
  ['hundredths', format.hundredths(8650), '86.50'],
  ['a few hundredths', format.hundredths(5), '0.05'],
  ['negative hundredths', format.hundredths(-305), '−3.05'],
  ['a gain', format.signedHundredths(200), '+2.00'],
  ['a loss', format.signedHundredths(-300), '−3.00'],
  ['nought', format.signedHundredths(0), '0.00'],
  ['a signed number', format.signed(-3), '−3'],
  ['a percentage', format.percent(1, 8), '12.5%'],
  ['a part of nothing', format.percent(0, 0), '—'],
  ['a moment of the evening before', format.instantText('2022-05-30T16:03:59.999Z'), '2022-05-31 00:03'],
  ['an id number', format.maskedId('370687198001010011'), '3706**********0011'],
  ['a short id', format.maskedId('12345678'), '********'],
  ['a count', format.count(12345), '12,345'],
]

describe('on the page', () => {
  for (const [name, shown, expected] of table) it(`${name} reads ${expected}`, () => expect(shown).to.equal(expected))
})
