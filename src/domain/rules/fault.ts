import { fieldWord } from './field-words.ts'
import { itemWords } from './item-words.ts'
import type { Path } from './shape.ts'

/** What is wrong with a rule set, and where: `conditions[4].when.all[0].value`. The message says the place in Chinese. */
export interface Fault {
  readonly path: string
  readonly message: string
}

/**
 * A fault at a place, with the place in words: `条件 R1“得分低于 60 分” · 判断 · 全部第 1 项 · 限值：须为整数`. `ruleSet`:
 * the document, which need not be one, that the path leads into; `at`: where it stands in a larger one.
 */
export function faultAt(path: Path, message: string, ruleSet?: unknown, at: Path = []): Fault {
  const words = [...at.map(nameOf), ...(path.length > 0 || at.length === 0 ? [placeWords(path, ruleSet)] : [])]
  return { path: pathText([...at, ...path]), message: `${words.join(' · ')}：${message}。` }
}

/** `conditions[4].when`; long names are cut, so that a hostile document cannot fill the page. */
export function pathText(path: Path): string {
  const steps = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${shortened(step)}`))
  return steps.join('').replace(/^\./, '')
}

const nameOf = (step: string | number): string =>
  typeof step === 'string' ? (fieldWord(step) ?? `“${shortened(step)}”`) : `第 ${step + 1} 项`

function placeWords(path: Path, ruleSet: unknown): string {
  const words: string[] = []
  let held: unknown = ruleSet
  path.forEach((step, i) => {
    held =
      typeof held === 'object' && held !== null && Object.hasOwn(held, step)
        ? (held as Record<string | number, unknown>)[step]
        : undefined
    if (typeof step === 'string') words.push(nameOf(step))
    else {
      const name = itemWords(String(path[i - 1]), held, ruleSet)
      const list = words.pop() ?? ''
      words.push(name === null ? `${list}第 ${step + 1} 项` : `${list}${name.startsWith('“') ? '' : ' '}${name}`)
    }
  })
  return words.length === 0 ? '规则' : words.join(' · ')
}

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name)
