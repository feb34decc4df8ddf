import type { Month } from '../../domain/closes/months.ts'
import type { Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { CommandActor, Work } from '../../platform/journal/index.ts'

/** A person's order to close a month: there from the order until the close is, so that no kill forgets it. */
export interface CloseOrder {
  readonly _id: Month
  /** Names this order: one ordered again has another. */
  readonly key: string
  readonly reason: string
  readonly orderedBy: CommandActor
  readonly orderedAt: Instant
  readonly requestId: string
  readonly address: string
  /** Why it came to nothing; null while it is being carried out. */
  readonly fault: string | null
}

const CLOSE_ORDERS = 'close_orders'

export interface OrderStore {
  order(month: Month): Promise<CloseOrder | null>
  orderIn(work: Work, month: Month): Promise<CloseOrder | null>
  /** Those that are being carried out, or were when their process ended; oldest month first. */
  open(): Promise<readonly CloseOrder[]>
  put(work: Work, order: CloseOrder): void
  remove(work: Work, month: Month): void
}

export function createOrderStore({ db }: Database): OrderStore {
  const orders = db.collection<CloseOrder>(CLOSE_ORDERS)
  return {
    order: month => orders.findOne({ _id: month }),
    orderIn: async (work, month) =>
      (await work.read<CloseOrder>(CLOSE_ORDERS)).findOne({ _id: month }, { session: work.session }),
    open: () => orders.find({ fault: null }).sort({ _id: 1 }).toArray(),
    put: (work, order) => work.replace(CLOSE_ORDERS, order._id, order),
    remove: (work, month) => work.remove(CLOSE_ORDERS, month),
  }
}
