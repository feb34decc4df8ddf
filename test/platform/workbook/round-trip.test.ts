import { expect } from 'chai'
import fc from 'fast-check'
import { READ_LIMITS } from '../../../src/platform/workbook/limits.ts'
import { writableText } from '../../../src/platform/workbook/written-text.ts'
import { cellsOf, sheetsOf } from './reading-here.ts'
import { written } from './unpacking.ts'

const COLUMNS = 3
const awkward = fc.constantFrom(
  '_x0041_',
  '_x005F_',
  '\r\n',
  ' ',
  '\t',
  ']]>',
  '&amp;',
  '<f>1</f>',
  '=1',
  '\u0000',
  '\ud800',
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.oneof(awkward, fc.string({ maxLength: 3 })), { maxLength: 6 }).map(pieces => pieces.join('')),
)
const table = fc.array(fc.array(text, { minLength: COLUMNS, maxLength: COLUMNS }), { maxLength: 8 })

describe('A table of texts', () => {
  it('comes back as it was written, but for characters no workbook can hold', async () => {
    const columns = Array.from({ length: COLUMNS }, () => ({ heading: '列', width: 9, kind: 'text' as const }))
    await fc.assert(
      fc.asyncProperty(table, async rows => {
        const spec = { sheets: [{ name: '表', title: '题', columns, rows }], properties: { title: '', creator: '' } }
        const cells = cellsOf(await sheetsOf(await written(spec)))
        const expected = rows.flatMap((row, r) =>
          row
            .map((value, c) => [`R${r + 3}C${c + 1}`, writableText(value)] as const)
            .filter(([, value]) => value !== ''),
        )
        const heads = ['R1C1', 'R2C1', 'R2C2', 'R2C3']
        expect(Object.entries(cells).filter(([key]) => !heads.includes(key))).to.deep.equal(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('of our own export size is not taken for a bomb', async () => {
    const columns = Array.from({ length: 20 }, () => ({ heading: '列', width: 9, kind: 'text' as const }))
    const rows = Array.from({ length: 5000 }, () => columns.map(() => '同样的内容'))
    const bytes = await written({
      sheets: [{ name: '表', title: '题', columns, rows }],
      properties: { title: '', creator: '' },
    })
    expect(bytes.length).to.be.below(READ_LIMITS.packedBytes)
    const [sheet] = await sheetsOf(bytes)
    expect(sheet?.rows.length).to.equal(5002)
  })
})
