import { Invalid } from '../../domain/errors.ts'
import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Input } from '../../web/route.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import { askedDay, type PastDay } from './past-day.ts'
import type { Moment, Past } from './ratings-view.ts'

/** From when pages look that show no ratings: facts and 考察. */
export interface Moments {
  /**
   * The past day a query asks for, `?asOf=2022-04-30&known=then`; null for today. Throws Invalid for what is no day, a
   * day to come, and one before the records begin.
   */
  read(query: Input): Promise<PastDay | null>
  /** The day and what is known of it, without anybody's rating: it is there at once. */
  moment(past: PastDay | null): Promise<Moment>
}

export interface MomentsDeps {
  readonly rules: Pick<Rules, 'inForce'>
  readonly ledger: Pick<LedgerStore, 'head' | 'beginnings'>
  readonly people: Pick<People, 'at'>
  readonly clock: Clock
}

export function createMoments({ rules, ledger, people, clock }: MomentsDeps): Moments {
  const pastOf = async (past: PastDay, knownAt: Instant): Promise<Past> => {
    const register = await people.at(past)
    const [position, unkept] = await Promise.all([ledger.head(knownAt), register.unkept()])
    return { ...past, position, unkept }
  }
  return {
    read: async query => {
      const { day, known } = askedDay(query)
      const today = clock.today()
      if (day === null || day === today) return null
      if (day > today) throw new Invalid({ asOf: `${day} 还没有到，没有评定可看。请选择 ${today} 或以前的日期。` })
      requireRecords(day, known, await ledger.beginnings())
      return { day, known }
    },
    moment: async past => {
      const day = past?.day ?? clock.today()
      const knownAt = past?.known === 'now' ? clock.now() : endOfDay(day)
      const [version, seen] = await Promise.all([rules.inForce(day), past && pastOf(past, knownAt)])
      return { day, knownAt, version, past: seen, preparing: null }
    },
  }
}

function requireRecords(
  day: Day,
  known: PastDay['known'],
  beginnings: Awaited<ReturnType<LedgerStore['beginnings']>>,
): void {
  if (beginnings === null) throw new Invalid({ asOf: '系统里还没有任职记录，没有过去可看。请先导入名册。' })
  const { recordedOn, heldOn } = beginnings
  if (day < heldOn)
    throw new Invalid({
      asOf: `最早的任职记录自 ${heldOn} 起，${day} 没有可以评定的干部。请选择 ${heldOn} 或以后的日期。`,
    })
  if (known === 'then' && day < recordedOn)
    throw new Invalid({
      asOf: `系统自 ${recordedOn} 起才有记录，${day} 当时没有记入任何内容。请选择 ${recordedOn} 或以后的日期，或者选“现在所知”。`,
    })
}
