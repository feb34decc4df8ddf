const SHORT = 48
const CONTEXT = 12

/** Two long texts cut down to where they differ, with a little of what stands around it; `…` for what is left out. */
export function shownDifference(before: string, after: string): { readonly before: string; readonly after: string } {
  const a = [...before]
  const b = [...after]
  if (a.length <= SHORT && b.length <= SHORT) return { before, after }
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const from = Math.max(0, head - CONTEXT)
  const cut = (text: readonly string[]) => {
    const until = Math.min(text.length, text.length - tail + CONTEXT)
    const piece = clipped(text.slice(from, until))
    return `${from > 0 ? '…' : ''}${piece}${until < text.length ? '…' : ''}`
  }
  return { before: before === '' ? '' : cut(a), after: cut(b) }
}

const LONGEST = 200

const clipped = (text: readonly string[]): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).join('')}…（共${text.length}字）` : text.join('')
