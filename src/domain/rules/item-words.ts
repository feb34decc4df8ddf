const SHOWN = 40

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, SHOWN) : '')

/**
 * One item of a list by what people call it: a condition by its id and sentence, a cell by its row and side, others by
 * their label. Takes any document, also a broken one; null where nothing names the item.
 */
export function itemWords(list: string, item: unknown, ruleSet: unknown): string | null {
  if (!isFields(item)) return null
  if (list === 'conditions') return conditionName(item)
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

function cellName({ row, side }: Fields, indicators: unknown): string | null {
  if (!isFields(indicators)) return null
  const labelOf = (list: unknown, code: unknown): string =>
    textOf((Array.isArray(list) ? list : []).find(one => isFields(one) && one.code === code)?.label)
  const [ofRow, ofSide] = [labelOf(indicators.rows, row), labelOf(indicators.sides, side)]
  return ofRow === '' || ofSide === '' ? null : `${ofRow}·${ofSide}`
}
