import { addMonths, type Day, FOREVER, within } from '../time/days.ts'

/**
 * Collects the days on which a reading of the clock would turn out otherwise. The earliest is `nextChangeOn`:
 * it may be early, never late, because every comparison of a day with `asOf` goes through here.
 */
export class Horizon {
  readonly asOf: Day
  next: Day = FOREVER

  constructor(asOf: Day) {
    this.asOf = asOf
  }

  /** Something changes on this day. */
  note(day: Day): void {
    if (day > this.asOf && day < this.next) this.next = day
  }

  /** Whether `asOf` has reached the day. */
  reached(day: Day): boolean {
    this.note(day)
    return day <= this.asOf
  }

  /** Whether `asOf` is within `months` of `from`. */
  within(from: Day, months: number): boolean {
    this.note(from)
    this.note(addMonths(from, months))
    return within(from, months, this.asOf)
  }
}
