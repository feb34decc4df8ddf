import type { Closes } from './features/closes/index.ts'
import { newId } from './platform/ids.ts'

/** What the command line asks for: a month `YYYY-MM`, and the reason, '' for none. */
export interface CloseRequest {
  readonly month: string
  readonly reason: string
}

/** Who gives commands at the terminal: whoever may read the data folder. */
const terminal = { userId: 'cli', name: '命令行', role: '' }

/** Closes a month for the command line, here or in the running server, and says what was closed. */
export async function closeOrdered(closes: Closes, { month, reason }: CloseRequest): Promise<object> {
  await closes.close({ month, reason, actor: terminal, idempotencyKey: newId('cli'), requestId: 'cli' })
  const header = await closes.header(month)
  if (header === null) throw new Error(`${month} was closed and is not there`)
  const { day, knownAt, position, ruleSet, ruleHash, tallies, waiting } = header
  const { people, suggested, placed } = tallies.all
  return { month, day, knownAt, position, ruleSet, ruleHash, people, suggested, placed, reason, waiting }
}
