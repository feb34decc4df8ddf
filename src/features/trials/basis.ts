import type { Month } from '../../domain/closes/months.ts'
import { Invalid } from '../../domain/errors.ts'
import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import { monthInWords } from '../../web/format.ts'
import type { Against, Basis, TrialDocument } from './trial-model.ts'

/** A close of a month, as a trial may run over it. */
export interface CloseBasis {
  readonly id: string
  readonly day: Day
  readonly knownAt: Instant
  readonly label: string
}

/** Closes that a trial may be run over. */
const CLOSES = 12

/** The closes a trial may run over, the newest first. */
export const closeBases = (
  list: readonly { readonly _id: Month; readonly day: Day; readonly knownAt: Instant }[],
): CloseBasis[] =>
  list
    .slice(-CLOSES)
    .map(({ _id, day, knownAt }) => ({ id: _id, day, knownAt, label: `${monthInWords(_id)}月结（${day}）` }))
    .reverse()

/** What somebody chose: today, a close by its id, or another day. */
export interface BasisChoice {
  /** `today`, `day`, or `close:ID`. */
  readonly basis: string
  readonly day: Day | null
}

export interface TrialChoice extends BasisChoice {
  /** None: the rules in force on the day. */
  readonly against?: Against | null
}

/** Where a trial may run. Throws Invalid by field when there is no such close or day; `now`: what is known by now. */
export function basisOf(
  { basis, day }: BasisChoice,
  closes: readonly CloseBasis[],
  { today, now }: { readonly today: Day; readonly now: Instant },
): Basis {
  if (basis === 'today') return { kind: 'today', closeId: '', label: `今天（${today}）`, day: today, knownAt: now }
  if (basis === 'day') return pastDay(day, today)
  const close = closes.find(({ id }) => `close:${id}` === basis)
  if (close === undefined) throw new Invalid({ basis: '在什么数据上试算：没有这次月结，请重新选择。' })
  return { kind: 'close', closeId: close.id, label: close.label, day: close.day, knownAt: close.knownAt }
}

function pastDay(day: Day | null, today: Day): Basis {
  if (day === null) throw new Invalid({ day: '日期：请填写在哪一天的数据上试算。' })
  if (day >= today) throw new Invalid({ day: `日期：须早于今天（${today}）；要用今天的数据，请选“今天”。` })
  return { kind: 'day', closeId: '', label: `${day} 当天所知`, day, knownAt: endOfDay(day) }
}

/** The choice that a trial came from, to start again. */
export function choiceOf({
  basis: { kind, closeId, day },
  against = 'inForce',
}: Pick<TrialDocument, 'basis' | 'against'>) {
  return kind === 'close'
    ? { basis: `close:${closeId}`, day: '', against }
    : { basis: kind, day: kind === 'day' ? day : '', against }
}
