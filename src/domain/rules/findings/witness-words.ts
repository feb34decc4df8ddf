import { plain } from '../amounts.ts'
import { leafSubject } from '../condition-words.ts'
import type { ColourWord } from '../quantity-words.ts'
import type { Leaf, Measure } from '../rule-set.ts'
import type { Quantities } from './quantities.ts'
import type { Ranges } from './satisfy.ts'

/** Quantities said at once, at most. */
const SAID = 6

/**
 * One value for each quantity, the nearest to its limit: `得分 59.99 分，任现职 6 个月`. Of windows inside each other all
 * take their least values, or all their greatest, so that none holds more than one around it.
 */
export function witnessWords(ranges: Ranges, quantities: Quantities, colour: ColourWord): string {
  const isFromBelow = new Set(
    quantities.groups.flatMap(linked => (linked.some(quantity => (ranges.get(quantity)?.from ?? 0) > 0) ? linked : [])),
  )
  const said = [...ranges].flatMap(([number, { from, to }]) => {
    const quantity = quantities.all[number]
    const last = (quantity?.values.length ?? 0) - 1
    if (quantity === undefined || (from === 0 && to === last && last > 0)) return []
    const value = quantity.values[from === 0 && !isFromBelow.has(number) ? to : from] ?? 0
    return [`${leafSubject(quantity.leaf, colour)} ${valueWords(quantity.leaf, value)}`]
  })
  if (said.length === 0) return '任何取值'
  return said.slice(0, SAID).join('，') + (said.length > SAID ? ' 等' : '')
}

/** A value of the quantity a leaf reads, with its unit. */
export function valueWords(leaf: Leaf, value: number): string {
  if ('rank' in leaf) return `前 ${plain(value)}%`
  if ('streak' in leaf) return `${value} ${leaf.streak.of === 'quarterGrade' ? '个季度' : '个月'}`
  if ('count' in leaf) return leaf.count.of === 'facts' ? `${hundredths(value)} 件` : `${value} 次`
  return measured(leaf.compare, value)
}

function measured(measure: Measure, value: number): string {
  switch (measure.of) {
    case 'coverage':
      return `${hundredths(value)}%`
    case 'ballotShare':
      return `${hundredths(value * 10_000)}%`
    case 'tenure':
    case 'idle':
      return `${value} 个月`
    case 'channels':
      return `${value} 个`
    case 'ballotUpheld':
      return value === 1 ? '成立' : '不成立'
    case 'annualGrade':
      return Object.entries(measure.values).find(([, of]) => of === value)?.[0] ?? String(value)
    default:
      return `${hundredths(value)} 分`
  }
}

const hundredths = (value: number): string => plain(Math.round(value))
