import { createInterface } from 'node:readline/promises'

/** Where a question is asked and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream
}

/**
 * Asks before what is for ever: whoever is at the terminal types the name of what is about to be done. Throws when
 * something else is typed, and when nobody is there to ask.
 */
export async function confirm(warning: string, name: string, { input, output }: Terminal): Promise<void> {
  if (input.isTTY !== true) throw new Error(`${warning}这里不是终端，无法确认；确实要做，请加 --yes。`)
  const asking = createInterface({ input, output })
  const ended = new Promise<string>(resolve => asking.once('close', () => resolve('')))
  const typed = await Promise.race([asking.question(`${warning}确认请输入 ${name}：`), ended])
  asking.close()
  if (typed.trim() !== name) throw new Error('没有确认，什么也没有做。')
}
