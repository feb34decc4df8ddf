import type { Formula } from './formula.ts'
import type { Quantities } from './quantities.ts'

/** How many assignments are tried where the intervals cannot decide. */
export const SAMPLES = 200

/** Whether one of the tried values at the limits makes a formula true; the tried ones are always the same. */
export function isSampledTrue(formula: Formula, quantities: Quantities): boolean {
  const next = sequence()
  for (let i = 0; i < SAMPLES; i += 1) {
    const chosen = new Map<number, number>()
    const chosenOf = (quantity: number): number => {
      const known = chosen.get(quantity)
      if (known !== undefined) return known
      const value = Math.floor(next() * (quantities.all[quantity]?.values.length ?? 1))
      chosen.set(quantity, value)
      return value
    }
    if (isTrue(formula, chosenOf) && isInOrder(chosen, quantities)) return true
  }
  return false
}

/** Whether windows and facts that lie inside others hold no more than these. */
function isInOrder(chosen: ReadonlyMap<number, number>, { all, orders }: Quantities): boolean {
  const chosenValue = (quantity: number) => all[quantity]?.values[chosen.get(quantity) ?? -1]
  return orders.every(({ low, high }) => (chosenValue(low) ?? -Infinity) <= (chosenValue(high) ?? Infinity))
}

function isTrue(formula: Formula, chosenOf: (quantity: number) => number): boolean {
  if ('all' in formula) return formula.all.every(part => isTrue(part, chosenOf))
  if ('any' in formula) return formula.any.some(part => isTrue(part, chosenOf))
  const value = chosenOf(formula.quantity)
  return formula.from <= value && value <= formula.to
}

/** Numbers of 0 to 1 from a fixed beginning: the domain knows no random. */
function sequence(): () => number {
  let state = 20_221_130
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
