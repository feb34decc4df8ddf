import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, factFields, sharedInstallation } from '../support/filled.ts'
import type { Username } from '../support/installation.ts'
import { oneWalk } from '../support/one-walk.ts'
import { textOf, untilShown } from './steps.ts'

const MOST_TABS = 80

describe('By keyboard alone', function () {
  this.timeout(90_000)
  oneWalk()
  let at: Filled
  let watched: Watched
  let page: Page
  let id: string

  before(async () => {
    at = await sharedInstallation()
    watched = await newPage()
    page = watched.page
  })
  after(() => watched?.close())

  const press = (key: string) => page.keyboard.press(key)
  const isFocused = (selector: string) => page.locator(`${selector}:focus`).count()

  /** Goes on with Tab until the focus is there; every stop on the way must be seen. */
  async function tabTo(selector: string): Promise<void> {
    for (let i = 0; i < MOST_TABS; i++) {
      if ((await isFocused(selector)) > 0) return
      await press('Tab')
      await seenFocus()
    }
    throw new Error(`Tab does not reach ${selector}.`)
  }

  /** What has the focus shows it: an outline or a shadow, and stands inside the window. */
  async function seenFocus(): Promise<void> {
    const look = (await page.evaluate(`(() => {
      const at = document.activeElement
      // The parts of a date field show the focus inside it, where no style can be asked for.
      if (!at || at === document.body || at.type === 'date') return null
      const style = getComputedStyle(at)
      const label = at.closest('label')
      const own = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      return { seen: own || (label !== null && getComputedStyle(label).outlineStyle !== 'none'), html: at.outerHTML.slice(0, 120) }
    })()`)) as { seen: boolean; html: string } | null
    if (look !== null) expect(look.seen, look.html).to.equal(true)
  }

  async function signInByKeys(username: Username): Promise<void> {
    await page.context().clearCookies()
    await page.goto(`${at.url}/sign-in`)
    await tabTo('[name=username]')
    await page.keyboard.type(username)
    await press('Tab')
    await page.keyboard.type(at.passwords.get(username) ?? '')
    await press('Enter')
    await page.waitForURL(url => url.pathname !== '/sign-in')
  }

  /** Chooses in a select by the arrow keys. */
  async function choose(name: string, value: string): Promise<void> {
    await tabTo(`[name=${name}]`)
    for (let i = 0; i < 60 && (await page.locator(`[name=${name}]`).inputValue()) !== value; i++)
      await press('ArrowDown')
    expect(await page.locator(`[name=${name}]`).inputValue(), name).to.equal(value)
  }

  it('one skips the navigation', async () => {
    await signInByKeys('k1')
    await press('Tab')
    expect(await isFocused('a.skip')).to.equal(1)
    await press('Enter')
    await page.waitForURL(/#main$/)
  })

  it('one records a fact', async () => {
    const fields = factFields({ title: '只用键盘录入的事实', day: '2022-05-17' })
    await page.goto(`${at.url}/facts/new`)
    await page.locator('[name=day]').waitFor()
    await page.evaluate('document.activeElement.blur()')
    await choose('unitId', 'u001')
    await choose('channel', '信访')
    await tabTo('[name=documentNo]')
    await page.keyboard.type(fields.documentNo ?? '')
    await press('Tab')
    await page.keyboard.type('05172022')
    if ((await page.locator('[name=day]').inputValue()) !== fields.day) {
      // The order of the parts follows the language of the browser.
      for (let i = 0; i < 3; i++) await press('ArrowLeft')
      await page.keyboard.type('20220517')
    }
    await choose('code', 'N4')
    await tabTo('[name=field]')
    await page.keyboard.type(fields.field ?? '')
    await tabTo('[name=title]')
    await page.keyboard.type(fields.title ?? '')
    await tabTo('[name=proof]')
    await page.keyboard.type(fields.proof ?? '')
    await tabTo('[name=intent]')
    // To whom it falls is shown since the code was chosen; what is waited for is that of the whole form.
    const answered = page.waitForResponse(/\/facts\/attribution$/)
    await press('Space')
    await answered
    await page.waitForFunction("!document.querySelector('.htmx-request')")
    await page.locator('#attribution input[name=seen]').waitFor({ state: 'attached' })
    expect(await textOf(page.locator('#attribution'))).to.include('Ctrl+S 提交核实')
    await press('Control+s')
    await page.locator('.flash').waitFor()
    const told = await textOf(page.locator('.flash'))
    id = /第 (\d+) 号/.exec(told)?.[1] ?? ''
    expect(told).to.include('只用键盘录入的事实')
  })

  it('one chooses a unit by the initials of its name', async () => {
    await page.goto(`${at.url}/facts/new`)
    await tabTo('[name=channel]')
    await press('Shift+Tab')
    expect(await isFocused('[name=unitId]')).to.equal(1)
    await page.keyboard.type('sl2')
    expect(await page.locator('[name=unitId]').inputValue()).to.equal('u002')
    await page.waitForTimeout(1100)
    await page.keyboard.type('sl1')
    expect(await page.locator('[name=unitId]').inputValue()).to.equal('u001')
  })

  it('one confirms a field that nobody is in charge of right behind it, and stays there', async () => {
    await page.goto(`${at.url}/facts/new?unitId=u001&channel=信访`)
    await page.locator('[name=day]').fill('2022-05-17')
    await choose('code', 'N4')
    // Else it may be asked for what is typed before that is left, and the box be there already.
    await untilShown(page)
    await tabTo('[name=field]')
    await page.keyboard.type('没有人管的事')
    await press('Tab')
    await page.locator('[name=unheld]').waitFor()
    await press('Shift+Tab')
    expect(await isFocused('[name=unheld]')).to.equal(1)
    const answered = page.waitForResponse(/\/facts\/attribution$/)
    await press('Space')
    await answered
    await page.waitForFunction("document.activeElement?.matches('[name=unheld]:checked')")
    await press('Tab')
    expect(await isFocused('[name=persons]')).to.equal(1)
  })

  it('one finds it and verifies it as another person', async () => {
    await signInByKeys('j1')
    await page.goto(`${at.url}/facts?state=waiting`)
    await tabTo(`a[href="/facts/${id}/verification"]`)
    await press('Enter')
    await page.waitForURL(/\/verification$/)
    await tabTo('[name=finding]')
    await press('Space')
    await tabTo('[name=note]')
    await page.keyboard.type('键盘核实')
    await tabTo('button.btn-primary')
    await press('Enter')
    await page.locator('.flash').waitFor()
    expect(await textOf(page.locator('.flash'))).to.include(`第 ${id} 号已核实为属实`)
  })

  it('one reaches the search of people with a slash', async () => {
    await page.waitForLoadState()
    await press('/')
    expect(await isFocused('#top-q')).to.equal(1)
    await page.keyboard.type('文')
    await press('Enter')
    await page.waitForURL(/\/search\?q=/)
  })

  it('one edits a part of a draft: a mistake leads to its field, a button adds a row where one goes on', async () => {
    await signInByKeys('k1')
    await page.goto(`${at.url}/rules/drafts`)
    await tabTo('[name=note]')
    await page.keyboard.type('只用键盘起草')
    await tabTo('main form button[type=submit]')
    await press('Enter')
    await page.waitForURL(/\/rules\/drafts\/draft-/)
    const ballots = `${page.url().split('?')[0]}/parts/ballots`
    await page.goto(ballots)
    const weight = '[name="evaluation.0.weight"]'
    await tabTo(weight)
    await press('Control+a')
    await page.keyboard.type('许多')
    await Promise.all([page.waitForResponse(answer => answer.status() === 422), press('Control+s')])
    await tabTo('.form-errors a')
    await press('Enter')
    expect(await isFocused(weight)).to.equal(1)
    expect(await page.locator(weight).inputValue()).to.equal('许多')
    await page.goto(ballots)
    await tabTo('button[value^="add:"]')
    await press('Enter')
    await page.waitForURL(/#f-evaluation\.\d+$/)
    expect(await page.evaluate('document.activeElement.id === location.hash.slice(1)')).to.equal(true)
  })

  it('nothing on the way was wrong but the mistake that was made', () => {
    expect(watched.problems.filter(problem => !problem.includes('422'))).to.deep.equal([])
  })
})
