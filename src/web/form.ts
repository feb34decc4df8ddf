import { first } from './input.ts'
import type { Input } from './route.ts'

/** Field → sentence, as `Invalid` carries it and `again` receives it. */
export type FieldErrors = Readonly<Record<string, string>>

/** A control of a form, in the words the partials `form/*` place. */
export interface FormField extends FieldOptions {
  readonly name: string
  /** Where a summary of errors links to. */
  readonly id: string
  readonly label: string
  readonly value: string
  readonly required: boolean
  readonly error: string | null
}

/** What a partial may be told beyond name, label and value. */
export interface FieldOptions {
  readonly required?: boolean
  readonly help?: string
  /** The unit, shown after the control: 分, 天. */
  readonly suffix?: string
  readonly narrow?: boolean
  readonly inline?: boolean
  readonly readonly?: boolean
  readonly placeholder?: string
  readonly autocomplete?: string
  readonly maxlength?: number
  readonly lines?: number
  readonly min?: string
  readonly max?: string
  readonly accept?: string
  /** The words of the empty choice of a select: 请选择, 全部. */
  readonly blank?: string
}

/** A control for one line, an area, a date: shows what was typed, or '' when nothing was. */
export function field(
  name: string,
  label: string,
  typed: Input,
  errors: FieldErrors,
  options: FieldOptions = {},
): FormField {
  const error = errors[name] ?? null
  return { required: false, ...options, name, id: `f-${name}`, label, value: first(typed, name), error }
}

/** A value to choose, and the words for it. */
export interface Choice {
  readonly value: string
  readonly label: string
  /** By which letters one may choose it, divided by blanks: the initials of its name in pinyin. */
  readonly initials?: string
}

export interface SelectField extends FormField {
  readonly options: readonly (Choice & { readonly selected: boolean })[]
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
  return { ...control, options: choices.map(choice => ({ ...choice, selected: chosen.includes(choice.value) })) }
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

/** What a fresh form holds: plain values turned into the shape of typed input; null and undefined are left out. */
export function initially(values: Readonly<Record<string, string | readonly string[] | null | undefined>>): Input {
  const given = Object.entries(values).filter(
    (entry): entry is [string, string | readonly string[]] => entry[1] != null,
  )
  return Object.assign(Object.create(null), Object.fromEntries(given))
}
