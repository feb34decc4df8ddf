import { expect } from 'chai'
import { holdersOf } from '../../src/domain/access/rights.ts'
import { unzipped } from '../platform/workbook/unpacking.ts'
import { type Filled, sharedInstallation } from '../support/filled.ts'
import { cast, usernames } from '../support/installation.ts'
import { wordsOf } from '../support/visitor.ts'
import { casesOf } from './route-cases.ts'

/** Every file that takes data out of the product, and the page that shows the same. */
const pageOf = ({ ids }: Filled): Readonly<Record<string, string>> => ({
  '/exports/alerts.xlsx': '/alerts',
  '/exports/facts.xlsx': '/facts',
  '/exports/lists.xlsx': '/lists/all',
  '/exports/lists/all.xlsx': '/lists/all',
  '/exports/closes/2022-05.xlsx': '/closes/2022-05',
  [`/exports/trials/${ids.trial}.xlsx`]: `/trials/${ids.trial}`,
  '/fairness/assessors.xlsx': '/fairness/assessors',
  '/fairness/changes.xlsx': '/fairness/changes',
  '/fairness/distribution.xlsx': '/fairness',
  [`/cycles/${ids.cycleOpen}/progress.xlsx`]: `/cycles/${ids.cycleOpen}`,
  // The whole register with id numbers: for those who import it.
  '/roster/current.xlsx': '/roster/import',
  [`/roster/import/${ids.rosterRefused}/errors.xlsx`]: `/roster/import/${ids.rosterRefused}`,
  [`/evidence/import/${ids.evidenceRefused}/errors.xlsx`]: `/evidence/import/${ids.evidenceRefused}`,
})

/** Files that speak of no cadre: open to whoever opens their page. */
const impersonal = /^\/(rules\/.*\.json|roster\/template\.xlsx|evidence\/template\.xlsx)$/

/** Filled in and read on a screen, and sent back as they are: their columns are those of the template. */
const template = /^\/(roster|evidence)\//

/**
 * A character of a column is 5.25 points wide in Excel, and up to 7.15 where a program has no Calibri and takes a wider
 * font; across A4 margins of 16 mm leave 265.
 */
const POINTS_A_CHARACTER = 7.15
const POINTS_ACROSS = (265 / 25.4) * 72

/** The size in points of 11-point letters once a sheet's columns are fitted to the width of the paper. */
function printedSize(sheetXml: string): number {
  const widths = [...sheetXml.matchAll(/<col min="(\d+)" max="(\d+)" width="([\d.]+)"/g)]
  const wide = widths.reduce((sum, [, min, max, width]) => sum + (Number(max) - Number(min) + 1) * Number(width), 0)
  return 11 * Math.min(1, POINTS_ACROSS / (wide * POINTS_A_CHARACTER))
}

describe('An export', function () {
  this.timeout(120_000)
  let at: Filled
  let pages: Readonly<Record<string, string>>
  before(async () => {
    at = await sharedInstallation()
    pages = pageOf(at)
  })

  it('of any kind is one of these', async () => {
    const files = new Set<string>()
    for (const { path } of casesOf(at)) {
      const { headers } = await at.as('k1').open(path)
      if (headers['content-disposition'] !== undefined) files.add(path.split('?')[0] ?? '')
    }
    expect([...files].filter(path => !impersonal.test(path)).sort()).to.deep.equal(Object.keys(pages).sort())
  })

  for (const username of usernames)
    it(`is for ${username} of what ${username} may open, and for nobody without the right to export`, async () => {
      const visitor = at.as(username)
      const { role } = cast[username]
      const mayExport = holdersOf('exports.download')[role] !== undefined
      const wrong: string[] = []
      for (const [file, page] of Object.entries(pages)) {
        const [shown, given] = [(await visitor.open(page)).status, (await visitor.open(file)).status]
        const right = shown === 200 ? (mayExport ? 200 : 403) : shown
        if (given !== right) wrong.push(`${file}: ${given}, its page ${shown}`)
      }
      expect(wrong).to.deep.equal([])
    })

  it('narrowed to a person tells the log that it was, and not to whom', async () => {
    const name = encodeURIComponent('孙某某')
    for (const [file, status, words] of [
      [`/exports/lists/all.xlsx?q=${name}&sort=name`, 200, '按姓名筛选（不记）'],
      [`/exports/lists.xlsx?q=${name}`, 200, '按姓名筛选（不记）'],
      [`/exports/closes/2022-05.xlsx?q=${name}`, 200, '按姓名筛选（不记）'],
      [`/exports/facts.xlsx?person=${name}`, 200, '按人筛选（不记）'],
      [`/exports/facts.xlsx?name=${name}`, 422, '姓名（不记）'],
    ] as const) {
      expect((await at.as('k1').open(file)).status, file).to.equal(status)
      const entry = await at.database.db.collection('audit').find().sort({ _id: -1 }).next()
      expect(JSON.stringify(entry), file).not.to.include('孙某某')
      const shown = wordsOf(await at.as('aud').open(`/audit/${entry?._id}`)).replaceAll(' ', '')
      expect(shown, file).to.include(words.replace('（', '—（'))
    }
  })

  it('is printed across A4 in letters of eight points or more, its headings on every page', async () => {
    const small: string[] = []
    for (const file of Object.keys(pages).filter(path => !template.test(path))) {
      const parts = await unzipped((await at.as('lead').download(file)).body as Buffer)
      for (const [name, xml] of Object.entries(parts)) {
        if (!name.startsWith('xl/worksheets/')) continue
        expect(xml, `${file} ${name}`).to.match(
          /<pageSetup [^>]*orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"/,
        )
        if (printedSize(xml) < 8) small.push(`${file} ${name}: ${printedSize(xml).toFixed(1)} pt`)
      }
      expect(parts['xl/workbook.xml'], file).to.include('_xlnm.Print_Titles')
    }
    expect(small).to.deep.equal([])
  })

  it('reaches as far as its page: nobody exports for a part of the cadres only', () => {
    expect(new Set(Object.values(holdersOf('exports.download')))).to.deep.equal(new Set(['all']))
  })
})
