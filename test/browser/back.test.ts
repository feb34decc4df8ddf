import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, factFields, sharedInstallation } from '../support/filled.ts'
import { changeTo, fillFact, signIn, untilShown } from './steps.ts'

describe('Going back to a form that was sent', function () {
  this.timeout(120_000)
  let at: Filled
  let watched: Watched
  let page: Page

  before(async () => {
    at = await sharedInstallation()
    watched = await newPage()
    page = watched.page
    await signIn(page, at, 'k1')
  })
  after(() => watched?.close())

  const typed = factFields({ title: '退回后还在的事实', intent: 'yes' })
  const shown = async (): Promise<Record<string, string>> => {
    const names = ['unitId', 'channel', 'documentNo', 'day', 'code', 'field', 'title', 'proof'] as const
    const values = await Promise.all(names.map(async name => [name, await page.locator(`[name=${name}]`).inputValue()]))
    return { ...Object.fromEntries(values), intent: await page.locator('[name=intent]:checked').inputValue() }
  }
  const left = ({ persons: _p, grade: _g, honour: _h, ...rest }: Record<string, string>) => rest
  const sendAs = async (path: string): Promise<void> => {
    await page.evaluate(`(() => {
      const button = document.createElement('button')
      button.setAttribute('formaction', '${path}')
      document.querySelector('main form').append(button)
      button.click()
    })()`)
    await page.waitForURL(url => url.pathname === path)
  }
  /** To the form, over pages that are answers to a form and could only be sent again. */
  const back = async (steps = 1): Promise<void> => {
    await page.evaluate(`history.go(-${steps})`)
    await page.waitForURL(/\/facts\/new/)
    await page.waitForLoadState('load')
  }

  it('from its preview shows what was typed, and to whom it falls', async () => {
    await page.goto(`${at.url}/facts/new`)
    await fillFact(page, typed)
    await sendAs('/facts/preview')
    await back()
    expect(await shown()).to.deep.equal(left(typed))
    await untilShown(page)
  })

  it('from its errors shows what was typed last', async () => {
    await page.goto(`${at.url}/facts/new`)
    await fillFact(page, { ...typed, title: '' })
    await sendAs('/facts')
    await page.locator('.form-errors').waitFor()
    await page.locator('[name=title]').fill('在有误的页上补写')
    await sendAs('/facts/preview')
    await back(2)
    expect(await shown()).to.deep.equal(left({ ...typed, title: '在有误的页上补写' }))
  })

  it('shows nothing once it is done, begun anew, or of another person', async () => {
    await page.goto(`${at.url}/facts/new`)
    await fillFact(page, typed)
    await sendAs('/facts/preview')
    await page.goto(`${at.url}/facts/new`)
    expect(await page.locator('[name=title]').inputValue()).to.equal('')
    await fillFact(page, typed)
    await untilShown(page)
    await page.locator('#attribution button.btn-primary').click()
    await page.locator('.flash').waitFor()
    await page.waitForLoadState('load')
    await back()
    expect(await page.locator('[name=title]').inputValue()).to.equal('')
    await fillFact(page, { ...typed, title: '别人的事实' })
    await sendAs('/facts/preview')
    await changeTo(page, at, 'k2')
    await back(3)
    expect(await page.locator('[name=title]').inputValue()).to.equal('')
  })

  it('leaves nothing of it behind for whoever sits down next', async () => {
    await page.goto(`${at.url}/facts/new`)
    await fillFact(page, typed)
    await sendAs('/facts/preview')
    const kept = (): Promise<unknown> => page.evaluate('sessionStorage.getItem("sanse-typed")')
    expect(await kept()).to.include('退回后还在的事实')
    await page.locator('.top details.menu summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL(/\/sign-in/)
    expect(await kept()).to.equal(null)
  })
})
