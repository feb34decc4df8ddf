import { z } from 'zod'
import { Invalid } from '../domain/errors.ts'
import { isDay } from '../domain/time/days.ts'
import type { Input } from './route.ts'

/** A schema of a form or a query: one builder of this file for each field. */
export type Fields = z.ZodRawShape

/**
 * What was typed, as the schema's values. All fields are looked at: throws one Invalid that names every field to mend.
 * A field the schema does not know is refused too. Takes `{ day: day('发生日期'), … }` or a z.strictObject of such fields;
 * fields that stand outside the request are made into a schema once.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: Input): z.infer<T>
export function parseInput<S extends Fields>(shape: S, input: Input): z.infer<z.ZodObject<S>>
export function parseInput(schema: z.ZodType | Fields, input: Input): unknown {
  const whole = schema instanceof z.ZodType ? schema : wholeOf(schema)
  const parsed = whole.safeParse({ ...input })
  if (parsed.success) return parsed.data
  throw new Invalid(complaints(parsed.error.issues))
}

const wholes = new WeakMap<Fields, z.ZodType>()

function wholeOf(fields: Fields): z.ZodType {
  const known = wholes.get(fields)
  if (known !== undefined) return known
  const whole = z.strictObject(fields)
  wholes.set(fields, whole)
  return whole
}

function complaints(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  // A field may be called hasOwnProperty.
  const fields: Record<string, string> = Object.create(null)
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) fields[key] ??= `未知字段：${key}。`
    else fields[String(issue.path[0] ?? '')] ??= issue.message
  }
  return { ...fields }
}

/** What a reader says when it cannot take the text. */
class Complaint {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/** One value: what is missing, blank or repeated is told apart before `read` sees trimmed text. */
function one<T>(label: string, read: (typed: string) => T | Complaint, blank: T | Complaint) {
  return z
    .unknown()
    .optional()
    .transform((typed, context): T => {
      const answer = readOne(typed, read, blank)
      if (!(answer instanceof Complaint)) return answer
      context.addIssue({ code: 'custom', message: `${label}：${answer.message}` })
      return z.NEVER
    })
}

function readOne<T>(typed: unknown, read: (typed: string) => T | Complaint, blank: T | Complaint): T | Complaint {
  if (typed === undefined || typed === null) return blank
  if (typeof typed !== 'string') return new Complaint('只能填写一项。')
  const trimmed = typed.trim()
  return trimmed === '' ? blank : read(trimmed)
}

const required = new Complaint('请填写。')
const unprintable = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u
const halfWidth = (typed: string): string => typed.normalize('NFKC')

const readText = (max: number) => (typed: string) => {
  const value = typed.replaceAll('\r\n', '\n').normalize('NFC')
  if (unprintable.test(value)) return new Complaint('含有不能显示的字符。')
  return [...value].length > max ? new Complaint(`不能超过 ${max} 个字。`) : value
}

/** Text of at most `max` characters, trimmed; must not be blank. */
export const text = (label: string, max: number) => one(label, readText(max), required)

/** Text that may be left blank: then ''. */
export const optionalText = (label: string, max: number) => one<string>(label, readText(max), '')

/** A password or another secret: kept to the character, blanks at its ends too; must not be empty. */
export const verbatim = (label: string, max: number) =>
  z
    .unknown()
    .optional()
    .transform(typed => (typeof typed === 'string' ? typed : ''))
    .pipe(z.string().min(1, `${label}：请填写。`).max(max, `${label}：不能超过 ${max} 个字。`))

const readDay = (typed: string) => {
  const match = /^(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)$/.exec(halfWidth(typed))
  const [, year, month, date, looseMonth, looseDate] = match ?? []
  const value = `${year}-${(month ?? looseMonth ?? '').padStart(2, '0')}-${(date ?? looseDate ?? '').padStart(2, '0')}`
  return isDay(value) ? value : new Complaint('不是有效的日期，请按 2022-05-31 填写。')
}

/** A real day, as `2022-05-31`; also takes 20220531, 2022/5/31, 2022年5月31日. */
export const day = (label: string) => one(label, readDay, required)
export const optionalDay = (label: string) => one<string | null>(label, readDay, null)

const readMonth = (typed: string) => {
  const match = /^(\d{4})(?:(\d{2})|[-/.年](\d{1,2})月?)$/.exec(halfWidth(typed))
  const [, year, strict, loose] = match ?? []
  const value = `${year}-${(strict ?? loose ?? '').padStart(2, '0')}`
  return isDay(`${value}-01`) ? value : new Complaint('不是有效的月份，请按 2022-05 填写。')
}

/** A month, as `2022-05`; also takes 202205, 2022/5, 2022年5月. */
export const month = (label: string) => one(label, readMonth, required)

const readInteger = (min: number, max: number) => (typed: string) => {
  const written = halfWidth(typed).replace('−', '-')
  const value = Number(written)
  const fits = /^[+-]?\d{1,9}$/.test(written) && value >= min && value <= max
  return fits ? value : new Complaint(`请填写 ${min} 至 ${max} 之间的整数。`)
}

/** A whole number between `min` and `max`. */
export const integer = (label: string, min = 0, max = 999_999_999) => one(label, readInteger(min, max), required)
export const optionalInteger = (label: string, min = 0, max = 999_999_999) =>
  one<number | null>(label, readInteger(min, max), null)

const readPoints = (min: number, max: number) => (typed: string) => {
  const match = /^([+-]?)(\d{1,7})(?:\.(\d{1,2}))?$/.exec(halfWidth(typed).replace('−', '-'))
  if (match === null) return new Complaint('请填写数字，最多两位小数，例如 2.50。')
  const [, sign, whole, decimals = ''] = match
  const value = (sign === '-' ? -1 : 1) * (Number(whole) * 100 + Number(decimals.padEnd(2, '0'))) || 0
  const fits = value >= min && value <= max
  return fits ? value : new Complaint(`请填写 ${(min / 100).toFixed(2)} 至 ${(max / 100).toFixed(2)} 之间的数。`)
}

/** A number of at most two decimals, as whole hundredths: `2.5` is 250. The bounds are hundredths too. */
export const points = (label: string, min = 0, max = 1_000_000) => one(label, readPoints(min, max), required)
export const optionalPoints = (label: string, min = 0, max = 1_000_000) =>
  one<number | null>(label, readPoints(min, max), null)

const readChoice =
  <const V extends string>(values: readonly V[]) =>
  (typed: string) =>
    values.find(value => value === typed) ?? new Complaint('请从列出的选项中选择。')

/** One of the listed values. */
export const choice = <const V extends string>(label: string, values: readonly V[]) =>
  one<V>(label, readChoice(values), new Complaint('请选择。'))
export const optionalChoice = <const V extends string>(label: string, values: readonly V[]) =>
  one<V | null>(label, readChoice(values), null)

/** Whether a box was ticked (its value is `on` or `1`); a box left empty is not sent at all. */
export const checkbox = (label: string) =>
  one<boolean>(
    label,
    typed => (typed === 'on' || typed === '1' ? true : new Complaint('请从列出的选项中选择。')),
    false,
  )

/** Every value sent under one name, each read by `item` of this file; at most `max`; none is an empty list. */
export const listOf = <T extends z.ZodType>(label: string, item: T, max = 500) =>
  z.preprocess(
    typed => (typed === undefined ? [] : [typed].flat()),
    z.array(item).max(max, `${label}：不能超过 ${max} 项。`),
  )
