import { type Fault, faultAt } from './fault.ts'
import type { Path } from './shape.ts'

const MAX_DEPTH = 20
const MAX_VALUES = 20_000
const MAX_TEXT = 500_000

/**
 * The first thing that makes a document too large or too deep to be looked at; walks without recursion. `at`: where it
 * stands in a larger one.
 */
export function sizeFault(document: unknown, at: Path = []): Fault | null {
  const waiting: Placed[] = [{ value: document, path: at }]
  let values = 0
  let letters = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const inside = insideOf(next)
    values += 1
    letters += lettersOf(next)
    if (values + waiting.length + inside.length > MAX_VALUES || letters > MAX_TEXT) return faultAt(at, '内容过多')
    if (inside.length > 0 && next.path.length - at.length >= MAX_DEPTH) {
      return faultAt(next.path.slice(0, at.length + 4), `嵌套超过 ${MAX_DEPTH} 层`)
    }
    for (const one of inside) waiting.push(one)
  }
  return null
}

interface Placed {
  readonly value: unknown
  readonly path: Path
}

function insideOf({ value, path }: Placed): Placed[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.map((item, i) => ({ value: item, path: [...path, i] }))
  return Object.entries(value).map(([name, item]) => ({ value: item, path: [...path, name] }))
}

function lettersOf({ value, path }: Placed): number {
  const name = path.at(-1)
  return (typeof value === 'string' ? value.length : 0) + (typeof name === 'string' ? name.length : 0)
}
