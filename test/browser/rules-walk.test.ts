import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, filledInstallation, rosterNames } from '../support/filled.ts'
import { oneWalk } from '../support/one-walk.ts'
import { changeTo, signIn, wordsOn } from './steps.ts'

/** Assessed and counted: 88.00. */
const MOVED = rosterNames[5] ?? ''
const BEGINNING = '2022-06-01'
const MORNING = 9 * 3600

describe('From a threshold on a page to other lists, in Chromium', function () {
  this.timeout(60_000)
  oneWalk()
  let at: Filled
  let watched: Watched
  let page: Page
  let draft: string

  before(async () => {
    at = await filledInstallation()
    watched = await newPage()
    page = watched.page
  })
  after(async () => {
    await watched?.close()
    await at?.close()
  })

  it('干部科 drafts a higher line for the yellow list', async () => {
    await signIn(page, at, 'k1')
    await page.getByRole('link', { name: '规则草案' }).first().click()
    await page.locator('[name=note]').fill('黄名单从严')
    await page.locator('main form button[type=submit]').first().click()
    await page.waitForURL(/\/rules\/drafts\/draft/)
    draft = new URL(page.url()).pathname
    await page.goto(`${at.url}${draft}/numbers`)
    await page.locator('[name="conditions.Y1.1"]').fill('90')
    await page.getByRole('button', { name: '保存草案' }).click()
    await page.getByText('草案已保存').first().waitFor()
    expect(await wordsOn(page)).to.include('90')
  })

  it('tries it on real data and sees by name who would move, and why', async () => {
    await page.goto(`${at.url}${draft}`)
    await page.locator('a[href^="/trials/new"]').first().click()
    await page.locator('[name=basis]').selectOption('today')
    await page.getByRole('button', { name: '开始试算' }).click()
    await page.waitForURL(/\/trials\/trial/)
    await page.getByText('颜色变动').first().waitFor()
    expect(await wordsOn(page)).to.match(/颜色变动 ?1 ?人/)
    await page.locator('a[href*="/movers"]').first().click()
    await page.waitForURL(/\/movers/)
    const words = await wordsOn(page)
    expect(words).to.include(MOVED)
    expect(words).to.include('得分 88.00 分，V1“得分低于 75 分”，草案“得分低于 90 分”')
  })

  it('hands it in; another person reviews and publishes it', async () => {
    await page.goto(`${at.url}${draft}/submission`)
    await page.getByRole('button', { name: /^送审第/ }).click()
    await page.waitForURL(url => url.pathname === draft)
    await changeTo(page, at, 'dep')
    await page.goto(`${at.url}${draft}/review`)
    expect(await wordsOn(page)).to.match(/75 分\s*90 分/)
    await page.locator('[name=decision][value=approve]').check()
    await page.getByRole('button', { name: /^提交第/ }).click()
    await page.waitForURL(url => url.pathname === draft)
    await page.goto(`${at.url}${draft}/publication`)
    await page.locator('[name=effectiveOn]').selectOption(BEGINNING)
    await page.locator('[name=documentNo]').fill('海组发〔2022〕9号')
    await page.getByRole('button', { name: /^发布第/ }).click()
    await page.waitForURL(/\/rules\/V2$/)
    expect(await wordsOn(page)).to.include('待施行')
    await page.goto(`${at.url}/lists/yellow`)
    expect(await wordsOn(page)).not.to.include(MOVED)
  })

  it('from its day on the lists follow the new version; the day before they stand as they stood', async () => {
    at.clock.set(BEGINNING, MORNING)
    await at.ratings.dailyPass(at.journal, BEGINNING)
    await page.goto(`${at.url}/lists/yellow`)
    expect(await wordsOn(page)).to.include(MOVED)
    await page.goto(`${at.url}/lists/yellow?asOf=2022-05-31&known=then`)
    const past = await wordsOn(page)
    expect(past).not.to.include(MOVED)
    expect(past).to.include('2022-05-31')
    expect(past).to.include('V1')
    expect(watched.problems).to.deep.equal([])
  })
})
