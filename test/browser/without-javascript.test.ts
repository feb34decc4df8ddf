import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, factFields, sharedInstallation } from '../support/filled.ts'
import { oneWalk } from '../support/one-walk.ts'
import { changeTo, fillFact, signIn, textOf, wordsOn } from './steps.ts'

describe('Without JavaScript', function () {
  this.timeout(90_000)
  oneWalk()
  let at: Filled
  let watched: Watched
  let page: Page
  let id: string

  before(async () => {
    at = await sharedInstallation()
    watched = await newPage({ javaScriptEnabled: false })
    page = watched.page
  })
  after(() => watched?.close())

  it('one signs in, and a wrong password says what to do', async () => {
    await page.goto(`${at.url}/facts/new`)
    await page.getByLabel('用户名').fill('k1')
    await page.getByLabel('口令').fill('不是这个')
    await page.getByRole('button', { name: '登录' }).click()
    expect(await wordsOn(page)).to.include('用户名或口令不正确')
    await signIn(page, at, 'k1')
  })

  it('one previews a fact before it is saved, and what was typed stays', async () => {
    await page.goto(`${at.url}/facts/new`)
    await fillFact(page, factFields({ title: '不用脚本录入的事实', day: '2022-05-18' }))
    await page.getByRole('button', { name: '预览归属' }).click()
    expect(await textOf(page.locator('#attribution'))).to.include('分管')
    expect(await page.locator('[name=title]').inputValue()).to.equal('不用脚本录入的事实')
    await page.getByRole('button', { name: '提交核实' }).click()
    const told = await textOf(page.locator('.flash'))
    expect(told).to.include('已提交核实')
    id = /第 (\d+) 号/.exec(told)?.[1] ?? ''
  })

  it('a form with a mistake comes back with the sentence, its place and every word', async () => {
    await fillFact(page, factFields({ title: '日期写错', day: '2022-06-30' }))
    await page.getByRole('button', { name: '预览归属' }).click()
    expect(await textOf(page.locator('.form-errors'))).to.include('不能晚于今天')
    expect(await page.locator('[name=day]').getAttribute('aria-invalid')).to.equal('true')
    expect(await page.locator('[name=proof]').inputValue()).to.equal('复核单第 3 页')
    await page.locator('.form-errors a').first().click()
    expect(new URL(page.url()).hash).to.equal('#f-day')
  })

  it('another person verifies it and everybody sees it', async () => {
    await changeTo(page, at, 'j2')
    await page.goto(`${at.url}/facts?state=waiting`)
    await page.locator('tr', { hasText: '不用脚本录入的事实' }).getByRole('link', { name: '核实' }).click()
    await page.locator('[name=finding][value=true]').check()
    await page.getByRole('button', { name: '提交核实结论' }).click()
    expect(await textOf(page.locator('.flash'))).to.include(`第 ${id} 号已核实为属实`)
    await page.goto(`${at.url}/files/c00005`)
    expect(await wordsOn(page))
      .to.include('不用脚本录入的事实')
      .and.to.include('黄名单')
  })

  it('one opens the menu and signs out', async () => {
    await page.locator('.top details.menu summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL(/\/sign-in/)
    await page.goBack()
    await page.goto(`${at.url}/facts`)
    expect(new URL(page.url()).pathname).to.equal('/sign-in')
  })
})
