import type { Assessment, AssessmentState } from '../../domain/assessments/assessment.ts'
import { assessmentTypes } from '../../domain/assessments/content.ts'
import { stateNames } from '../../domain/assessments/transitions.ts'
import { checkbox, optionalChoice, optionalDay, optionalText } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { Cursor } from './assessments-store.ts'

const states = Object.keys(stateNames) as AssessmentState[]
const sorts = ['-updatedAt', 'updatedAt', '-endsOn', 'endsOn'] as const
export type Sort = (typeof sorts)[number]

/** The filters of the list, as they stand in its address. */
export const queryFields = {
  state: optionalChoice('状态', states),
  type: optionalChoice('类型', assessmentTypes),
  unit: optionalText('单位', 40),
  person: optionalText('干部', 40),
  from: optionalDay('考察期起'),
  to: optionalDay('考察期止'),
  mine: checkbox('待我核实'),
  sort: optionalChoice('排序', sorts),
  after: optionalText('翻页', 80),
  before: optionalText('翻页', 80),
}

/** The list's address with some of its filters changed ('' takes one out); paging starts anew. */
export function addressOf(query: Input, changes: Readonly<Record<string, string>>): string {
  const all = { ...query, after: '', before: '', ...changes }
  const pairs = Object.entries(all).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  const text = new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString()
  return text === '' ? '/assessments' : `/assessments?${text}`
}

/** Where a page begins, as it stands in the address; null for the first. */
export function cursorOf(text: string): Cursor | null {
  const cut = text.indexOf('~')
  return cut < 0 ? null : { value: text.slice(0, cut), id: text.slice(cut + 1) }
}

/** The same for an assessment, in the order of this sort. */
export const cursorText = ({ id, updatedAt, content }: Assessment, sort: Sort): string =>
  `${sort.endsWith('endsOn') ? (content.to ?? '') : updatedAt}~${id}`
