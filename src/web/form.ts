import { first } from './input.ts'
import type { Input } from './route.ts'

/** Field → sentence, as `Invalid` carries it and `again` receives it. */
export type FieldErrors = Readonly<Record<string, string>>

/** A control of a form, in the words a template places. Every key is present, so a strict template may ask for it. */
export interface FormField {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly value: string
  readonly required: boolean
  readonly help: string | null
  readonly unit: string | null
  readonly error: string | null
  /** For aria-describedby: the ids of help and error, null when there is neither. */
  readonly describedBy: string | null
  readonly helpId: string
  readonly errorId: string
}

export interface FieldOptions {
  readonly required?: boolean
  readonly help?: string
  readonly unit?: string
}

/** A control for one line, an area, a date: shows what was typed, or '' when nothing was. */
export function field(
  name: string,
  label: string,
  typed: Input,
  errors: FieldErrors,
  options: FieldOptions = {},
): FormField {
  const id = idOf(name)
  const error = errors[name] ?? null
  const help = options.help ?? null
  const described = [help === null ? null : `${id}-help`, error === null ? null : `${id}-error`].filter(Boolean)
  return {
    name,
    id,
    label,
    value: first(typed, name),
    required: options.required ?? false,
    help,
    unit: options.unit ?? null,
    error,
    describedBy: described.length > 0 ? described.join(' ') : null,
    helpId: `${id}-help`,
    errorId: `${id}-error`,
  }
}

/** A value to choose, and the words for it. */
export interface Choice {
  readonly value: string
  readonly label: string
}

export interface SelectField extends FormField {
  readonly options: readonly (Choice & { readonly id: string; readonly selected: boolean })[]
}

/** A select, radios or boxes: every option says whether it was chosen. */
export function select(
  name: string,
  label: string,
  choices: readonly Choice[],
  typed: Input,
  errors: FieldErrors,
  options: FieldOptions = {},
): SelectField {
  const control = field(name, label, typed, errors, options)
  const chosen = [typed[name] ?? []].flat()
  const offered = choices.map((choice, index) => ({
    value: choice.value,
    label: choice.label,
    id: `${control.id}-${index}`,
    selected: chosen.includes(choice.value),
  }))
  return { ...control, options: offered }
}

export interface CheckboxField extends FormField {
  readonly checked: boolean
}

/** One box to tick. */
export function checkboxField(
  name: string,
  label: string,
  typed: Input,
  errors: FieldErrors,
  options: FieldOptions = {},
): CheckboxField {
  const control = field(name, label, typed, errors, options)
  return { ...control, value: 'on', checked: control.value !== '' }
}

/** The list above a refused form: each sentence, with a link to its field; null when there is nothing to mend. */
export interface ErrorSummary {
  readonly items: readonly { readonly text: string; readonly href: string | null }[]
}

export function errorSummary(errors: FieldErrors): ErrorSummary | null {
  const items = Object.entries(errors).map(([name, text]) => ({ text, href: name === '' ? null : `#${idOf(name)}` }))
  return items.length > 0 ? { items } : null
}

/** What a fresh form holds: plain values turned into the shape of typed input; null and undefined are left out. */
export function initially(values: Readonly<Record<string, string | readonly string[] | null | undefined>>): Input {
  const given = Object.entries(values).filter(
    (entry): entry is [string, string | readonly string[]] => entry[1] != null,
  )
  return Object.assign(Object.create(null), Object.fromEntries(given))
}

const idOf = (name: string): string => `field-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`
