import { z } from 'zod'
import { plain } from '../../../domain/rules/amounts.ts'
import type { FieldOptions } from '../../../web/form.ts'
import * as parse from '../../../web/parse.ts'
import { line } from './line.ts'
import type { Spec } from './spec.ts'

const MOST = 2000

/** Names typed in one line, apart by 、 or blanks: `N2、N4`. */
export const names = (label: string, options: FieldOptions = {}): Spec =>
  line<readonly string[]>({
    control: 'text',
    label,
    parse: parse.optionalText(label, MOST).transform(typed => typed.split(/[\s、，,；;]+/).filter(name => name !== '')),
    write: value => (value ?? []).join('、'),
    options,
  })

type Numbers = Readonly<Record<string, number>>

/** How the number of a pair is typed. */
interface PairNumber {
  read(label: string): z.ZodType<number>
  write(value: number): string
}

/** Points, in hundredths. */
export const pointsEach: PairNumber = { read: label => parse.points(label, -10_000, 10_000), write: plain }
/** Ranks of grades: whole numbers. */
export const rankEach: PairNumber = { read: label => parse.integer(label, -100, 100), write: String }

/** A name and a number a line, `一般 -2`; no lines are null. */
export function pairs(label: string, number: PairNumber, options: FieldOptions = {}): Spec {
  return line<Numbers | null>({
    control: 'area',
    label,
    parse: parse.optionalText(label, MOST).pipe(
      z.string().transform((typed, context) => {
        const found = typed.split('\n').filter(one => one.trim() !== '')
        if (found.length === 0) return null
        const complain = (message: string): void => context.addIssue({ code: 'custom', message })
        const read = found.map(one => readPair(one, label, number, complain)).filter(pair => pair !== null)
        const twice = read.map(([name]) => name).find((name, i, all) => all.indexOf(name) < i)
        if (twice !== undefined) complain(`${label}：“${twice}”写了两次。`)
        return Object.fromEntries(read)
      }),
    ),
    write: value =>
      Object.entries(value ?? {})
        .map(([name, each]) => `${name} ${number.write(each)}`)
        .join('\n'),
    options: { lines: 3, ...options },
  })
}

function readPair(
  typed: string,
  label: string,
  number: PairNumber,
  complain: (message: string) => void,
): readonly [string, number] | null {
  const [, name = '', value = ''] = /^\s*(.*\S)\s+(\S+)\s*$/.exec(typed) ?? []
  const parsed = number.read(`${label}“${name || typed.trim()}”`).safeParse(value)
  if (name !== '' && parsed.success) return [name, parsed.data]
  complain(
    name === ''
      ? `${label}：请每行写一个名称和一个数，中间空格，例如“一般 -2”。`
      : (parsed.error?.issues[0]?.message ?? ''),
  )
  return null
}
