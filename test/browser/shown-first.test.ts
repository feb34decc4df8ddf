import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, factFields, sharedInstallation } from '../support/filled.ts'
import { fillFact, signIn, textOf } from './steps.ts'

/** Answers of the part come so late that a hand is quicker. */
const LATE_MS = 1200

describe('A fact that is sent before one is shown to whom it falls', function () {
  this.timeout(60_000)
  let at: Filled
  let watched: Watched
  let page: Page
  let sent: string[]

  before(async () => {
    at = await sharedInstallation()
    watched = await newPage()
    page = watched.page
    await signIn(page, at, 'k1')
    await page.route('**/facts/attribution', async route => {
      await new Promise(resolve => setTimeout(resolve, LATE_MS))
      await route.continue().catch(() => undefined)
    })
    page.on('request', request => {
      if (request.method() === 'POST' && request.isNavigationRequest()) sent.push(new URL(request.url()).pathname)
    })
  })
  beforeEach(() => {
    sent = []
  })
  after(() => watched?.close())

  const answered = () =>
    page
      .waitForResponse(/\/facts\/attribution$/)
      .then(() => page.waitForFunction("!document.querySelector('.htmx-request')"))
  const fill = async (title: string): Promise<void> => {
    await page.goto(`${at.url}/facts/new`)
    const last = answered()
    await fillFact(page, factFields({ title, code: 'N4', intent: 'yes' }))
    await last
    await page.locator('#attribution [name=seen]').waitFor({ state: 'attached' })
  }
  const recorded = () =>
    page
      .locator('.flash')
      .waitFor()
      .then(() => textOf(page.locator('.flash')))

  it('waits, and is sent by itself where it falls to the same', async () => {
    await fill('说法未变的事实')
    await page.locator('[name=intent][value=no]').check()
    await page.keyboard.press('Control+s')
    expect(await recorded()).to.include('说法未变的事实')
    expect(sent).to.deep.equal(['/facts'])
  })

  for (const [hand, press] of [
    ['Ctrl+S', () => page.keyboard.press('Control+s')],
    ['the button', () => page.getByRole('button', { name: '提交核实' }).click()],
  ] as const)
    it(`is not sent by ${hand} where it falls to others: one is told, looks, and sends it`, async () => {
      await fill(`分工已变的事实 ${hand}`)
      await page.locator('[name=field]').fill('没有人管的事')
      await press()
      await page.locator('#live', { hasText: '请核对后再提交' }).waitFor()
      expect(sent).to.deep.equal([])
      expect(await page.locator('[name=title]').inputValue()).to.equal(`分工已变的事实 ${hand}`)
      await page.locator('[name=unheld]').waitFor()
      const last = answered()
      await page.locator('[name=unheld]').check()
      await last
      await press()
      expect(await recorded()).to.include('分工已变的事实')
      expect(sent).to.deep.equal(['/facts'])
    })

  it('is sent for the server to decide when the part does not answer', async () => {
    await fill('部分不应答的事实')
    await page.unroute('**/facts/attribution')
    await page.route('**/facts/attribution', () => undefined)
    await page.locator('[name=intent][value=no]').check()
    await page.keyboard.press('Control+s')
    expect(await recorded()).to.include('部分不应答的事实')
  })

  it('is still there, and is sent by the next press, when the server cannot be reached', async () => {
    await page.unroute('**/facts/attribution')
    await fill('断线时的事实')
    await page.route('**/facts/attribution', route => route.abort())
    await page.locator('[name=intent][value=no]').check()
    await page.keyboard.press('Control+s')
    await page.locator('#live', { hasText: '连不上服务器' }).waitFor()
    expect(sent).to.deep.equal([])
    await page.keyboard.press('Control+s')
    expect(await recorded()).to.include('断线时的事实')
  })
})
