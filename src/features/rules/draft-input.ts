import { withAmounts } from '../../domain/rules/amend.ts'
import { type Fault, pathText } from '../../domain/rules/fault.ts'
import type { Amount, Threshold } from '../../domain/rules/threshold.ts'
import { choice, integer, parseInput, points, text } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { DraftEdit } from './edited-draft.ts'

const fractionPattern = /^(\d{1,4})\s*[/／]\s*(\d{1,4})$/

/** The numbers a person typed. Throws Invalid with a sentence for each field that cannot be read. */
export function parseNumbers(thresholds: readonly Threshold[], input: Input): DraftEdit {
  const fields = Object.fromEntries(thresholds.map(threshold => [threshold.key, fieldOf(threshold)]))
  const typed: Readonly<Record<string, unknown>> = parseInput({ ...fields, version: integer('稿次', 1) }, input)
  const amounts = new Map(thresholds.map(({ key }): [string, Amount] => [key, typed[key] as Amount]))
  return {
    version: typed.version as number,
    note: null,
    rewrite: (ruleSet, base) => withAmounts(ruleSet, amounts, base),
    fieldOf: (fault, isNew) => (isNew ? fieldAt(fault, thresholds) : null),
  }
}

/** The field that was typed at the place of a fault, or the first one inside the faulty part. */
const fieldAt = ({ path }: Fault, thresholds: readonly Threshold[]): string =>
  thresholds.find(threshold => pathText(threshold.path).startsWith(path))?.key ?? ''

function fieldOf(threshold: Threshold) {
  const { min, max, grades } = threshold
  const label = `${threshold.place} ${threshold.label}`
  switch (threshold.typed) {
    case 'hundredths':
      return points(label, min, max)
    case 'whole':
      return integer(label, min, max)
    case 'fraction':
      return text(label, 9)
        .refine(typed => isShare(typed), `${label}：请按“1/3”填写 0 至 1 之间的分数。`)
        .transform(typed => fraction(typed))
    case 'grade':
      return choice(
        label,
        grades.map(grade => grade.label),
      ).transform(name => grades.find(grade => grade.label === name)?.value ?? min)
  }
}

function fraction(typed: string): readonly [number, number] {
  const [, numerator, denominator] = fractionPattern.exec(typed) ?? []
  return [Number(numerator), Number(denominator)]
}

function isShare(typed: string): boolean {
  const [numerator, denominator] = fraction(typed)
  return denominator > 0 && denominator <= 1000 && numerator <= denominator
}
