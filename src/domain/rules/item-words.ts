import { leafSubject } from './condition-words.ts'
import { leafKinds } from './leaf-shape.ts'
import type { Leaf } from './rule-set.ts'
import type { Check } from './shape.ts'

const SHOWN = 40

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, SHOWN) : '')

/**
 * One item of a list by what people call it: a condition by its id and sentence, a judgement inside it by what it looks
 * at, a cell by its row and side, a code by itself, others by their label. Takes any document, also a broken one; null where nothing names the item.
 */
export function itemWords(list: string, item: unknown, ruleSet: unknown): string | null {
  if (typeof item === 'string') return textOf(item) === '' ? null : `“${textOf(item)}”`
  if (!isFields(item)) return null
  if (list === 'conditions') return conditionName(item)
  if (list === 'all' || list === 'any') return judgementName(item, ruleSet)
  if (list === 'all' || list === 'any') return judgementName(item, ruleSet)
  if (list === 'cells') return cellName(item, isFields(ruleSet) ? ruleSet.indicators : undefined)
  const [code, label] = [textOf(item.code), textOf(item.label)]
  if (list === 'evidence' && code !== '') return `${code}“${label}”`
  return label === '' ? null : `“${label}”`
}

function conditionName({ id, sentence }: Fields): string | null {
  const [name, said] = [textOf(id), textOf(sentence)]
  if (name === '') return null
  return said === '' ? name : `${name}“${said}${said.length === SHOWN ? '…' : ''}”`
}

/** What a judgement looks at, as far as it can be read. */
function judgementName(leaf: Fields, ruleSet: unknown): string | null {
  const kind = (['compare', 'count', 'streak', 'rank'] as const).find(name => Object.hasOwn(leaf, name))
  if (kind === undefined || !isWellFormed(leafKinds[kind], leaf[kind])) return null
  const colours = isFields(ruleSet) && Array.isArray(ruleSet.colours) ? ruleSet.colours : []
  const colour = (code: string): string =>
    textOf(colours.find(one => isFields(one) && one.code === code)?.label) || code
  return `“${leafSubject(leaf as unknown as Leaf, colour)}”`
}

function isWellFormed(check: Check, value: unknown): boolean {
  let isWhole = true
  check(value, [], () => {
    isWhole = false
  })
  return isWhole
}

function cellName({ row, side }: Fields, indicators: unknown): string | null {
  if (!isFields(indicators)) return null
  const labelOf = (list: unknown, code: unknown): string =>
    textOf((Array.isArray(list) ? list : []).find(one => isFields(one) && one.code === code)?.label)
  const [ofRow, ofSide] = [labelOf(indicators.rows, row), labelOf(indicators.sides, side)]
  return ofRow === '' || ofSide === '' ? null : `${ofRow}·${ofSide}`
}
