import type { Locator, Page } from 'playwright-core'
import type { TestInstallation, Username } from '../support/installation.ts'

/** Signs in through the page. */
export async function signIn(page: Page, at: TestInstallation, username: Username): Promise<void> {
  await page.goto(`${at.url}/sign-in`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('口令').fill(at.passwords.get(username) ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(url => url.pathname !== '/sign-in')
}

/** Changes the person before the screen. */
export async function changeTo(page: Page, at: TestInstallation, username: Username): Promise<void> {
  await page.context().clearCookies()
  await signIn(page, at, username)
}

/** Fills in the form of a fact of unit 1, as a clerk does. */
export async function fillFact(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const name of ['unitId', 'channel', 'code'])
    await page.locator(`[name=${name}]`).selectOption(fields[name] ?? '')
  for (const name of ['documentNo', 'day', 'field', 'persons', 'title', 'proof'])
    await page.locator(`[name=${name}]`).fill(fields[name] ?? '')
  await page.locator(`[name=intent][value=${fields.intent}]`).check()
}

/** Until to whom the fact falls is shown for what the form says now: the part asks 150 ms after the last change. */
export async function untilShown(page: Page): Promise<void> {
  await page.evaluate('new Promise(go => setTimeout(go, 200))')
  await page.locator('#attribution:not(.htmx-request) input[name=seen]').waitFor({ state: 'attached' })
}

/** The words of a part of the page, blanks drawn together. */
export const textOf = async (part: Locator): Promise<string> =>
  ((await part.textContent()) ?? '').replace(/\s+/g, ' ').trim()

/** The words of the page's main part. */
export const wordsOn = (page: Page): Promise<string> => textOf(page.locator('main'))
