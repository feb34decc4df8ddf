import type { Ratings } from '../../src/features/ratings/index.ts'

/** A way that is closed until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Ratings that tell half of the way, then wait for `go`, or for the signal that stops them. */
export function slowRatings(asOf: Ratings['asOf']): { readonly asOf: Ratings['asOf']; go(): void } {
  const { opened, open } = gate()
  return {
    go: open,
    asOf: async (day, knownAt, options) => {
      options?.onProgress?.(12, 24)
      const stopped = new Promise((_, reject) =>
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason)),
      )
      await Promise.race([opened, stopped])
      return asOf(day, knownAt, options)
    },
  }
}
