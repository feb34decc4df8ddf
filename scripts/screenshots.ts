import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBrotliDecompress } from 'node:zlib'
import puppeteer from 'puppeteer-core'
import { closeBrowser, newPage } from '../test/support/browser.ts'

/**
 * Takes every main page of a running installation as PNG, in the Chromium of the tests and, unless `--new-only`, in
 * Chromium 92, which the users have: `npx tsx scripts/screenshots.ts http://127.0.0.1:3000 data/demo-accounts.json shots`.
 */
const [base, accountsFile, folder, option] = process.argv.slice(2)
if (base === undefined || accountsFile === undefined || folder === undefined)
  throw new Error('Usage: screenshots.ts URL ACCOUNTS.json FOLDER [--new-only]')

interface Account {
  readonly username: string
  readonly password: string
}

const accounts = JSON.parse(readFileSync(accountsFile, 'utf8')) as Account[]
const window = { width: 1440, height: 900 }

/** Whose pages are taken, by the name of the picture; an address that starts with `>` is the first such link of the page before. */
const shots: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lead: {
    home: '/',
    blue: '/lists/blue',
    yellow: '/lists/yellow',
    red: '/lists/red',
    'red-placed': '/lists/red?list=placed',
    all: '/lists/all',
    file: '>/files/',
    'past-red': '/lists/red?asOf=2022-03-31&known=then',
    'past-home': '/?asOf=2022-03-31&known=now',
    alerts: '/alerts?kind=up',
    digest: '/alerts/digest',
    closes: '/closes',
    close: '>/closes/',
    cycles: '/cycles',
    cycle: '>/cycles/',
    fairness: '/fairness?by=unit',
    assessors: '/fairness/assessors',
    calibration: '/fairness/calibration',
    changes: '/fairness/changes',
  },
  k1: {
    assessments: '/assessments',
    assessment: '>/assessments/',
    'assessment-new': '/assessments/new?cadre=c00009',
    'fact-new': '/facts/new',
    facts: '/facts',
    fact: '>/facts/',
    cadres: '/cadres',
    units: '/units',
    unit: '>/units/',
    roster: '/roster/import',
    evidence: '/evidence/import',
    rules: '/rules',
    drafts: '/rules/drafts',
    draft: '>/rules/drafts/',
    'close-new': '/closes/new',
    'trial-new': '/trials/new',
    trials: '/trials',
    trial: '>/trials/trial-',
    cases: '/trials/cases',
    'rules-file': '/rules/import',
  },
  sys: { users: '/users', grants: '/grants' },
  aud: { audit: '/audit' },
  u1: { liaison: '/lists/all' },
}

/** What both browsers are asked for. */
interface Tab {
  goto(url: string): Promise<unknown>
  type(selector: string, text: string): Promise<unknown>
  submit(): Promise<unknown>
  /** What a script answers on the page. */
  ask(script: string): Promise<unknown>
  take(path: string): Promise<unknown>
}

async function takeAll(tab: Tab, into: string): Promise<void> {
  mkdirSync(into, { recursive: true })
  await tab.goto(`${base}/sign-in`)
  await tab.take(join(into, 'sign-in.png'))
  for (const [username, pages] of Object.entries(shots)) {
    const account = accounts.find(one => one.username === username)
    if (account === undefined) continue
    await tab.goto(`${base}/sign-in`)
    await tab.type('[name=username]', account.username)
    await tab.type('[name=password]', account.password)
    await tab.submit()
    for (const [name, path] of Object.entries(pages)) {
      const link = path.startsWith('>') ? await linkOf(tab, path.slice(1)) : path
      if (link === undefined) continue
      await tab.goto(base + link)
      while (await isComing(tab)) await sleep(1000)
      await tab.take(join(into, `${name}.png`))
      console.log(`${into}/${name}.png`)
    }
  }
}

const hrefs = `[...document.querySelectorAll('main a')].map(a => a.getAttribute('href') || '')`
/** A past day that is being computed shows itself when it is there. */
const refreshes = `document.querySelector('main meta[http-equiv=refresh]') !== null`

/** Who asks in the very moment in which it does so is told later. */
const isComing = (tab: Tab): Promise<unknown> =>
  tab.ask(refreshes).catch(error => {
    if (!String(error).includes('context was destroyed')) throw error
    return true
  })

const linkOf = async (tab: Tab, start: string): Promise<string | undefined> =>
  ((await tab.ask(hrefs)) as string[]).find(to => to.startsWith(start) && !to.endsWith('/new'))

async function inNewChromium(into: string): Promise<void> {
  const { page, problems } = await newPage({ viewport: window })
  await takeAll(
    {
      goto: url => page.goto(url, { waitUntil: 'networkidle' }),
      type: (selector, text) => page.locator(selector).fill(text),
      submit: () => Promise.all([page.waitForNavigation(), page.locator('main button[type=submit]').click()]),
      ask: script => page.evaluate(script),
      take: path => page.screenshot({ path, fullPage: true }),
    },
    into,
  )
  for (const problem of problems) console.warn(problem)
  await closeBrowser()
}

async function inChromium92(into: string): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'sanse-chromium-92-'))
  try {
    const install = ['i', '--ignore-scripts', '--no-save', '--legacy-peer-deps', '--prefix', place]
    execFileSync('npm', [...install, 'chrome-aws-lambda@10.1.0'], { stdio: 'inherit' })
    const executablePath = join(place, 'chromium')
    const packed = createReadStream(join(place, 'node_modules/chrome-aws-lambda/bin/chromium.br'))
    await pipeline(packed, createBrotliDecompress(), createWriteStream(executablePath, { mode: 0o755 }))
    const browser = await puppeteer.launch({
      executablePath,
      args: ['--no-sandbox', '--single-process', '--no-zygote', '--disable-gpu'],
      defaultViewport: window,
    })
    console.log(await browser.version())
    const page = await browser.newPage()
    page.on('console', message => message.type() === 'error' && console.warn(page.url(), message.text()))
    page.on('pageerror', error => console.warn(page.url(), error.message))
    await takeAll(
      {
        goto: url => page.goto(url, { waitUntil: 'networkidle0' }),
        type: (selector, text) => page.type(selector, text),
        submit: () => Promise.all([page.waitForNavigation(), page.click('main button[type=submit]')]),
        ask: script => page.evaluate(script),
        // `fullPage` makes the page tall only while it is taken: charts are empty then.
        take: async path => {
          const height = (await page.evaluate('document.documentElement.scrollHeight')) as number
          await page.setViewport({ ...window, height })
          await page.screenshot({ path })
          await page.setViewport(window)
        },
      },
      into,
    )
    await browser.close()
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const out = resolve(folder)
await inNewChromium(join(out, 'new'))
if (option !== '--new-only') await inChromium92(join(out, 'chromium-92'))
