/**
 * A piece of the document as a form reads it, its boxes in the order they had: a form sends what is ticked in the order
 * of the page, and a mere order must not count as a change.
 */
export function inOldOrder(now: unknown, before: unknown): unknown {
  if (Array.isArray(now)) return inOldList(now, Array.isArray(before) ? before : [])
  if (typeof now !== 'object' || now === null) return now
  const old = (before ?? {}) as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, inOldOrder(value, old[name])]))
}

function inOldList(now: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  const isText = [...now, ...before].every(one => typeof one === 'string')
  if (isText && [...now].sort().join('\n') === [...before].sort().join('\n')) return before
  return now.map((one, i) => inOldOrder(one, before[i]))
}
