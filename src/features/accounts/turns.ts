import { Busy } from '../../platform/journal/index.ts'

/** Runs work with at most `atOnce` running; refuses with Busy when `waiting` others wait already. */
export function turns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Busy()
      // Whoever ends hands its place over, so `running` stays as it is.
      await new Promise<void>(resolve => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
