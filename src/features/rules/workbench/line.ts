import type { z } from 'zod'
import { type Choice, checkboxField, type FieldOptions, field, select } from '../../../web/form.ts'
import type { Spec, Typed } from './spec.ts'

type Control = 'text' | 'number' | 'area' | 'hidden' | 'select' | 'boxes' | 'tick'

/** What the partial `rules/control` asks. */
const controlFlags: Readonly<Record<Control, string>> = {
  text: 'isText',
  number: 'isNumber',
  area: 'isArea',
  hidden: 'isHidden',
  select: 'isSelect',
  boxes: 'isBoxes',
  tick: 'isTick',
}

/** How one control shows, reads and writes its value. */
export interface LineRule<T> {
  readonly control: Control
  readonly label: string
  /** Of `web/parse`: its complaint names the label. */
  readonly parse: z.ZodType<T>
  write(value: T): string | readonly string[]
  readonly choices?: readonly Choice[]
  readonly options?: FieldOptions
}

/** One control of a form. */
export function line<T>(rule: LineRule<T>): Spec {
  const { control, label, parse, choices = [] } = rule
  const words = (typed: Typed): string => wordsOf(control, choices, [typed].flat() as readonly string[])
  return {
    take(sent, at, strange) {
      if (typeof sent === 'string' || Array.isArray(sent)) return sent
      for (const name of Object.keys(sent ?? {})) strange(`${at}.${name}`)
      return ''
    },
    read(typed, at, complain) {
      const parsed = parse.safeParse(control === 'boxes' ? [typed].flat().filter(one => one !== '') : typed)
      if (parsed.success) return parsed.data
      for (const { message } of parsed.error.issues) complain(at, message)
      return null
    },
    write: piece => rule.write(piece as T),
    act: typed => typed,
    view: (typed, at, { errors }) => ({ ...shown(rule, typed, at, errors), [controlFlags[control]]: true }),
    words,
    differences: (before, after, place) =>
      words(before) === words(after)
        ? []
        : [{ place: `${place} ${label}`.trim(), before: words(before) || null, after: words(after) || null }],
  }
}

function shown<T>(rule: LineRule<T>, typed: Typed, at: string, errors: Readonly<Record<string, string>>) {
  const input = { [at]: typed as string | readonly string[] }
  const { control, label, choices, options = {} } = rule
  if (control === 'tick') return checkboxField(at, label, input, errors, options)
  if (choices === undefined) return field(at, label, input, errors, options)
  const made = select(at, label, choices, input, errors, options)
  // A value that is no longer to be had must not be replaced by the first choice unseen.
  const isLost = control === 'select' && !made.options.some(({ selected }) => selected)
  return { ...made, blank: options.blank ?? (isLost ? '请选择' : undefined) }
}

function wordsOf(control: Control, choices: readonly Choice[], values: readonly string[]): string {
  if (control === 'tick') return values[0] === '' || values.length === 0 ? '否' : '是'
  if (control === 'area') return values.join('').trim().split(/\r?\n/).join('；')
  const labelled = values.map(value => choices.find(choice => choice.value === value)?.label ?? value)
  return labelled.join('、').trim()
}
