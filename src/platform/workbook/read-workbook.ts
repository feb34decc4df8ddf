import { fork } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type ChildMessage, type ChildTask, unpackRow } from './child-message.ts'
import { leash } from './leash.ts'
import { READ_LIMITS, type ReadLimits } from './limits.ts'
import type { ReadOutcome, ReadSheet } from './read-result.ts'
import { refusal } from './refusal.ts'
import { turns } from './turns.ts'

/** A reading process may take 256 MB: two together are what a small server can spare. */
const inTurn = turns(2)

// The build renames .ts to .js in imports, but not in a string.
const CHILD = fileURLToPath(new URL(`./read-child${import.meta.url.slice(-3)}`, import.meta.url))

/**
 * Reads an .xlsx file of unknown origin in a process of its own, which is killed when it takes too long.
 * Rejects only when that process cannot be started or the file is not there.
 */
export async function readWorkbook(path: string, limits: Partial<ReadLimits> = {}): Promise<ReadOutcome> {
  const all = { ...READ_LIMITS, ...limits }
  const { size } = await stat(path)
  if (size > all.packedBytes) return refusal('too-large', all)
  return inTurn(() => readInChild(path, all))
}

function readInChild(path: string, limits: ReadLimits): Promise<ReadOutcome> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [], {
      execArgv: [...ownArguments(), `--max-old-space-size=${limits.heapMegabytes}`],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const sheets: ReadSheet[] = []
    let started = false
    let outcome: ReadOutcome | null = null
    const release = leash(child, limits, () => {
      outcome ??= refusal('too-slow', limits)
    })
    const finish = (end: ReadOutcome) => {
      outcome ??= end
      child.kill('SIGKILL')
    }
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'ready') started = true
      else if (message.kind === 'sheet') sheets.push({ name: message.name, rows: [] })
      else if (message.kind === 'rows') sheets.at(-1)?.rows.push(...message.rows.map(unpackRow))
      else if (message.kind === 'done') finish({ ok: true, sheets })
      else finish(refusal(message.reason, limits, message.where))
    })
    child.on('error', reject)
    child.on('close', () => {
      release()
      if (outcome !== null) resolve(outcome)
      else if (started) resolve(refusal('too-big-to-read', limits))
      else reject(new Error('The process that reads workbooks could not be started'))
    })
    const task: ChildTask = { path, limits }
    child.send(task, () => {
      // A child that died before it was asked is told of by `close`.
    })
  })
}

/** How this process was started (from `src`, `--import tsx`), without the debugger, whose port is taken. */
function ownArguments(): string[] {
  return process.execArgv.filter(argument => !/^--(inspect|max-old-space-size)/.test(argument))
}
