import type { Month } from '../../domain/closes/months.ts'
import { Conflict, Invalid } from '../../domain/errors.ts'
import { newId } from '../../platform/ids.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { instantText, monthInWords } from '../../web/format.ts'
import type { CloseParts } from './close-parts.ts'
import type { Closing, HandOrder } from './closing.ts'
import type { CloseOrder } from './order-store.ts'

/** An ordered close that is not there yet. */
export interface UnderWay {
  readonly order: CloseOrder
  /** Whole percent of the way, of the process that carries it out. */
  readonly percent: number
}

/** Closes by hand from a page: ordered at once, carried out behind it. */
export interface Ordering {
  /**
   * Orders a close and begins it. Throws what `close` would throw at once, and Conflict while somebody else's order is
   * carried out; one whose process is gone, or that came to nothing, is ordered anew.
   */
  order(order: HandOrder): Promise<void>
  underWay(month: Month): Promise<UnderWay | null>
  /** Goes on with the orders of a process that is gone. */
  resume(): Promise<void>
  /** Resolves when none that was begun here is carried out any more. */
  settled(): Promise<void>
}

interface Job {
  percent: number
  done: Promise<void>
}

export function ordering(parts: CloseParts, closing: Pick<Closing, 'close' | 'requireClosable'>): Ordering {
  const { orders, journal, log } = parts
  const jobs = new Map<Month, Job>()
  /** Keys of orders that are being placed here: stored, perhaps, and not begun yet. */
  const placing = new Set<string>()

  function begin(order: CloseOrder): void {
    if (jobs.has(order._id)) return
    const job: Job = { percent: 0, done: Promise.resolve() }
    const tell = (percent: number): void => {
      job.percent = percent
    }
    jobs.set(order._id, job)
    job.done = carryOut(order, tell).finally(() => jobs.delete(order._id))
  }

  /** The close itself takes the order away. */
  async function carryOut(order: CloseOrder, tell: (percent: number) => void): Promise<void> {
    const { _id: month, key, reason, orderedBy: actor, requestId, address } = order
    try {
      await closing.close({ month, reason, actor, idempotencyKey: `close-${key}`, requestId, address }, tell)
    } catch (error) {
      if (!isRefusal(error)) log.error({ err: error, month }, 'an ordered close failed')
      // Where not even this can be written, the order stands: the next process goes on with it.
      await giveUp(parts, order, isRefusal(error) ? error.message : '系统出错，没有办成。请稍后再办。').catch(cause =>
        log.error({ err: cause, month }, 'the end of an ordered close could not be written'),
      )
    }
  }

  return {
    order: async asked => {
      const { month, reason, ...command } = asked
      await closing.requireClosable(asked)
      const key = newId('order')
      placing.add(key)
      try {
        await journal.submit({
          ...command,
          action: 'closes.order',
          run: async work => {
            const before = await orders.orderIn(work, month)
            if (before !== null && (jobs.has(month) || placing.has(before.key)))
              throw new Conflict(orderedAlready(before))
            const { requestId, address = '' } = command
            const { userId, name, role } = work.actor
            const said = { reason, orderedBy: { userId, name, role }, orderedAt: work.now, requestId, address }
            orders.put(work, { _id: month, key, ...said, fault: null })
            work.about({ type: 'close', id: month }, { after: { ordered: true, reason } })
            return null
          },
        })
        const order = await orders.order(month)
        if (order !== null && order.fault === null) begin(order)
      } finally {
        placing.delete(key)
      }
    },
    underWay: async month => {
      const order = await orders.order(month)
      return order === null ? null : { order, percent: jobs.get(month)?.percent ?? 0 }
    },
    resume: async () => {
      for (const order of await orders.open()) begin(order)
    },
    settled: async () => {
      await Promise.all([...jobs.values()].map(({ done }) => done))
    },
  }
}

const isRefusal = (error: unknown): error is Error => error instanceof Conflict || error instanceof Invalid

const giveUp = (
  { journal, orders, store }: CloseParts,
  { _id: month, key }: CloseOrder,
  fault: string,
): Promise<null> =>
  journal.submit({
    action: 'closes.give-up',
    actor: systemActor,
    idempotencyKey: `give-up-${key}`,
    requestId: 'system',
    run: async work => {
      const order = await orders.orderIn(work, month)
      const isClosed = (await store.headerIn(work, month)) !== null
      if (isClosed) orders.remove(work, month)
      else if (order !== null) orders.put(work, { ...order, fault })
      work.about({ type: 'close', id: month }, { after: { ordered: false, fault } })
      return null
    },
  })

const orderedAlready = ({ _id, orderedBy, orderedAt }: CloseOrder): string =>
  `${orderedBy.name}于 ${instantText(orderedAt)} 已在办理${monthInWords(_id)}的月结，请到月结页看进度。`
