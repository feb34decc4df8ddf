import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

const secrets = ['idNo', 'phone', 'password', 'secret', 'token', 'code', 'cookie', 'authorization', '["set-cookie"]']

// A pattern redacts exactly one depth, so every depth that is logged has its own.
const depths = ['', '*.', '*.*.', '*.*.*.']
const paths = depths.flatMap(depth =>
  secrets.map(name => (name.startsWith('[') ? depth.replace(/\.$/, '') + name : depth + name)),
)

/** A logger of JSON lines that never shows secrets or personal numbers. `level`: pino's, or `silent`. */
export function createLogger(settings: { level: string; destination?: DestinationStream }): Logger {
  const options = { level: settings.level, base: undefined, redact: { paths, censor: '[redacted]' } }
  return settings.destination ? pino(options, settings.destination) : pino(options)
}
