import { plain } from '../../../domain/rules/amounts.ts'
import type { Choice, FieldOptions } from '../../../web/form.ts'
import * as parse from '../../../web/parse.ts'
import { line } from './line.ts'
import type { Spec } from './spec.ts'

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
const amountText = (value: unknown): string => (typeof value === 'number' ? plain(value) : '')
const same = (value: string): string => asText(value)

export const text = (label: string, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'text',
    label,
    parse: parse.text(label, max),
    write: same,
    options: { required: true, maxlength: max, ...options },
  })

export const blankable = (label: string, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'text',
    label,
    parse: parse.optionalText(label, max),
    write: same,
    options: { maxlength: max, ...options },
  })

/** Several lines that are one text. */
export const area = (label: string, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'area',
    label,
    parse: parse.optionalText(label, max),
    write: same,
    options: { maxlength: max, lines: 2, ...options },
  })

/** The code by which other parts name an item; whether it may be one is said by the check of the rule set. */
export const code = (label = '代码'): Spec => text(label, 40, { narrow: true })

/** Kept with its row and never shown. */
export const hidden = (): Spec =>
  line({ control: 'hidden', label: '编号', parse: parse.optionalText('编号', 40), write: same })

export const whole = (label: string, min: number, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'number',
    label,
    parse: parse.integer(label, min, max),
    write: asText,
    options: { required: true, ...options },
  })

/** A whole number, or null where it is left blank. */
export const wholeOrNone = (label: string, min: number, max: number, options: FieldOptions = {}): Spec =>
  line({ control: 'number', label, parse: parse.optionalInteger(label, min, max), write: asText, options })

/** A number of two decimals, kept as hundredths. */
export const amount = (label: string, min: number, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'number',
    label,
    parse: parse.points(label, min, max),
    write: amountText,
    options: { required: true, ...options },
  })

export const amountOrNone = (label: string, min: number, max: number, options: FieldOptions = {}): Spec =>
  line({
    control: 'number',
    label,
    parse: parse.optionalPoints(label, min, max),
    write: amountText,
    options,
  })

export const choice = (label: string, choices: readonly Choice[], options: FieldOptions = {}): Spec =>
  line({
    control: 'select',
    label,
    choices,
    parse: parse.choice(
      label,
      choices.map(({ value }) => value),
    ),
    write: asText,
    options: { required: true, ...options },
  })

/** One of the choices, or null for the blank one. */
export const choiceOrNone = (label: string, choices: readonly Choice[], blank: string): Spec =>
  line({
    control: 'select',
    label,
    choices,
    parse: parse.optionalChoice(
      label,
      choices.map(({ value }) => value),
    ),
    write: asText,
    options: { blank },
  })

export const boxes = (label: string, choices: readonly Choice[], options: FieldOptions = {}): Spec =>
  line({
    control: 'boxes',
    label,
    choices,
    parse: parse.listOf(
      label,
      parse.choice(
        label,
        choices.map(({ value }) => value),
      ),
    ),
    write: values => values ?? [],
    options: { inline: true, ...options },
  })

export const tick = (label: string): Spec =>
  line({ control: 'tick', label, parse: parse.checkbox(label), write: value => (value ? 'on' : '') })

/** A choice whose values are no text: each with the text that is sent for it. */
export function choiceOf<T>(
  label: string,
  choices: readonly (Choice & { readonly means: T })[],
  options: FieldOptions = {},
): Spec {
  const known = choices.map(({ value }) => value)
  const chosen = (typed: string | null) => choices.find(({ value }) => value === (typed ?? ''))
  return line<T | null>({
    control: 'select',
    label,
    choices: choices.filter(({ value }) => value !== ''),
    parse: parse.optionalChoice(label, known).transform((typed, context) => {
      const found = chosen(typed)
      if (found !== undefined) return found.means
      context.addIssue({ code: 'custom', message: `${label}：请选择。` })
      return null
    }),
    write: value => choices.find(({ means }) => means === value)?.value ?? '',
    options: { ...options, blank: chosen('')?.label },
  })
}
