/** Between which of its values a quantity lies, both included. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** The intervals of all quantities during a search, with a way back. */
export class Box {
  readonly intervals = new Map<number, Interval>()
  readonly #trail: (readonly [quantity: number, before: Interval | undefined])[] = []
  readonly #countOf: (quantity: number) => number

  /** `countOf`: how many values a quantity has. */
  constructor(countOf: (quantity: number) => number) {
    this.#countOf = countOf
  }

  at(quantity: number): Interval {
    return this.intervals.get(quantity) ?? { from: 0, to: this.#countOf(quantity) - 1 }
  }

  /** Narrows one interval; whether anything is left of it. */
  narrow(quantity: number, { from, to }: Interval): boolean {
    const now = this.at(quantity)
    const narrowed = { from: Math.max(now.from, from), to: Math.min(now.to, to) }
    this.#trail.push([quantity, this.intervals.get(quantity)])
    this.intervals.set(quantity, narrowed)
    return narrowed.from <= narrowed.to
  }

  /** Where to come back to. */
  get mark(): number {
    return this.#trail.length
  }

  backTo(mark: number): void {
    while (this.#trail.length > mark) {
      const [quantity, before] = this.#trail.pop() ?? [-1, undefined]
      if (before === undefined) this.intervals.delete(quantity)
      else this.intervals.set(quantity, before)
    }
  }
}
