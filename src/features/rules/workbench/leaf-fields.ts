import { optionalText } from '../../../web/parse.ts'
import { group } from './group.ts'
import { line } from './line.ts'
import { boxes, choiceOf, tick } from './lines.ts'
import type { Spec } from './spec.ts'
import { names } from './texts.ts'

const signs = [
  { value: '', label: '正面和负面', means: undefined },
  { value: 'plus', label: '正面', means: true },
  { value: 'minus', label: '负面', means: false },
]
const roles = [
  { value: 'person', label: '本人' },
  { value: 'charge', label: '分管领导' },
  { value: 'chief', label: '主要负责人' },
  { value: 'unit', label: '单位' },
]

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)

/** Which facts a judgement looks at; what is not narrowed is not said. */
export const factFilter: Spec = group(
  {
    codes: names('只看这些事实', { help: '写代码，几个之间用顿号，例如“N2、N4”；留空为全部。' }),
    positive: choiceOf('正负面', signs),
    roles: boxes('以什么身份承担（都不选为不限）', roles),
    intent: tick('只看主观故意的'),
    full: tick('只看完全属实的'),
  },
  {
    legend: '哪些事实',
    isInline: true,
    start: piece => (piece ?? {}) as Record<string, unknown>,
    finish: read =>
      Object.fromEntries(
        Object.entries(read).filter(([name, value]) => isSaid(value) && !(name !== 'positive' && value === false)),
      ),
  },
)

const pattern = /^(\d{1,4})\s*[/／]\s*(\d{1,4})$/

/** A share as a fraction, so that one third is exact. */
export const fraction = (label: string): Spec =>
  line<number | readonly [number, number]>({
    control: 'text',
    label,
    parse: optionalText(label, 9).transform((typed, context) => {
      const [, numerator, denominator] = pattern.exec(typed) ?? []
      if (numerator !== undefined) return [Number(numerator), Number(denominator)] as const
      if (typed === '0' || typed === '1') return Number(typed)
      context.addIssue({ code: 'custom', message: `${label}：请按“1/3”填写 0 至 1 之间的分数。` })
      return 0
    }),
    write: value => (Array.isArray(value) ? value.join('/') : value === undefined ? '' : String(value)),
    options: { required: true, narrow: true, help: '例如 1/3。' },
  })
