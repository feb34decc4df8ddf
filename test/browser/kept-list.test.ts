import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage } from '../support/browser.ts'
import { installation, type TestInstallation } from '../support/installation.ts'
import { signIn } from './steps.ts'

describe('A list that Chromium keeps', function () {
  this.timeout(60_000)
  let at: TestInstallation
  before(async () => {
    at = await installation()
  })
  after(() => at.close())

  const signOut = async (page: Page): Promise<void> => {
    await page.locator('.top details.menu summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL(/\/sign-in/)
  }
  const signedOut = /\/sign-in\?next=%2Flists%2Fall$/

  it('is asked for again with its tag, and is the whole page when unchanged', async () => {
    const { page, problems, close } = await newPage()
    await signIn(page, at, 'k1')
    // Of what it shows from its cache Chromium tells a page 200.
    const statuses: number[] = []
    const wire = await page.context().newCDPSession(page)
    wire.on('Network.responseReceivedExtraInfo', ({ statusCode, headers }) => {
      if (Object.values(headers).includes('private, no-cache')) statuses.push(statusCode)
    })
    await wire.send('Network.enable')
    await page.goto(`${at.url}/lists/all`)
    const shown = await page.locator('main').innerHTML()
    await page.goto(`${at.url}/lists/all`)
    expect(statuses).to.deep.equal([200, 304])
    expect(await page.locator('main').innerHTML()).to.equal(shown)
    expect(await page.locator('main tbody tr').count()).to.equal(24)
    expect(problems).to.deep.equal([])
    await close()
  })

  for (const javaScriptEnabled of [true, false])
    it(`is gone after the sign-out for who goes back, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const { page, close } = await newPage({ javaScriptEnabled })
      await signIn(page, at, 'k1')
      await page.goto(`${at.url}/lists/all`)
      await signOut(page)
      await page.goBack()
      expect(page.url()).to.match(signedOut)
      await close()
    })

  it('is not shown when Chromium kept it in memory and the session is over', async () => {
    const { page, close } = await newPage()
    await signIn(page, at, 'k1')
    await page.goto(`${at.url}/lists/all`)
    const other = await page.context().newPage()
    await other.goto(`${at.url}/account`)
    await signOut(other)
    const tell = (name: string) =>
      page.evaluate(`void dispatchEvent(new PageTransitionEvent('${name}', { persisted: true }))`)
    await tell('pagehide')
    expect(await page.locator('main').isVisible()).to.equal(false)
    await tell('pageshow')
    await page.waitForURL(signedOut)
    await close()
  })
})
