import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Frame } from '../../src/web/frame.ts'
import { isPrinted, printPathOf, rowsShown, screenPathOf } from '../../src/web/printing.ts'
import { loadViews } from '../../src/web/views.ts'

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

  it('that has not all rows leads to an export where there is one, and to none where there is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sanse-list-bar-'))
    const written = { 'layouts/main': '{{{body}}}', 'a/b': '{{#> list-bar print=true}}{{/list-bar}}' }
    for (const [name, source] of Object.entries(written)) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      writeFileSync(join(folder, `${name}.hbs`), source)
    }
    for (const partial of ['list-bar', 'print-link'])
      cpSync(`views/_partials/${partial}.hbs`, join(folder, `_partials/${partial}.hbs`))
    const views = loadViews(folder)
    const frame = { printing: true, assetVersion: '1', screenPath: '/x', printPath: '/x' } as unknown as Frame
    const said = (excel: string | boolean | null): string =>
      views.page('a/b', { summary: '共 3 人', rows: [1, 2], more: '/x?after=2', excel }, frame)
    expect(said('/exports/x.xlsx')).to.include('请缩小筛选范围再打印，或导出 Excel')
    for (const none of [null, false])
      expect(said(none)).to.include('请缩小筛选范围再打印').and.not.include('导出 Excel')
  })
})
