import type { DatabaseLog } from './database.ts'

const [interval, longestPause] = [500, 30_000]

/**
 * Looks every 500 ms whether mongod runs and calls `restart` when it does not, waiting longer after each failure.
 * `stop` resolves once no restart is under way any more.
 */
export function keepRunning(
  isRunning: () => boolean,
  restart: () => Promise<unknown>,
  log: DatabaseLog,
): { stop(): Promise<void> } {
  let stopped = false
  let pause = interval
  let timer = schedule()
  let underWay: Promise<void> = Promise.resolve()

  function schedule(): NodeJS.Timeout {
    // Unreferenced: watching the database is no reason to keep the process alive.
    return setTimeout(() => {
      underWay = look()
    }, pause).unref()
  }

  async function look(): Promise<void> {
    if (!isRunning()) await restartOnce()
    if (!stopped) timer = schedule()
  }

  async function restartOnce(): Promise<void> {
    log.warn({}, 'mongod has ended unexpectedly and is started again')
    try {
      await restart()
      pause = interval
      log.info({}, 'mongod runs again')
    } catch (error) {
      pause = Math.min(pause * 2, longestPause)
      log.error({ err: error }, 'mongod does not start again')
    }
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}
