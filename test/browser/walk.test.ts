import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { readWorkbook } from '../../src/platform/workbook/index.ts'
import { nameOf } from '../features/roster/made-up-roster.ts'
import { newPage, type Watched } from '../support/browser.ts'
import { factFields } from '../support/filled.ts'
import { installation, type TestInstallation, writeRosterFile } from '../support/installation.ts'
import { oneWalk } from '../support/one-walk.ts'
import { hasPython } from '../support/python.ts'
import { changeTo, fillFact, signIn, textOf, untilShown, wordsOn } from './steps.ts'

const HERO = nameOf(5)

describe('From an empty installation to a list in Excel, in Chromium', function () {
  this.timeout(60_000)
  oneWalk()
  let at: TestInstallation
  let watched: Watched
  let page: Page
  let file: string

  before(async () => {
    at = await installation({ roster: false })
    watched = await newPage()
    page = watched.page
  })
  after(async () => {
    await watched?.close()
    await at?.close()
  })

  it('干部科 signs in, finds nothing yet, and imports the roster', async () => {
    await signIn(page, at, 'k1')
    await page.getByRole('link', { name: '导入名册' }).first().click()
    const roster = join(at.dataFolder, '名册.xlsx')
    await writeRosterFile(roster)
    await page.locator('[name=file]').setInputFiles(roster)
    await page.getByRole('button', { name: '上传并核对' }).click()
    await page.waitForURL(/\/roster\/import\/.+/)
    expect(await wordsOn(page)).to.include('试导入的结果')
    await page.locator('[name=effectiveOn]').fill('2021-01-01')
    await page.getByRole('button', { name: /^确认导入/ }).click()
    await page.getByText('名册已导入。').waitFor()
    await page.goto(`${at.url}/lists/all`)
    expect(await wordsOn(page)).to.include('共 24 人')
  })

  it('enters an assessment, which another person verifies', async () => {
    await page.goto(`${at.url}/assessments/new`)
    await page.locator('main [name=q]').fill(HERO)
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('link', { name: '录入考察' }).last().click()
    await page.waitForLoadState()
    await page.locator('[name=type][value=跟踪考察]').check()
    await page.locator('[name=methods][value=谈]').check()
    await page.locator('[name=from]').fill('2022-05-01')
    await page.locator('[name=to]').fill('2022-05-25')
    await page.locator('[name=team]').fill('第一组')
    const cells = page.locator('[data-assessment-grid] input[data-part]')
    expect(await cells.count()).to.equal(15)
    await cells.first().click()
    // Enter moves on in the grid.
    for (let i = 0; i < 15; i++) {
      await page.keyboard.type('86')
      await page.keyboard.press('Enter')
    }
    expect(await page.locator('output[data-mean]').allTextContents()).to.include('86.00')
    await page.getByRole('button', { name: '提交核实' }).click()
    await page.getByText('已提交，由另一人核实后计入。').waitFor()
    const address = page.url()
    await changeTo(page, at, 'j1')
    await page.goto(address)
    await page.getByRole('link', { name: '核实计入' }).click()
    await page.locator('main form button[type=submit]').click()
    await page.getByText('已核实计入。').waitFor()
    await page.goto(`${at.url}/files/c00005`)
    expect(await textOf(page.locator('.mark-large'))).to.match(/常/)
  })

  it('enters a fact, sees at once to whom it falls, and another person verifies it', async () => {
    await changeTo(page, at, 'k1')
    await page.goto(`${at.url}/facts/new`)
    const fields = factFields()
    await fillFact(page, fields)
    await page.locator('[name=title]').press('Tab')
    await untilShown(page)
    expect(await textOf(page.locator('#attribution'))).to.include(HERO)
    await page.getByRole('button', { name: '提交核实' }).click()
    await page.locator('[role=status].flash').waitFor()
    const id = /第 (\d+) 号/.exec(await wordsOn(page))?.[1] ?? ''
    await page.goto(`${at.url}/files/c00005`)
    expect(await textOf(page.locator('.mark-large'))).to.match(/常/)
    await page.goto(`${at.url}/facts/${id}`)
    expect(await page.getByRole('link', { name: '核实', exact: true }).count()).to.equal(0)
    await changeTo(page, at, 'j1')
    await page.goto(`${at.url}/facts/${id}`)
    await page.getByRole('link', { name: '核实', exact: true }).click()
    await page.locator('[name=finding][value=true]').check()
    await page.getByRole('button', { name: '提交核实结论' }).click()
    await page.getByText(`第 ${id} 号已核实为属实。`).waitFor()
  })

  it('the file shows the new colour and why', async () => {
    await page.goto(`${at.url}/files/c00005`)
    expect(await textOf(page.locator('.mark-large'))).to.match(/◆\s*警\s*黄名单/)
    const matched = page.locator('.rule', { hasText: 'Y4' })
    expect(await textOf(matched))
      .to.include('符合')
      .and.to.include('成立')
    expect(await textOf(page.locator('.rule').first())).to.include('Y4')
    expect(await textOf(page.locator('.timeline')))
      .to.include('督办件逾期未复')
      .and.to.include('黄名单')
  })

  it('the leader sees it on the home, as a number and as a sentence', async () => {
    await changeTo(page, at, 'lead')
    await page.goto(`${at.url}/`)
    expect(await page.getByRole('link', { name: /黄名单·提醒.*1/ }).count()).to.be.least(1)
    const change = page.locator('tr', { hasText: HERO }).first()
    expect(await textOf(change))
      .to.include('黄名单')
      .and.to.match(/N4|Y4|督办/)
    await change.getByRole('link', { name: HERO }).click()
    await page.waitForURL(/\/files\/c00005$/)
  })

  it('分管副部长 downloads the list, and the strict reader finds the right cells', async () => {
    await changeTo(page, at, 'dep')
    await page.goto(`${at.url}/lists/yellow`)
    const loading = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出 Excel' }).click()
    const download = await loading
    expect(download.suggestedFilename()).to.match(/黄名单.*2022-05-31\.xlsx$/)
    file = join(at.dataFolder, 'yellow.xlsx')
    await download.saveAs(file)
    const outcome = await readWorkbook(file)
    if (!outcome.ok) throw new Error(outcome.message)
    const rows = outcome.sheets.flatMap(sheet =>
      sheet.rows.map(row => [...row.cells.values()].map(cell => ('text' in cell ? cell.text : ''))),
    )
    const hero = rows.find(row => row.includes(HERO))
    expect(hero?.join('|')).to.include('示例1镇').and.to.include('黄名单').and.to.include('c00005')
    expect(rows.filter(row => row.some(text => /^c\d{5}$/.test(text))).length).to.equal(1)
    expect(rows.flat().join('|')).to.include('建议名单（未经研判').and.to.include('王副部长')
  })

  it('another reader, of zip and XML alone, finds the same', async function () {
    if (!hasPython()) return this.skip()
    const script = join(import.meta.dirname, '../support/read_xlsx.py')
    const rows = JSON.parse(execFileSync('python3', [script, file], { encoding: 'utf8' })) as string[][]
    const hero = rows.find(row => row.includes(HERO))
    expect(hero).to.include('c00005').and.to.include('示例1镇')
    expect(hero?.some(text => text.includes('黄名单'))).to.equal(true)
  })

  it('nothing on the way was wrong: no error on the console, no broken policy', () => {
    expect(watched.problems).to.deep.equal([])
  })
})
