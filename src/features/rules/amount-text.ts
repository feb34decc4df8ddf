import { plain } from '../../domain/rules/amounts.ts'
import type { Amount, Threshold } from '../../domain/rules/threshold.ts'

/** A threshold's number as it is typed: `60`, `-8`, `1/3`, `称职`. */
export function typedText(threshold: Threshold, amount: Amount): string {
  if (typeof amount !== 'number') return `${amount[0]}/${amount[1]}`
  if (threshold.typed === 'hundredths') return plain(amount)
  return threshold.typed === 'grade' ? gradeText(threshold, amount) : String(amount)
}

/** The same with its unit: `60 分`, `15%`; — where a version has none. */
export function amountText(threshold: Threshold, amount: Amount | null): string {
  if (amount === null) return '—'
  const space = threshold.unit === '' || threshold.unit === '%' ? '' : ' '
  return `${typedText(threshold, amount)}${space}${threshold.unit}`
}

const gradeText = ({ grades }: Threshold, amount: number): string =>
  grades.find(grade => grade.value === amount)?.label ?? String(amount)
