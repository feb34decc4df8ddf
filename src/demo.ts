import { join } from 'node:path'
import { buildProgress } from './build-progress.ts'
import type { Config } from './config.ts'
import { buildSample, clearSample, readInstallation, SAMPLE_DAY, SAMPLE_START } from './features/sample/index.ts'
import { openConfigured, openForWriting, say } from './open.ts'
import { steppedClock } from './platform/clock.ts'
import { createLogger } from './platform/logger.ts'
import { isServed, serve } from './serve.ts'

/** Builds the sample where there is none, says the accounts, and serves it. */
export async function demo(config: Config): Promise<void> {
  if (await isServed(config)) throw new Error(`${config.dataFolder} 的服务已在运行，请直接打开它的网址。`)
  await clearUnfinished(config)
  await buildOnce(config)
  await serve({ ...config, today: config.today ?? SAMPLE_DAY })
}

/** What a stopped build left is no year: it is cleared, and built again. */
async function clearUnfinished(config: Config): Promise<void> {
  const database = await openConfigured(config, createLogger({ level: 'error' }))
  try {
    if (!(await readInstallation(database)).unfinished) return
    say('上次生成示例数据没有完成，重新生成。')
    await clearSample(database, accountsFile(config))
  } finally {
    await database.close()
  }
}

/** Removes the sample and its accounts; refuses on an installation that is not a sample. */
export async function clearDemo(config: Config): Promise<void> {
  if (await isServed(config)) throw new Error('服务正在运行：请先停止它（Ctrl+C），再清除示例数据。')
  const database = await openConfigured(config, createLogger({ level: 'error' }))
  try {
    await clearSample(database, accountsFile(config))
    say('示例数据已清除。')
  } finally {
    await database.close()
  }
}

const accountsFile = (config: Config): string => join(config.dataFolder, 'demo-accounts.json')

async function buildOnce(config: Config): Promise<void> {
  const clock = steppedClock(SAMPLE_START)
  const opened = await openForWriting(config, createLogger({ level: 'error' }), clock)
  try {
    const installation = await readInstallation(opened.database)
    if (installation.sample) {
      say(`示例数据已在 ${config.dataFolder}，账号见 ${accountsFile(config)}`)
      return
    }
    if (await opened.accounts.hasAny())
      throw new Error(`${config.dataFolder} 里是正式数据，不能放入示例数据。请用 SANSE_DATA=另一个目录。`)
    const progress = buildProgress('正在生成示例数据', process.stderr)
    const accounts = await buildSample({
      ...opened,
      clock,
      accountsFile: accountsFile(config),
      onProgress: progress.show,
    })
    progress.end()
    say('示例账号（示例数据，只显示这一次；也存在 demo-accounts.json）：')
    for (const { role, username, password } of accounts) say(`  ${username.padEnd(5)} ${password}  ${role}`)
  } finally {
    await opened.close()
  }
}
