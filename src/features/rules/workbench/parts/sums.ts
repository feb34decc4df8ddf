import { plain } from '../../../../domain/rules/amounts.ts'
import { points } from '../../../../web/parse.ts'
import { groupOf, rowsOf, type Typed, textOf } from '../spec.ts'

const WHOLE = 10_000

/** A weight as typed, in hundredths; 0 for what is not one (the field itself says so). */
export function weightOf(typed: Typed | undefined): number {
  const parsed = points('', 0, WHOLE).safeParse(textOf(typed))
  return parsed.success ? parsed.data : 0
}

/** `权重合计 100，符合要求。` */
export function sumNote(label: string, weights: readonly number[]): string {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === WHOLE) return `${label}合计 100，符合要求。`
  const off = sum > WHOLE ? `多 ${plain(sum - WHOLE)}` : `少 ${plain(WHOLE - sum)}`
  return `${label}合计 ${plain(sum)}，${off}，须为 100。`
}

export const weightsOfRows = (typed: Typed | undefined): number[] =>
  rowsOf(typed).map(row => weightOf(groupOf(row).weight))
