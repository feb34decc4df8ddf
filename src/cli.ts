import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { type CloseRequest, closeOrdered } from './close-order.ts'
import { readConfig } from './config.ts'
import { confirm } from './confirmation.ts'
import { clearDemo, demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { isDay } from './domain/time/days.ts'
import { digestText } from './features/alerts/index.ts'
import type { CloseDifference } from './features/closes/index.ts'
import { countsOf, inputsOf } from './features/ratings/index.ts'
import { type Opened, openForReading, openForWriting, say } from './open.ts'
import { callSocket, NotServed } from './platform/journal/index.ts'
import { createLogger } from './platform/logger.ts'
import { serve, socketPath } from './serve.ts'
import { describeRoutes } from './web/routes-table.ts'

/** `sanse`: the command line. It finds the installation by SANSE_DATA and works beside a running server. */
if (existsSync('.env')) process.loadEnvFile('.env')

const print = (value: unknown): void =>
  void process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)

const day = (text: string): string => {
  if (!isDay(text)) throw new Error(`“${text}”不是有效的日期，请按 2022-05-31 填写。`)
  return text
}

const monthOf = (text: string): string => {
  if (!isDay(`${text}-01`)) throw new Error(`“${text}”不是有效的月份，请按 2022-05 填写。`)
  return text
}

/** Where readers of a mail reach the system, without the slash at its end. */
const siteAddress = (text: string): string => {
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text))
    throw new Error(`“${text}”不是网址，请按 https://sanse.example.gov.cn 填写。`)
  return text.replace(/\/+$/, '')
}

/** A moment of knowledge: a day means its end in Shanghai. */
const moment = (text: string): string => {
  if (isDay(text)) return `${text}T15:59:59.999Z`
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Error(`“${text}”不是有效的时刻，请按 2022-05-31 或 2022-05-31T08:00:00Z 填写。`)
  return new Date(time).toISOString()
}

/** Opens for reading, works, closes. */
async function reading<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openForReading(readConfig())
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

interface AsOfOptions {
  readonly asOf?: string
  readonly knownAt?: string
  readonly json?: boolean
}

const program = new Command('sanse').description('执行力三色管理系统')

program
  .command('serve')
  .description('启动服务')
  .action(() => serve(readConfig()))

program
  .command('demo')
  .description('生成示例数据并启动；--clear 清除示例数据')
  .option('--clear')
  .action((options: { readonly clear?: boolean }) =>
    options.clear === true ? clearDemo(readConfig()) : demo(readConfig()),
  )

program.command('init').description('生成一次性的初始化链接（建立三个管理员）').action(init)

program
  .command('doctor')
  .description('检查环境和数据')
  .option('--json')
  .action(async (options: { readonly json?: boolean }) => {
    const findings = await doctor(readConfig())
    if (options.json === true) print(findings)
    else for (const { ok, name, detail } of findings) print(`${ok ? '✓' : '✗'} ${name}：${detail}`)
    process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1
  })

program
  .command('routes')
  .description('列出全部路由及其权限、范围和审计动作')
  .option('--json')
  .action((options: { readonly json?: boolean }) =>
    reading(async ({ routes }) => {
      const lines = describeRoutes(routes)
      if (options.json === true) print(lines)
      else
        for (const { method, path, right, audit } of lines)
          print(`${method.padEnd(5)} ${path.padEnd(44)} ${right.padEnd(20)} ${audit}`)
    }),
  )

program
  .command('rate')
  .description('按某日评定全部干部，输出各颜色人数')
  .option('--as-of <日期>', '业务日期', day)
  .option('--known-at <时刻>', '只用到这一时刻为止记入的内容', moment)
  .option('--json')
  .action((options: AsOfOptions) =>
    reading(async ({ ratings, clock }) => {
      const counts = countsOf(await ratings.asOf(options.asOf ?? clock.today(), options.knownAt))
      print(options.json === true ? counts : JSON.stringify(counts, null, 2))
    }),
  )

program
  .command('inputs')
  .description('输出某日评定的全部输入、规则和结果，供独立程序复算')
  .option('--as-of <日期>', '业务日期', day)
  .option('--known-at <时刻>', '只用到这一时刻为止记入的内容', moment)
  .option('--json')
  .action((options: AsOfOptions) =>
    reading(async ({ ratings, clock }) =>
      print(inputsOf(await ratings.asOf(options.asOf ?? clock.today(), options.knownAt))),
    ),
  )

program
  .command('digest')
  .description('输出某日以来的变化和新提示')
  .option('--since <日期>', '自哪一天（默认七天前）', day)
  .option('--url <网址>', '写在各条网址前的本系统地址，如 https://sanse.example.gov.cn', siteAddress, '')
  .option('--json')
  .action((options: { readonly since?: string; readonly url: string; readonly json?: boolean }) =>
    reading(async ({ alerts, clock }) => {
      if (options.since !== undefined && options.since > clock.today())
        throw new Error(`${options.since} 还没有到；今天是 ${clock.today()}。`)
      const digest = await alerts.digest({ since: options.since ?? null, unitIds: null })
      print(options.json === true ? digest : digestText(digest, options.url))
    }),
  )

program
  .command('replay')
  .description('由账本重建全部评定和各月月结，与现存的比较；不一致时列出并以非零退出')
  .option('--json')
  .action((options: { readonly json?: boolean }) =>
    reading(async ({ ratings, closes, clock }) => {
      const differences = await ratings.replay(clock.today())
      const closed: CloseDifference[] = []
      for await (const one of closes.replay()) closed.push(one)
      const agrees = differences.length + closed.length === 0
      if (options.json === true) print({ agrees, differences, closes: closed })
      else if (agrees) print('一致：现存的评定和各月月结与账本重建的完全相同。')
      else {
        const said = (stored: unknown, rebuilt: unknown): string =>
          `现存 ${JSON.stringify(stored)}，重建 ${JSON.stringify(rebuilt)}`
        for (const { cadreId, field, stored, rebuilt } of differences)
          print(`${cadreId || '名额'} ${field}：${said(stored, rebuilt)}`)
        for (const { month, cadreId, field, stored, rebuilt } of closed)
          print(`${month} 月结 ${cadreId} ${field}：${said(stored, rebuilt)}`)
      }
      process.exitCode = agrees ? 0 : 1
    }),
  )

program
  .command('close')
  .description('月结：存下某月全部干部的评定结果')
  .requiredOption('--month <月份>', '如 2022-05', monthOf)
  .option('--reason <理由>', '有超期未核实的事实时必填', '')
  .option('--yes', '不再询问：月结以后不能更改')
  .option('--json')
  .action(async ({ month, reason, yes, json }: CloseOptions) => {
    if (yes !== true)
      await confirm(`月结 ${month} 以后不能更改，也不能删除。`, month, { input: process.stdin, output: process.stderr })
    const closed = await closeHereOrThere({ month, reason })
    print(json === true ? closed : JSON.stringify(closed, null, 2))
  })

interface CloseOptions extends CloseRequest {
  readonly yes?: boolean
  readonly json?: boolean
}

/** In the running server, or in this process when none runs. */
async function closeHereOrThere(request: CloseRequest): Promise<unknown> {
  const config = readConfig()
  try {
    return await callSocket(socketPath(config), 'close', request)
  } catch (error) {
    if (!(error instanceof NotServed)) throw error
    const opened = await openForWriting(config, createLogger({ level: 'error' }))
    try {
      return await closeOrdered(opened.closes, request)
    } finally {
      await opened.close()
    }
  }
}

/** The code comes from the running server, or from this process when none runs. */
async function init(): Promise<void> {
  const config = readConfig()
  try {
    const { url } = (await callSocket(socketPath(config), 'setup-code', {})) as { url: string }
    print(url)
  } catch (error) {
    if (!(error instanceof NotServed)) throw error
    const opened = await openForWriting(config, createLogger({ level: 'error' }))
    const code = await opened.accounts.createSetupCode()
    await opened.close()
    print(`http://${config.host}:${config.port}/setup?code=${code}`)
    say('启动服务（npm start）后，在 24 小时内打开这个链接；只能用一次。')
  }
}

try {
  await program.parseAsync()
  // What is printed into a pipe may still wait for its reader.
  await new Promise<void>(resolve => void process.stdout.write('', () => resolve()))
  process.exit()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
