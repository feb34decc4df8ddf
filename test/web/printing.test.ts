import { expect } from 'chai'
import { isPrinted, printPathOf, rowsShown, screenPathOf } from '../../src/web/printing.ts'

const cases = [
  ['/lists/blue', '/lists/blue?print=1'],
  ['/lists/blue?unit=u001&after=9100~c00007', '/lists/blue?unit=u001&print=1'],
  ['/closes/2022-05?page=3&moved=yes', '/closes/2022-05?moved=yes&print=1'],
  ['/audit?below=40&person=%E6%9D%8E', '/audit?person=%E6%9D%8E&print=1'],
] as const

describe('A page made for paper', () => {
  for (const [path, printed] of cases)
    it(`of ${path} begins with its first row and keeps the rest of its address`, () => {
      expect(printPathOf(path)).to.equal(printed)
      expect(screenPathOf(printed)).to.equal(printed.replace(/[?&]print=1$/, ''))
    })

  it('shows all rows up to a bound, and the same page on the screen fifty', () => {
    expect(rowsShown('/lists/blue?print=1')).to.equal(2000)
    expect(rowsShown('/lists/blue')).to.equal(50)
    expect(isPrinted('/lists/blue?print=yes')).to.equal(false)
  })
})
