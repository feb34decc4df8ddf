import { existsSync } from 'node:fs'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'

/** The process of a server: settings → database → services → listen → drain. */
if (existsSync('.env')) process.loadEnvFile('.env')
try {
  await serve(readConfig())
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
