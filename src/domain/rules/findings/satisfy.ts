import { Box, type Interval } from './box.ts'
import { type Formula, firstNotBelow, type Literal } from './formula.ts'
import type { Order } from './links.ts'
import type { Quantities } from './quantities.ts'

/** For each quantity that matters, between which of its values it may lie. */
export type Ranges = ReadonlyMap<number, Interval>

/** Values under which all of the formulas hold; 'none' when there are none; 'undecided' when the effort ran out. */
export type Solution = Ranges | 'none' | 'undecided'

/** Work that may still be done, in formulas looked at. */
interface Effort {
  left: number
}

class Exhausted extends Error {}

/**
 * Looks for values under which all of the formulas hold. Every literal is an interval of one quantity, so what is joined
 * by 全部 narrows intervals (and those of the same quantity in other windows) and only 任一 is tried out, the fewest
 * choices first: exact, and bounded by the effort.
 */
export function satisfy(formulas: readonly Formula[], quantities: Quantities, effort: Effort): Solution {
  const search = new Search(quantities, effort)
  try {
    return search.hold(formulas, []) ? search.box.intervals : 'none'
  } catch (error) {
    if (error instanceof Exhausted) return 'undecided'
    throw error
  }
}

type Choice = readonly Formula[]

class Search {
  readonly box: Box
  readonly #quantities: Quantities
  readonly #effort: Effort

  constructor(quantities: Quantities, effort: Effort) {
    this.#quantities = quantities
    this.box = new Box(quantity => quantities.all[quantity]?.values.length ?? 0)
    this.#effort = effort
  }

  /** Whether all of these and one of each choice can hold; the box is left narrowed when they can, else as it was. */
  hold(formulas: readonly Formula[], choices: readonly Choice[]): boolean {
    const { mark } = this.box
    const open = this.#settle(formulas, choices)
    if (open !== null && this.#choose(open)) return true
    this.box.backTo(mark)
    return false
  }

  /** Narrows by all that is certain; the choices that stay open, or null when something cannot hold. */
  #settle(formulas: readonly Formula[], choices: readonly Choice[]): Choice[] | null {
    let certain: readonly Formula[] = formulas
    let open: readonly Choice[] = choices
    while (certain.length > 0) {
      const met = this.#narrow(certain)
      if (met === null) return null
      const left = [...open, ...met].map(choice => this.#possible(choice)).filter(choice => choice !== 'held')
      if (left.some(choice => choice.length === 0)) return null
      certain = left.filter(choice => choice.length === 1).flat()
      open = left.filter(choice => choice.length > 1)
    }
    return [...open]
  }

  /** Takes these as holding; the choices met inside them, or null when one cannot hold. */
  #narrow(formulas: readonly Formula[]): Choice[] | null {
    const waiting = [...formulas]
    const met: Choice[] = []
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      this.#spend()
      if ('all' in next) waiting.push(...next.all)
      else if ('any' in next) met.push(next.any)
      else if (!this.#tighten(next)) return null
    }
    return met
  }

  /** Narrows one quantity and, through the orders it stands in, others; whether something is left of each. */
  #tighten(literal: Literal): boolean {
    const waiting = [literal]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const before = this.box.at(next.quantity)
      if (next.from <= before.from && before.to <= next.to && before.from <= before.to) continue
      this.#spend()
      if (!this.box.narrow(next.quantity, next)) return false
      waiting.push(...this.#quantities.ordersAt(next.quantity).flatMap(order => this.#bounds(order)))
    }
    return true
  }

  /** What an order leaves of its two quantities. */
  #bounds({ low, high }: Order): Literal[] {
    const [lows, highs] = [low, high].map(one => this.#quantities.all[one]?.values ?? []) as [number[], number[]]
    const [least, most] = [lows[this.box.at(low).from], highs[this.box.at(high).to]]
    if (least === undefined || most === undefined) return []
    return [
      { quantity: low, from: 0, to: firstNotBelow(lows, most, 'above') - 1 },
      { quantity: high, from: firstNotBelow(highs, least), to: highs.length - 1 },
    ]
  }

  #choose(open: readonly Choice[]): boolean {
    const choice = open.reduce<Choice | null>((a, b) => (a === null || b.length < a.length ? b : a), null)
    if (choice === null) return true
    const others = open.filter(one => one !== choice)
    return choice.some(part => this.hold([part], others))
  }

  /** The parts of a choice that may still hold; 'held' when one holds already. */
  #possible(choice: Choice): Choice | 'held' {
    const possible: Formula[] = []
    for (const part of choice) {
      this.#spend()
      const is = 'quantity' in part ? this.#standing(part) : 'open'
      if (is === 'held') return 'held'
      if (is === 'open') possible.push(part)
    }
    return possible
  }

  #standing(literal: Interval & { readonly quantity: number }): 'held' | 'open' | 'impossible' {
    const { from, to } = this.box.at(literal.quantity)
    if (literal.from > literal.to || literal.from > to || from > literal.to) return 'impossible'
    return literal.from <= from && to <= literal.to ? 'held' : 'open'
  }

  #spend(): void {
    if (this.#effort.left <= 0) throw new Exhausted()
    this.#effort.left -= 1
  }
}
