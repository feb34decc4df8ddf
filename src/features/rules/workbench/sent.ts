import type { Input } from '../../../web/route.ts'
import type { Sent } from './spec.ts'

type Nest = { [name: string]: Sent | Nest }

/** The fields of a form nested by the dots of their names, without those named in `except`. */
export function nested(input: Input, except: readonly string[]): Sent {
  const nest: Nest = Object.create(null)
  for (const [name, value] of Object.entries(input)) {
    if (except.includes(name)) continue
    const steps = name.split('.')
    const last = steps.pop() ?? ''
    let inside = nest
    for (const step of steps) inside = inner(inside, step)
    inside[last] = value
  }
  return nest as Sent
}

/** The nest under a step; a value sent under the same name gives way. */
function inner(nest: Nest, step: string): Nest {
  const there = nest[step]
  if (typeof there === 'object' && !Array.isArray(there)) return there as Nest
  const made: Nest = Object.create(null)
  nest[step] = made
  return made
}

/** The names inside what was sent under a name; a value where names belong is told as strange. */
export function namesIn(sent: Sent | undefined, at: string, strange: (name: string) => void): string[] {
  if (typeof sent === 'object' && !Array.isArray(sent)) return Object.keys(sent)
  if (sent !== undefined) strange(at)
  return []
}

export function inside(sent: Sent | undefined, name: string): Sent | undefined {
  if (typeof sent !== 'object' || Array.isArray(sent)) return undefined
  return Object.hasOwn(sent, name) ? (sent as Readonly<Record<string, Sent>>)[name] : undefined
}

/** The names of rows sent, in their order. */
export function indexesIn(sent: Sent | undefined, at: string, strange: (name: string) => void): string[] {
  const names = namesIn(sent, at, strange)
  for (const name of names) if (!/^\d{1,4}$/.test(name)) strange(`${at}.${name}`)
  return names.filter(name => /^\d{1,4}$/.test(name)).sort((a, b) => Number(a) - Number(b))
}
