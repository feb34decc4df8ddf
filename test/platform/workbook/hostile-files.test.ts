import { expect } from 'chai'
import { READ_LIMITS } from '../../../src/platform/workbook/limits.ts'
import { readWorkbook } from '../../../src/platform/workbook/read-workbook.ts'
import { soon } from '../../support/soon.ts'
import { HOSTILE, KILLERS } from './hostile-files.ts'
import { ONE_CELL, packageOf } from './package-of.ts'
import { inFile, sheetsOf, verdictOn } from './reading-here.ts'

const LONGEST_MS = soon(2000)

describe('A file of unknown origin', () => {
  for (const [what, reason, bytes] of HOSTILE) {
    it(`is refused when it is or holds ${what}`, async () => {
      const file = bytes()
      const start = performance.now()
      expect(await verdictOn(file)).to.equal(reason)
      expect(performance.now() - start).to.be.below(LONGEST_MS)
    })
  }

  it('is refused over 10 MB before anything of it is read', async () => {
    const outcome = await inFile(Buffer.alloc(READ_LIMITS.packedBytes + 1), path => readWorkbook(path))
    expect(outcome).to.include({ ok: false, reason: 'too-large' })
  })

  it('may not multiply one shared string into more text than it could hold', async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(200)
    const long = `<sst><si><t>${'字'.repeat(30_000)}</t></si></sst>`
    const rows = Array.from({ length: 10 }, () => `<row>${cells}</row>`).join('')
    expect(await verdictOn(packageOf(rows, { 'xl/sharedStrings.xml': long }), { ratio: 10_000 })).to.equal(
      'too-much-text',
    )
  })

  it('keeps to a limit on cells', async () => {
    expect(await verdictOn(packageOf('<row><c><v>1</v></c><c><v>2</v></c></row>'), { cells: 1 })).to.equal(
      'too-many-cells',
    )
  })
})

describe('The process that reads workbooks', () => {
  for (const [what, bytes] of KILLERS) {
    it(`comes back soon from ${what}, and this process stays awake and small`, async () => {
      const memory = process.memoryUsage().rss
      let last = performance.now()
      let longest = 0
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 10)
      const start = performance.now()
      const outcome = await inFile(bytes, path => readWorkbook(path))
      clearInterval(beat)
      expect(performance.now() - start).to.be.below(LONGEST_MS)
      // Reading it here would hold this process for many seconds.
      expect(longest).to.be.below(soon(200))
      expect(process.memoryUsage().rss - memory).to.be.below(30 * 1024 * 1024)
      if (outcome.ok) expect(outcome.sheets[0]?.rows.length).to.equal(1)
      else expect(outcome.reason).to.equal('number-out-of-range')
    })
  }

  it('hands over the cells and says in Chinese what is wrong', async () => {
    const good = await inFile(packageOf(ONE_CELL), path => readWorkbook(path))
    expect(good).to.deep.equal({
      ok: true,
      sheets: [{ name: '名册', rows: [{ number: 1, cells: new Map([[1, { text: '甲' }]]) }] }],
    })
    const bad = await inFile(packageOf('<row r="7"><c r="GS7"><v>1</v></c></row>'), path => readWorkbook(path))
    expect(bad).to.deep.equal({
      ok: false,
      reason: 'too-many-columns',
      message: '工作表“名册”第 7 行附近：数据超过 200 列，请删除多余的列后再上传',
    })
  })

  it('is killed when it takes too long', async () => {
    const outcome = await inFile(packageOf(ONE_CELL), path => readWorkbook(path, { wallSeconds: 0.05 }))
    expect(outcome).to.include({ ok: false, reason: 'too-slow' })
  })

  it('may run out of memory alone', async () => {
    const strings = `<sst>${'<si><t>甲乙丙丁</t></si>'.repeat(900_000)}</sst>`
    const bytes = packageOf(ONE_CELL, { 'xl/sharedStrings.xml': strings })
    const outcome = await inFile(bytes, path => readWorkbook(path, { heapMegabytes: 16, ratio: 10_000 }))
    expect(outcome).to.include({ ok: false, reason: 'too-big-to-read' })
  })

  it('reads two files at a time and the others after them', async () => {
    const outcomes = await inFile(packageOf(ONE_CELL), path => Promise.all([1, 2, 3, 4].map(() => readWorkbook(path))))
    expect(outcomes.map(outcome => outcome.ok)).to.deep.equal([true, true, true, true])
  })

  it('is not the place where a missing file is noticed', async () => {
    const outcome = await readWorkbook('no-such-file.xlsx').catch((error: NodeJS.ErrnoException) => error.code)
    expect(outcome).to.equal('ENOENT')
  })

  it('reads all of 50,000 rows', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `<row><c><v>${(i * 7919) % 1_000_003}</v></c></row>`).join('')
    const [sheet] = await sheetsOf(packageOf(rows))
    expect(sheet?.rows.length).to.equal(50_000)
  })
})
