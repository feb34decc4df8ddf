import { fieldWord } from './field-words.ts'
import type { Path } from './shape.ts'

/** What is wrong with a rule set, and where: `conditions[4].when.all[0].value`. The message says the place in Chinese. */
export interface Fault {
  readonly path: string
  readonly message: string
}

/** A fault at a place, with the place in words: `条件第 5 项 · 判断 · 全部第 1 项 · 限值：须为整数`. */
export function faultAt(path: Path, message: string): Fault {
  return { path: pathText(path), message: `${placeWords(path)}：${message}。` }
}

/** `conditions[4].when`; long names are cut, so that a hostile document cannot fill the page. */
export function pathText(path: Path): string {
  const steps = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${shortened(step)}`))
  return steps.join('').replace(/^\./, '')
}

function placeWords(path: Path): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'string') words.push(fieldWord(step) ?? `“${shortened(step)}”`)
    else words.push(`${words.pop() ?? ''}第 ${step + 1} 项`)
  }
  return words.length === 0 ? '规则' : words.join(' · ')
}

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name)
