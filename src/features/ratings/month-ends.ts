import { type Day, endOfMonth, shiftMonth } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { countedAs } from './inputs.ts'
import type { AsOf } from './rate-as-of.ts'

/** What the lists looked like at a month's end, as known then: it never changes again, so it is computed once. */
export interface MonthEnd {
  readonly _id: string
  readonly day: Day
  readonly ruleSet: string
  readonly counts: Readonly<Record<string, number>>
  /** Cadre → colour or hiding mark, for the movement between colours. */
  readonly outcomes: Readonly<Record<string, string>>
}

const MONTH_ENDS = 'month_ends'

export interface MonthEnds {
  /** The last `n` months' ends before `today`, oldest first; months not computed yet are left out. */
  last(today: Day, n: number): Promise<readonly MonthEnd[]>
  /** Computes the ends of the last `n` months that are missing, one command each. */
  complete(journal: Journal, today: Day, n: number): Promise<void>
}

export function createMonthEnds(
  { db }: Database,
  rateAsOf: (day: Day) => Promise<AsOf>,
  firstDay: () => Promise<Day | null>,
): MonthEnds {
  const collection = db.collection<MonthEnd>(MONTH_ENDS)
  const last: MonthEnds['last'] = (today, n) =>
    collection
      .find({ _id: { $in: monthsBefore(today, n) } })
      .sort({ _id: 1 })
      .toArray()
  return {
    last,
    complete: async (journal, today, n) => {
      const first = await firstDay()
      if (first === null) return
      const present = new Set((await last(today, n)).map(({ _id }) => _id))
      const missing = monthsBefore(today, n).filter(month => !present.has(month) && endOfMonth(month) >= first)
      for (const month of missing) await record(journal, monthEnd(month, await rateAsOf(endOfMonth(month))))
    },
  }
}

const record = (journal: Journal, end: MonthEnd): Promise<null> =>
  journal.submit({
    action: 'ratings.month-end',
    actor: systemActor,
    idempotencyKey: `month-end-${end._id}`,
    requestId: 'system',
    run: async work => {
      work.replace(MONTH_ENDS, end._id, end)
      work.about({ type: 'month', id: end._id }, { after: end.counts })
      return null
    },
  })

/** The months whose last day has passed (today included), oldest first. */
function monthsBefore(today: Day, n: number): string[] {
  const current = today.slice(0, 7)
  const newest = endOfMonth(current) <= today ? current : shiftMonth(current, -1)
  return Array.from({ length: n }, (_, i) => shiftMonth(newest, i - n + 1))
}

function monthEnd(month: string, asOf: AsOf): MonthEnd {
  const counts: Record<string, number> = {}
  const outcomes: Record<string, string> = {}
  for (const suggestion of asOf.suggestions) {
    const key = countedAs(suggestion)
    counts[key] = (counts[key] ?? 0) + 1
    outcomes[suggestion.cadreId] = key
  }
  return { _id: month, day: asOf.day, ruleSet: asOf.version.ruleSet.id, counts, outcomes }
}
