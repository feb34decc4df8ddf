import { closeBy, type Month, mayClose, monthsToClose } from '../../domain/closes/months.ts'
import { Conflict, Invalid } from '../../domain/errors.ts'
import { type Day, dayOf, earliest, endOfDay, endOfMonth, shiftMonth } from '../../domain/time/days.ts'
import type { Command } from '../../platform/journal/index.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { monthInWords } from '../../web/format.ts'
import { closedAlready, closeMonth } from './close-month.ts'
import type { CloseParts } from './close-parts.ts'

/** What stands before the next close. */
export interface Outlook {
  /** The first month not closed. */
  readonly month: Month
  readonly day: Day
  /** Whether it may be closed by hand today. */
  readonly mayClose: boolean
  /** The day by which the schedule closes it whatever waits. */
  readonly dueOn: Day
  /** Facts that wait for their verification past its clock. */
  readonly waiting: readonly number[]
}

/** A person's order to close a month. */
export type HandOrder = Pick<Command<unknown>, 'actor' | 'idempotencyKey' | 'requestId' | 'address'> & {
  readonly month: Month
  readonly reason: string
}

export interface Closing {
  /** Null while nothing is recorded. */
  outlook(): Promise<Outlook | null>
  /**
   * Throws what `close` would refuse at once: Invalid (a month that cannot be closed, a missing reason), Conflict (closed
   * already).
   */
  requireClosable(order: Pick<HandOrder, 'month' | 'reason'>): Promise<void>
  /**
   * By hand, also while facts wait: then with a reason. Months before it that are missing are closed first. Throws Invalid
   * (a month that cannot be closed, a missing reason) and Conflict (closed already). `tell` is told whole percents.
   */
  close(order: HandOrder, tell?: (percent: number) => void): Promise<Month>
  /** By schedule: every month whose last day has passed, in order; while facts wait, not before the schedule's last day. */
  closeDue(): Promise<void>
}

export function closing(parts: CloseParts): Closing {
  const { store, clock, ledger, facts } = parts
  const inTurn = turns()
  let first: Day | null = null
  /** The day of the installation's first record; null while there is none. */
  const firstDay = async (): Promise<Day | null> => {
    const entry = first === null ? await ledger.entry(1) : null
    first ??= entry === null ? null : dayOf(entry.recordedAt)
    return first
  }
  const missing = async (before: Day): Promise<Month[]> => {
    const day = await firstDay()
    return day === null ? [] : monthsToClose(day, await store.months(), before)
  }
  /** Recorded within the month, not verified yet, and late on the day of the close (at most the schedule's last). */
  const waitingFor = async (month: Month): Promise<readonly number[]> => {
    const day = earliest(clock.today(), closeBy(month, parts.closeBy))
    return (await facts.waitingPast(endOfDay(endOfMonth(month)), day)).map(({ _id }) => _id)
  }

  /** Closes one month by schedule; false while it has to wait. */
  async function closeOne(month: Month, tell?: (percent: number) => void): Promise<boolean> {
    const waiting = await waitingFor(month)
    if (waiting.length > 0 && clock.today() < closeBy(month, parts.closeBy)) return false
    const reason = waiting.length > 0 ? '到期自动月结' : ''
    const command = { actor: systemActor, idempotencyKey: `close-${month}`, requestId: 'system' }
    await closeMonth(parts, { ...command, month, by: 'schedule', reason, waiting }, tell)
    return true
  }

  async function closeAll(months: readonly Month[], partOf?: (i: number) => (percent: number) => void): Promise<void> {
    for (const [i, month] of months.entries()) if (!(await closeOne(month, partOf?.(i)))) return
  }

  return {
    outlook: async () => {
      const day = await firstDay()
      if (day === null) return null
      const closed = await store.months()
      let month = day.slice(0, 7)
      while (closed.has(month)) month = shiftMonth(month, 1)
      return {
        month,
        day: endOfMonth(month),
        mayClose: mayClose(month, clock.today()),
        dueOn: closeBy(month, parts.closeBy),
        waiting: await waitingFor(month),
      }
    },
    requireClosable: async ({ month, reason }) => {
      await refuseUnlessClosable(month)
      const existing = await store.header(month)
      if (existing !== null) throw new Conflict(closedAlready(existing))
      requireReason(await waitingFor(month), reason)
    },
    close: (order, tell = () => undefined) =>
      inTurn(async () => {
        const { month, reason } = order
        await refuseUnlessClosable(month)
        const earlier = (await missing(endOfMonth(month))).filter(one => one < month)
        const partOf = (i: number) => (percent: number) => tell(Math.floor((100 * i + percent) / (earlier.length + 1)))
        await closeAll(earlier, partOf)
        const waiting = (await store.header(month)) === null ? await waitingFor(month) : []
        requireReason(waiting, reason)
        return closeMonth(parts, { ...order, by: 'hand', waiting }, partOf(earlier.length))
      }),
    closeDue: () =>
      inTurn(async () => {
        const months = await missing(clock.today())
        if (months.length > 0) await closeAll(months)
      }),
  }

  async function refuseUnlessClosable(month: Month): Promise<void> {
    const day = await firstDay()
    if (day === null || month < day.slice(0, 7))
      throw new Invalid({ month: `${monthInWords(month)}还没有任何记录，不能月结。` })
    if (!mayClose(month, clock.today()))
      throw new Invalid({ month: `${monthInWords(month)}还没有结束，${endOfMonth(month)} 起可以月结。` })
  }
}

function requireReason(waiting: readonly number[], reason: string): void {
  if (waiting.length > 0 && reason === '')
    throw new Invalid({ reason: `还有 ${waiting.length} 件事实超期未核实，将转入下月：请填写理由，或先核实。` })
}

/** One close after the other, whoever asks. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
