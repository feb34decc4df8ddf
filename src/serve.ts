import { join } from 'node:path'
import { type CloseRequest, closeOrdered } from './close-order.ts'
import type { Config } from './config.ts'
import { type Opened, openForWriting, say } from './open.ts'
import { systemClock } from './platform/clock.ts'
import { callSocket, NotServed, serveSocket } from './platform/journal/index.ts'
import { createLogger } from './platform/logger.ts'
import { listen } from './server.ts'

/** Running requests get this long at a stop, in milliseconds. */
const DRAIN_MS = 10_000
/** How often the day is looked at, in milliseconds. */
const DAY_WATCH_MS = 60_000

/** Where a command line finds the running server. */
export const socketPath = (config: Config): string => join(config.dataFolder, 'sanse.sock')

/** Whether a server runs over these data. */
export async function isServed(config: Config): Promise<boolean> {
  try {
    return (await callSocket(socketPath(config), 'ping', {})) === 'pong'
  } catch (error) {
    if (error instanceof NotServed) return false
    throw error
  }
}

/** Serves until SIGTERM or SIGINT: opens, migrates, listens, then drains, commits what waits and closes. */
export async function serve(config: Config): Promise<void> {
  const log = createLogger({ level: config.logLevel })
  await serveOpened(await openForWriting(config, log))
}

/** Serves an installation that is already open. */
async function serveOpened(opened: Opened): Promise<void> {
  const { config, accounts, log } = opened
  const state = { draining: false }
  const server = await listen(await opened.app(() => state.draining), config).catch(async error => {
    await opened.close()
    throw error
  })
  const socket = await serveSocket(socketPath(config), {
    ping: async () => 'pong',
    close: payload => closeOrdered(opened.closes, payload as CloseRequest),
    'setup-code': async () => ({ url: `${server.url}/setup?code=${await accounts.createSetupCode()}` }),
  })
  const timer = setInterval(() => void watchDay(opened), DAY_WATCH_MS)
  say(`三色管理系统已启动：${server.url}`)
  if (!(await accounts.hasAny()))
    say(`首次使用，请在 24 小时内打开（只能用一次）：${server.url}/setup?code=${await accounts.createSetupCode()}`)
  void watchDay(opened)
  await stopSignal()
  state.draining = true
  log.info({}, 'stopping')
  clearInterval(timer)
  await server.drain(DRAIN_MS)
  await socket.close()
  await opened.close()
}

/** What a new day brings: rules that come into force, ratings that move by time alone, and the month that has passed. */
async function watchDay({ journal, ratings, closes, rules, clock, log }: Opened): Promise<void> {
  // Another process may have published.
  rules.refresh()
  if (journal.state !== 'writer') return
  try {
    // First: where the disk is full, it is what makes room. Nobody's rating waits for it.
    await ratings
      .tidy(systemClock().now())
      .catch(error => log.error({ err: error }, 'what was superseded could not be swept and will be tried again'))
    await ratings.dailyPass(journal, clock.today())
    await closes.resume()
    await closes.closeDue()
  } catch (error) {
    log.error({ err: error }, 'the daily pass failed and will be tried again')
  }
}

/** Resolves at the first signal to stop; further ones change nothing. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve())
  })
}
