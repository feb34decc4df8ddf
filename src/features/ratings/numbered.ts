/** Values of which many rows have the same, numbered in the order in which they first came. */
export class Numbered<T> {
  readonly #numbers = new Map<string, number>()
  readonly #values: T[] = []
  readonly #keyOf: (value: T) => string

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf
  }

  get size(): number {
    return this.#values.length
  }

  numberOf(value: T): number {
    const key = this.#keyOf(value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#values.length)
    return this.#values.push(value) - 1
  }

  value(number: number): T {
    return this.#values[number] as T
  }
}
