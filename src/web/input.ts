import { Refused } from './refused.ts'
import type { Input } from './route.ts'

const MAX_PAIRS = 2000
const MAX_NAME = 100
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/
const inherited = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Names and values as a handler may see them: no prototype, text only, a repeated name is a list.
 * Throws Refused 400 on a name that could mean an operator or a prototype, on a value that is not text, on NUL.
 */
export function inputOf(pairs: Iterable<readonly [string, unknown]>): Input {
  const input: Record<string, string | string[]> = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    count += 1
    if (count > MAX_PAIRS) throw new Refused(413, '提交的内容过多。')
    checkName(name)
    input[name] = merged(input[name], textOf(value))
  }
  return input
}

/** The same of an object that a body parser made. */
export const inputOfObject = (body: object): Input => inputOf(Object.entries(body))

/** The query of an address such as `/lists?unit=3`. */
export function queryOf(url: string): Input {
  const mark = url.indexOf('?')
  return inputOf(new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)))
}

/** `input` without the names that belong to the web itself. */
export function without(input: Input, names: readonly string[]): Input {
  return inputOf(Object.entries(input).filter(([name]) => !names.includes(name)))
}

/** The first value under a name, or '' when it was not sent. */
export function first(input: Input, name: string): string {
  const value = input[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

function checkName(name: string): void {
  const fits = name.length <= MAX_NAME && plainName.test(name)
  if (!fits || name.split('.').some(part => inherited.has(part))) throw new Refused(400, '提交的字段名不能识别。')
}

function textOf(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.flatMap(item => textOf(item))
  if (typeof value !== 'string' || value.includes('\u0000')) throw new Refused(400, '提交的内容只能是文字。')
  return value
}

function merged(before: string | string[] | undefined, value: string | string[]): string | string[] {
  return before === undefined ? value : [before, value].flat()
}
