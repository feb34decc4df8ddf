import { fieldWord } from './field-words.ts'
import type { JsonSchema } from './json-schema.ts'

/** Where in a document: names and positions from the outside in. */
export type Path = readonly (string | number)[]

/** Says what is wrong at a place. */
export type Report = (path: Path, message: string) => void

type Look = (value: unknown, path: Path, report: Report) => void

/** Looks at one value of a document and reports what is wrong with it. */
export interface Check extends Look {
  /** The same for programs, as far as a schema can say it: it may allow more than the check, never less. */
  readonly schema: JsonSchema
}

export const check = (schema: JsonSchema, look: Look): Check => Object.assign(look, { schema })

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
  return check(recordSchema(known, Object.keys(fields)), (value, path, report) => {
    if (!isPlain(value)) return report(path, '须为一组字段')
    const names = Object.keys(value)
    for (const name of names.filter(one => !Object.hasOwn(known, one))) report([...path, name], '是未知的字段')
    for (const name of Object.keys(fields).filter(one => !Object.hasOwn(value, one)))
      report([...path, name], '缺少这一项')
    for (const [name, look] of Object.entries(known)) {
      if (Object.hasOwn(value, name)) look(value[name], [...path, name], report)
    }
  })
}

type Fields = Readonly<Record<string, Check>>

function recordSchema(fields: Fields, required: readonly string[]): JsonSchema {
  const properties = Object.entries(fields).map(([name, { schema }]) => [name, { ...titleOf(name), ...schema }])
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: false }
}

function titleOf(name: string): JsonSchema {
  const title = fieldWord(name)
  return title === null ? {} : { title }
}

/** A list of `min` to `max` items. */
export function listOf(item: Check, min: number, max: number): Check {
  return check({ type: 'array', items: item.schema, minItems: min, maxItems: max }, (value, path, report) => {
    if (!Array.isArray(value)) return report(path, '须为一个列表')
    if (value.length < min || value.length > max)
      return report(path, `须有 ${min} 至 ${max} 项，现有 ${value.length} 项`)
    for (let i = 0; i < value.length; i += 1) item(value[i], [...path, i], report)
  })
}

/** Free keys, such as grades, each with a value of its own. */
export function dictionary(value: Check, max: number): Check {
  const schema: JsonSchema = {
    type: 'object',
    additionalProperties: value.schema,
    propertyNames: { maxLength: 20, pattern: '^[^$.][^.]*$' },
    minProperties: 1,
    maxProperties: max,
  }
  return check(schema, (given, path, report) => {
    if (!isPlain(given)) return report(path, '须为一组字段')
    const names = Object.keys(given)
    if (names.length < 1 || names.length > max) return report(path, `须有 1 至 ${max} 项，现有 ${names.length} 项`)
    for (const name of names) {
      const at = [...path, name]
      if (!isName(name)) report(at, '不能用作名称')
      else value(given[name], at, report)
    }
  })
}

/** A free key that a database and a page can carry. */
const isName = (name: string): boolean =>
  !isInherited(name) && name.length <= 20 && name.trim() !== '' && !/^\$|\./.test(name) && !hidden.test(name)

const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** One line of text, not blank, of at most `max` characters. */
export function text(max: number): Check {
  return check({ type: 'string', maxLength: max, pattern: '\\S' }, (value, path, report) => {
    if (typeof value !== 'string') return report(path, '须为文字')
    if (value.trim() === '') return report(path, '不能为空')
    if (value.length > max) return report(path, `不能超过 ${max} 个字`)
    if (hidden.test(value)) report(path, '含有不能显示的字符')
  })
}

/** The same, but may be blank. */
export function optionalText(max: number): Check {
  const whole = text(max)
  return check({ type: 'string', maxLength: max }, (value, path, report) =>
    value === '' ? undefined : whole(value, path, report),
  )
}

const codePattern = '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$'
const codeExpression = new RegExp(codePattern)

/** A name by which other parts of the document refer to this one: letters, digits and dashes. */
export const code: Check = check({ type: 'string', pattern: codePattern }, (value, path, report) => {
  const fits = typeof value === 'string' && codeExpression.test(value) && !isInherited(value)
  if (!fits) report(path, '须为字母、数字、横线组成的代码，不超过 40 个字符')
})

/** A whole number from `min` to `max`: never NaN, never 1e309. */
export function integer(min: number, max: number): Check {
  return check({ type: 'integer', minimum: min, maximum: max }, (value, path, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report(path, '须为整数')
    if (value < min || value > max) report(path, `须在 ${min} 至 ${max} 之间，现为 ${value}`)
  })
}

export const yesOrNo: Check = check({ type: 'boolean' }, (value, path, report) => {
  if (typeof value !== 'boolean') report(path, '须为 true 或 false')
})

export function oneOf(values: readonly unknown[]): Check {
  return check({ enum: values }, (value, path, report) => {
    if (!values.includes(value)) report(path, `须为 ${values.join('、')} 之一`)
  })
}

export function orNull(inner: Check): Check {
  return check({ anyOf: [inner.schema, { type: 'null' }] }, (value, path, report) =>
    value === null ? undefined : inner(value, path, report),
  )
}
