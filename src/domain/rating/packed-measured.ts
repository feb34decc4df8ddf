import type { RuleSet } from '../rules/rule-set.ts'
import { layoutOf } from './columns/layout.ts'
import { isDerived, type Measured } from './measured.ts'
import type { MeasuredValues } from './outline.ts'
import type { Rater } from './rate.ts'
import type { ScoreInputs } from './score.ts'

/** What says when and where, and is kept beside. */
export type Given = Pick<Measured, 'cadreId' | 'asOf' | 'unitId' | 'head' | 'nextChangeOn'>

/**
 * The measured values as they are kept: no limit, weight or verdict is in them, so that other limits change nothing of
 * them. The numbers are in the order of the rules that measured them.
 */
export interface PackedValues extends Pick<Measured, 'absent' | 'placed' | 'unitKind'> {
  readonly numbers: readonly (number | null)[]
}

/** The numbers a version measures: slots that are read, then the inputs of the score now and as of each month. */
interface Order {
  readonly slots: readonly number[]
  readonly cells: readonly string[]
  readonly groups: readonly string[]
  readonly months: readonly number[]
}

/** The numbers of a version in their order, by the names of their columns. */
export function numberNames(measuredBy: Rater): string[] {
  const { grid, past } = layoutOf(measuredBy)
  return [...orderOf(measuredBy).slots.map(slot => `slot:${slot}`), 'events', ...grid, ...past]
}

const orders = new WeakMap<RuleSet, Order>()

function orderOf({ ruleSet, compiled }: Rater): Order {
  const known = orders.get(ruleSet)
  if (known !== undefined) return known
  const order = {
    slots: compiled.slots.flatMap(({ leaf }, slot) => (isDerived(leaf) ? [] : [slot])),
    cells: ruleSet.indicators.cells.map(({ id }) => id),
    groups: ruleSet.evaluation.map(({ code }) => code),
    months: compiled.changeMonths,
  }
  orders.set(ruleSet, order)
  return order
}

export function packValues({ absent, placed, unitKind, ...measured }: Measured, measuredBy: Rater): PackedValues {
  const order = orderOf(measuredBy)
  const numbers = order.slots.map(slot => measured.readings[slot]?.value ?? null)
  const put = (inputs: ScoreInputs | null): void => {
    numbers.push(inputs?.events ?? null)
    for (const id of order.cells) numbers.push(...(inputs?.cells[id] ?? NOTHING))
    for (const code of order.groups) numbers.push(...(inputs?.groups[code] ?? NOTHING))
  }
  put(measured.inputs)
  for (const months of order.months) put(measured.past.find(one => one.months === months)?.inputs ?? null)
  return { absent, placed, unitKind, numbers }
}

const NOTHING = [null, null] as const

/** The values alone, for judging without reasons. */
export function unpackValues({ numbers, ...said }: PackedValues, given: Given, measuredBy: Rater): MeasuredValues {
  const { slots, cells, groups, months } = orderOf(measuredBy)
  const values = new Array<number | null | undefined>(measuredBy.compiled.slots.length).fill(undefined)
  for (let i = 0; i < slots.length; i += 1) values[slots[i] as number] = numbers[i]
  let at = slots.length
  const take = (names: readonly string[]): ScoreInputs['cells'] => {
    const found: Record<string, readonly [number, number]> = {}
    for (const name of names) {
      const sum = numbers[at]
      if (sum != null) found[name] = [sum, numbers[at + 1] as number]
      at += 2
    }
    return found
  }
  const inputs = (): ScoreInputs | null => {
    const events = numbers[at]
    at += 1
    const found = { cells: take(cells), groups: take(groups) }
    return events == null ? null : { ...found, events }
  }
  const now = inputs()
  if (now === null) throw new Error(`of ${given.cadreId} there is no number`)
  return { ...said, ...given, values, inputs: now, past: months.map(one => ({ months: one, inputs: inputs() })) }
}
