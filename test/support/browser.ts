import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { fontOfWoff } from './font-files.ts'

const installed = createRequire(import.meta.url)

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--no-default-browser-check',
  '--no-first-run',
]

let started: Promise<Browser> | null = null
let fontFolder: string | null = null

/** The one Chromium of this run, started when a test first asks for it. */
function browser(): Promise<Browser> {
  started ??= start()
  return started
}

/** A page of a visitor of its own, with what went wrong on it so far: console errors, broken CSP, failed requests. */
export interface Watched {
  readonly page: Page
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** Opens a page in a context of its own: desktop of 1440 × 900, Chinese. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await (await browser()).newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...options,
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  return { page, problems: watch(page), close: () => context.close() }
}

/** Collects what goes wrong on a page from now on. */
function watch(page: Page): readonly string[] {
  const problems: string[] = []
  const where = (): string => new URL(page.url()).pathname
  page.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // A newer request took the place of one under way (hx-sync), which htmx tells twice.
    if (!message.text().startsWith('htmx:sendAbort')) problems.push(`${where()}: ${message.text()}`)
    else if (problems.at(-1)?.includes(': htmx:afterRequest')) problems.pop()
  })
  page.on('pageerror', error => problems.push(`${where()}: ${error.message}`))
  page.on('requestfailed', request => {
    // A download ends the navigation that asked for it.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      problems.push(`${where()}: ${request.url()} ${request.failure()?.errorText}`)
  })
  return problems
}

/** Ends the Chromium of this run; one that nobody asked for is none to end. */
export async function closeBrowser(): Promise<void> {
  const running = await started?.catch(() => null)
  started = null
  await running?.close()
  if (fontFolder !== null) rmSync(fontFolder, { recursive: true, force: true })
  fontFolder = null
}

// A hook at the root of mocha; a script by hand closes for itself. Chromium leaves with the pipe of a killed parent.
if (typeof after === 'function') after('closes Chromium', closeBrowser)

async function start(): Promise<Browser> {
  const own =
    process.env.CHROMIUM_BIN || onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
  const packaged = own ? null : (await import('@sparticuz/chromium')).default
  const executablePath = own || (await packaged?.executablePath())
  if (!executablePath) throw new Error('No Chromium: set CHROMIUM_BIN.')
  return chromium.launch({
    executablePath,
    args:
      packaged === null ? args : [...new Set([...packaged.args, ...args])].filter(arg => !arg.startsWith('--headless')),
    env: { ...(process.env as Record<string, string>), ...chineseFonts() },
  })
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(file => existsSync(file)) ?? null
}

/** Letters, characters, and the numbered parts with ✓ ✗ ○ ■ ▲ ◆. */
const chineseFiles = ['latin', 'chinese-simplified', '87', '88', '100', '102', '106'].flatMap(part => [
  `${part}-400`,
  `${part}-700`,
])

/** Where the system has no Chinese font, the one of a development dependency is registered for this run alone. */
function chineseFonts(): Record<string, string> {
  if (hasChineseFont()) return {}
  fontFolder = mkdtempSync(join(tmpdir(), 'sanse-fonts-'))
  const files = join(dirname(installed.resolve('@fontsource/noto-sans-sc/package.json')), 'files')
  const fonts = join(fontFolder, 'fonts')
  mkdirSync(fonts)
  for (const name of chineseFiles) {
    const woff = readFileSync(join(files, `noto-sans-sc-${name}-normal.woff`))
    writeFileSync(join(fonts, `${name}.ttf`), fontOfWoff(woff))
  }
  const settings = join(fontFolder, 'fonts.conf')
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${fonts}</dir><cachedir>${join(fontFolder, 'cache')}</cachedir></fontconfig>`,
  )
  return { FONTCONFIG_FILE: settings }
}

function hasChineseFont(): boolean {
  try {
    return (
      execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() !== ''
    )
  } catch {
    return false
  }
}
