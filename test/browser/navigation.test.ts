import { expect } from 'chai'
import { newPage } from '../support/browser.ts'
import { sharedInstallation } from '../support/filled.ts'
import { signIn } from './steps.ts'

describe('The navigation on a low screen', function () {
  this.timeout(60_000)

  it('shows where one is, and leaves the page where it was', async () => {
    const at = await sharedInstallation()
    const { page, close } = await newPage({ viewport: { width: 1366, height: 600 } })
    try {
      await signIn(page, at, 'k1')
      await page.goto(`${at.url}/trials/cases`)
      const current = await page.locator('.side [aria-current=page]').boundingBox()
      expect((current?.y ?? Number.NaN) + (current?.height ?? 0)).to.be.at.most(600)
      expect(await page.evaluate('[scrollY, document.querySelector(".side nav").scrollTop > 0]')).to.deep.equal([
        0,
        true,
      ])
    } finally {
      await close()
    }
  })
})
