/** Where in a document: names and positions from the outside in. */
export type Path = readonly (string | number)[]

/** Says what is wrong at a place. */
export type Report = (path: Path, message: string) => void

/** Looks at one value of a document and reports what is wrong with it. */
export type Check = (value: unknown, path: Path, report: Report) => void

/** Names every object inherits: no code or key may be one. */
const isInherited = (name: string): boolean => name in {}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** An object with exactly these fields; those of `optional` may be absent. */
export function record(fields: Fields, optional: Fields = {}): Check {
  const known = { ...optional, ...fields }
  return (value, path, report) => {
    if (!isPlain(value)) return report(path, '须为一组字段')
    const names = Object.keys(value)
    for (const name of names.filter(one => !Object.hasOwn(known, one))) report([...path, name], '是未知的字段')
    for (const name of Object.keys(fields).filter(one => !Object.hasOwn(value, one)))
      report([...path, name], '缺少这一项')
    for (const [name, check] of Object.entries(known)) {
      if (Object.hasOwn(value, name)) check(value[name], [...path, name], report)
    }
  }
}

type Fields = Readonly<Record<string, Check>>

/** A list of `min` to `max` items. */
export function listOf(item: Check, min: number, max: number): Check {
  return (value, path, report) => {
    if (!Array.isArray(value)) return report(path, '须为一个列表')
    if (value.length < min || value.length > max)
      return report(path, `须有 ${min} 至 ${max} 项，现有 ${value.length} 项`)
    for (let i = 0; i < value.length; i += 1) item(value[i], [...path, i], report)
  }
}

/** Free keys, such as grades, each with a value of its own. */
export function dictionary(value: Check, max: number): Check {
  return (given, path, report) => {
    if (!isPlain(given)) return report(path, '须为一组字段')
    const names = Object.keys(given)
    if (names.length < 1 || names.length > max) return report(path, `须有 1 至 ${max} 项，现有 ${names.length} 项`)
    for (const name of names) {
      const at = [...path, name]
      if (isInherited(name) || name.length > 20 || name.trim() === '') report(at, '不能用作名称')
      else value(given[name], at, report)
    }
  }
}

const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** One line of text, not blank, of at most `max` characters. */
export function text(max: number): Check {
  return (value, path, report) => {
    if (typeof value !== 'string') return report(path, '须为文字')
    if (value.trim() === '') return report(path, '不能为空')
    if (value.length > max) return report(path, `不能超过 ${max} 个字`)
    if (hidden.test(value)) report(path, '含有不能显示的字符')
  }
}

/** The same, but may be blank. */
export function optionalText(max: number): Check {
  return (value, path, report) => (value === '' ? undefined : text(max)(value, path, report))
}

/** A name by which other parts of the document refer to this one: letters, digits and dashes. */
export const code: Check = (value, path, report) => {
  const fits = typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(value) && !isInherited(value)
  if (!fits) report(path, '须为字母、数字、横线组成的代码，不超过 40 个字符')
}

/** A whole number from `min` to `max`: never NaN, never 1e309. */
export function integer(min: number, max: number): Check {
  return (value, path, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report(path, '须为整数')
    if (value < min || value > max) report(path, `须在 ${min} 至 ${max} 之间，现为 ${value}`)
  }
}

export const yesOrNo: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, '须为 true 或 false')
}

export function oneOf(values: readonly unknown[]): Check {
  return (value, path, report) => {
    if (!values.includes(value)) report(path, `须为 ${values.join('、')} 之一`)
  }
}

export function orNull(check: Check): Check {
  return (value, path, report) => (value === null ? undefined : check(value, path, report))
}
