import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type Case, casesOf } from '../e2e/route-cases.ts'
import { newPage, type Watched } from '../support/browser.ts'
import { type Filled, sharedInstallation } from '../support/filled.ts'
import { installation, type TestInstallation, type Username } from '../support/installation.ts'
import { signIn } from './steps.ts'

/** Serious and critical findings of axe, each as one line. */
async function findingsOf(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${path} ${id}: ${html.slice(0, 200)}`))
}

/** The boxes of a page that are narrower than what they hold, with all that is folded unfolded. */
const STICKING_OUT = `(() => {
  for (const one of document.querySelectorAll('main details:not(.menu)')) one.open = true
  return [document.documentElement, ...document.querySelectorAll('main, main *')]
    .filter(one => one.closest('.table-wrap, .table-scroll, svg, .sr') === null)
    .filter(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth)
    .map(one => one.outerHTML.slice(0, 80) + ' ' + one.scrollWidth + ' > ' + one.clientWidth)
})()`

/** What sticks out on a desk and on a small screen, each as one line. */
async function stickingOut(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    let lines = await page.evaluate<string[]>(STICKING_OUT)
    // A chart takes a moment to follow its box.
    if (lines.length > 0) lines = await page.waitForTimeout(500).then(() => page.evaluate<string[]>(STICKING_OUT))
    found.push(...lines.slice(0, 3).map(line => `${path} at ${width}: ${line}`))
  }
  return found
}

/** Looks at these pages as this account, in two windows at once: what axe finds, what sticks out, and what the console says. */
async function lookAt(at: TestInstallation, username: Username, paths: readonly string[]): Promise<string[]> {
  const halves = [0, 1].map(half => paths.filter((_, i) => i % 2 === half)).filter(half => half.length > 0)
  return (await Promise.all(halves.map(half => lookAlong(at, username, half)))).flat()
}

async function lookAlong(at: TestInstallation, username: Username, paths: readonly string[]): Promise<string[]> {
  const watched: Watched = await newPage()
  try {
    await signIn(watched.page, at, username)
    const found: string[] = []
    for (const path of paths) {
      await watched.page.goto(at.url + path)
      found.push(...(await findingsOf(watched.page, path)))
      found.push(...(await stickingOut(watched.page, path)))
    }
    return [...found, ...watched.problems]
  } finally {
    await watched.close()
  }
}

describe('The pages, to those who do not see as others do', function () {
  this.timeout(180_000)

  describe('with something of everything', () => {
    let at: Filled
    before(async () => {
      at = await sharedInstallation()
    })
    const isPage = ({ route, status, path }: Case): boolean =>
      // Downloads, parts of a page and refusals are no pages.
      !/\.(xlsx|json)$|\/part$/.test(path) &&
      (status === undefined || status === 200) &&
      !/^\/(sign-in|exports)/.test(route)
    /** The pages this account alone, or first of all, works on. */
    const pagesOf = (pattern: RegExp): string[] => [
      ...new Set(
        casesOf(at)
          .filter(one => isPage(one) && pattern.test(one.route))
          .map(({ path }) => path),
      ),
    ]

    it('are sound for 干部科', async () => {
      const paths = pagesOf(
        /^\/(assessments|cadres|evidence|facts$|facts\/new|lists|roster|rules|search|trials|units|account)/,
      )
      // The draft is the clerk's own, so its review and publication are looked at by another.
      const own = paths.filter(path => !/\/(publication|review)$/.test(path))
      expect(await lookAt(at, 'k1', own)).to.deep.equal([])
    })

    it('are sound for 干部监督科', async () => {
      expect(await lookAt(at, 'j1', pagesOf(/^\/(facts\/|talks|files)/))).to.deep.equal([])
    })

    it('are sound for leaders', async () => {
      expect(
        await lookAt(at, 'dep', [
          '/',
          `/rules/drafts/${at.ids.ruleApproved}/publication`,
          `/rules/drafts/${at.ids.ruleSubmitted}/review`,
        ]),
      ).to.deep.equal([])
    })

    it('are sound for administrators', async () => {
      expect(await lookAt(at, 'sys', pagesOf(/^\/(users$|users\/new|users\/:id$|grants)/))).to.deep.equal([])
      expect(await lookAt(at, 'sec', pagesOf(/^\/users\/:id\//))).to.deep.equal([])
      expect(await lookAt(at, 'aud', pagesOf(/^\/audit/))).to.deep.equal([])
    })

    it('are sound for a liaison and a cadre', async () => {
      expect(await lookAt(at, 'u1', ['/lists/all', '/facts', '/facts/new'])).to.deep.equal([])
      expect(await lookAt(at, 'c1', ['/files/c00001'])).to.deep.equal([])
    })

    it('are sound before one signs in, and when a form or an address is wrong', async () => {
      const watched = await newPage()
      await watched.page.goto(`${at.url}/sign-in`)
      await watched.page.getByRole('button', { name: '登录' }).click()
      await watched.page.locator('.form-errors').waitFor()
      expect(await findingsOf(watched.page, '/sign-in')).to.deep.equal([])
      await signIn(watched.page, at, 'k1')
      await watched.page.goto(`${at.url}/nowhere`)
      expect(await findingsOf(watched.page, '/nowhere')).to.deep.equal([])
      await watched.page.goto(`${at.url}/facts/new`)
      await watched.page.locator('[formaction="/facts/preview"]').click()
      await watched.page.locator('.form-errors').waitFor()
      expect(await findingsOf(watched.page, '/facts/preview')).to.deep.equal([])
      // The browser notes an answer of 422 or 404 as an error of its own.
      expect(watched.problems.filter(line => !/status of (404|422)/.test(line))).to.deep.equal([])
      await watched.close()
    })
  })

  describe('with nothing in it yet', () => {
    let at: TestInstallation
    before(async () => {
      at = await installation({ roster: false })
    })
    after(() => at?.close())

    it('are sound, and say what to do first', async () => {
      const empty = ['/', '/lists/blue', '/lists/all', '/assessments', '/facts', '/facts/new', '/cadres', '/units']
      const paths = [...empty, '/roster/import', '/evidence/import', '/rules', '/rules/drafts']
      expect(await lookAt(at, 'k1', paths)).to.deep.equal([])
      expect(await lookAt(at, 'sys', ['/users', '/grants'])).to.deep.equal([])
    })
  })
})
