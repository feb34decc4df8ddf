import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { CLOSE_BY } from './domain/closes/months.ts'
import { type Day, isDay } from './domain/time/days.ts'

/** The settings of a process. The only reader of the environment. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly trustProxy: string | null
  /** Absolute; everything the product writes lies under it. */
  readonly dataFolder: string
  readonly mongodbUri: string | null
  readonly mongodBin: string | null
  readonly databaseName: string
  /** Fixes the business day, for the sample and tests. */
  readonly today: Day | null
  readonly organization: string
  /** By which date of the next month the schedule closes a month at the latest (月结), 1…28. */
  readonly closeBy: number
  readonly passwordPolicy: 'dengbao' | 'asvs'
  readonly logLevel: string
  readonly production: boolean
}

const blankAsAbsent = (value: unknown): unknown => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional())

const environment = z.object({
  HOST: optional(z.string()),
  PORT: optional(z.coerce.number('PORT 须为端口号').int().min(0).max(65535)),
  TLS_CERT: optional(z.string()),
  TLS_KEY: optional(z.string()),
  TRUST_PROXY: optional(z.string()),
  SANSE_DATA: optional(z.string()),
  MONGODB_URI: optional(z.string().startsWith('mongodb', 'MONGODB_URI 须以 mongodb:// 或 mongodb+srv:// 开头')),
  MONGODB_NAME: optional(z.string().regex(/^[A-Za-z0-9_-]{1,38}$/, 'MONGODB_NAME 只能用字母、数字、下划线和短横线')),
  MONGOD_BIN: optional(z.string()),
  SANSE_TODAY: optional(z.string().refine(isDay, 'SANSE_TODAY 须写成 2022-05-31')),
  SANSE_ORGANIZATION: optional(z.string().max(40)),
  SANSE_CLOSE_BY: z.preprocess(
    blankAsAbsent,
    z.coerce.number('SANSE_CLOSE_BY 须为 1 至 28').int().min(1).max(28).default(CLOSE_BY),
  ),
  SANSE_PASSWORD_POLICY: optional(z.enum(['dengbao', 'asvs'])),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
  NODE_ENV: optional(z.string()),
})

/** Reads and checks the settings; throws one line in Chinese that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`设置有误：${issue?.path.join('.')}：${issue?.message}`)
  }
  const values = parsed.data
  if ((values.TLS_CERT === undefined) !== (values.TLS_KEY === undefined))
    throw new Error('设置有误：TLS_CERT 与 TLS_KEY 须同时给出。')
  return {
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 3000,
    tls: values.TLS_CERT && values.TLS_KEY ? { cert: values.TLS_CERT, key: values.TLS_KEY } : null,
    trustProxy: values.TRUST_PROXY ?? null,
    dataFolder: resolve(values.SANSE_DATA ?? './data'),
    mongodbUri: values.MONGODB_URI ?? null,
    mongodBin: values.MONGOD_BIN ?? null,
    databaseName: values.MONGODB_NAME ?? 'sanse',
    today: values.SANSE_TODAY ?? null,
    organization: values.SANSE_ORGANIZATION ?? '海阳市委组织部',
    closeBy: values.SANSE_CLOSE_BY,
    passwordPolicy: values.SANSE_PASSWORD_POLICY ?? 'dengbao',
    logLevel: values.LOG_LEVEL ?? 'info',
    production: values.NODE_ENV === 'production',
  }
}

/** The secret that signs session cookies: made once, kept in the data folder for its owner alone. */
export function sessionSecret(dataFolder: string): string {
  const file = join(dataFolder, 'session-secret')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}

/** Where uploads lie until they are handled. Of this process alone: what a crash left is swept at the next start. */
export function uploadFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'uploads')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
