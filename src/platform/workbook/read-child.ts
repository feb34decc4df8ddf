import { type ChildMessage, type ChildTask, packRow } from './child-message.ts'
import { readSheets } from './read-sheets.ts'
import { Refused } from './refusal.ts'

/** Sends and waits until the parent has taken it, so that the rows do not pile up here. */
function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, error => (error === null ? resolve() : reject(error)))
  })
}

async function read({ path, limits }: ChildTask): Promise<void> {
  try {
    for await (const event of readSheets(path, limits)) {
      await send(event.kind === 'rows' ? { kind: 'rows', rows: event.rows.map(packRow) } : event)
    }
    await send({ kind: 'done' })
  } catch (error) {
    // Whatever else goes wrong here was brought about by the file.
    const { reason, where } = error instanceof Refused ? error : new Refused('damaged')
    await send({ kind: 'refused', reason, where })
  }
}

process.once('disconnect', () => process.exit(1))
process.once('message', (task: ChildTask) => {
  read(task).then(
    () => process.disconnect(),
    () => process.exit(1),
  )
})
send({ kind: 'ready' }).catch(() => process.exit(1))
