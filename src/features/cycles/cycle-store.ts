import type { Cycle, CycleKind, CycleState } from '../../domain/cycles/cycle.ts'
import type { Day } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { CYCLES, type CycleDocument, cycleModel } from './cycle-model.ts'

/** Which cycles; null does not narrow. */
export interface CycleFilter {
  readonly state: CycleState | null
  readonly kind: CycleKind | null
  /** The last row of the page before: `opensOn~id`. */
  readonly after: { readonly opensOn: Day; readonly id: string } | null
  readonly limit: number
}

/** Cycles in the database. */
export interface CycleStore {
  find(id: string): Promise<Cycle | null>
  findIn(work: Work, id: string): Promise<Cycle | null>
  /** Those over exactly this period. */
  overPeriod(work: Work, period: Pick<Cycle, 'from' | 'to'>): Promise<readonly Cycle[]>
  /** The newest windows first. */
  page(
    filter: CycleFilter,
  ): Promise<{ readonly cycles: readonly Cycle[]; readonly hasNext: boolean; readonly total: number }>
  /** Those that are open, the newest windows first. */
  open(): Promise<readonly Cycle[]>
  /** Those whose period or window meets these days, by window. */
  between(from: Day, to: Day): Promise<readonly Cycle[]>
  put(work: Work, cycle: Cycle): void
}

const { trusted } = mongoose

export function createCycleStore({ connection }: Database): CycleStore {
  const model = cycleModel(connection)
  const newest = { opensOn: -1, _id: -1 } as const
  return {
    find: async id => orNull(await model.findById(id).lean<CycleDocument>()),
    findIn: async (work, id) => {
      await work.flush()
      return orNull(await model.findById(id).session(work.session).lean<CycleDocument>())
    },
    overPeriod: async (work, { from, to }) => {
      await work.flush()
      return (await model.find({ from, to }).session(work.session).lean<CycleDocument[]>()).map(toCycle)
    },
    page: async ({ state, kind, after, limit }) => {
      const narrowed = { ...(state === null ? {} : { state }), ...(kind === null ? {} : { kind }) }
      const beyond =
        after === null
          ? {}
          : {
              $or: [
                { opensOn: trusted({ $lt: after.opensOn }) },
                { opensOn: after.opensOn, _id: trusted({ $lt: after.id }) },
              ],
            }
      const [found, total] = await Promise.all([
        model
          .find({ $and: [narrowed, beyond] })
          .sort(newest)
          .limit(limit + 1)
          .lean<CycleDocument[]>(),
        model.countDocuments(narrowed),
      ])
      return { cycles: found.slice(0, limit).map(toCycle), hasNext: found.length > limit, total }
    },
    open: async () => (await model.find({ state: 'open' }).sort(newest).lean<CycleDocument[]>()).map(toCycle),
    between: async (from, to) => {
      const meets = (first: string, last: string) => ({
        [first]: trusted({ $lte: to }),
        [last]: trusted({ $gte: from }),
      })
      const found = await model
        .find({ $or: [meets('from', 'to'), meets('opensOn', 'closesOn')] })
        .sort({ opensOn: 1, _id: 1 })
        .lean<CycleDocument[]>()
      return found.map(toCycle)
    },
    put: (work, { id, ...rest }) => work.replace(CYCLES, id, rest),
  }
}

const toCycle = ({ _id, ...rest }: CycleDocument): Cycle => ({ id: _id, ...rest })

const orNull = (document: CycleDocument | null): Cycle | null => document && toCycle(document)
