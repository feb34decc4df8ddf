import type { Unit } from '../../domain/people/unit.ts'
import { addDays } from '../../domain/time/days.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { count, monthInWords } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import type { FactRow } from '../facts/index.ts'
import type { Outlook } from './closing.ts'
import { type Onlooker, overdueView } from './waiting-view.ts'

export interface ClosingParts extends Onlooker {
  readonly outlook: Outlook | null
  readonly waiting: readonly FactRow[]
  readonly units: ReadonlyMap<string, Unit>
  readonly typed: Input
  readonly errors: FieldErrors
}

/** The check list before a close, and the button. */
export function closingView(parts: ClosingParts) {
  const { outlook, waiting, units, today, typed, errors } = parts
  const trail = [{ label: '月结', path: '/closes' }]
  if (outlook === null) return { lead: '', trail, isEmpty: true }
  const month = monthInWords(outlook.month)
  return {
    isEmpty: false,
    trail,
    month: outlook.month,
    lead: `${month}截至 ${outlook.day}，按当时所知算出每名干部的得分、排名和建议，存下后不再改变。`,
    mayClose: outlook.mayClose,
    opens: `${month}还没有结束，${outlook.day} 起可以手动月结。`,
    schedule: scheduleWords(outlook, waiting.length),
    lastDay:
      outlook.day === today ? '今天是当月最后一天：现在月结，只包含此刻之前记入的内容，此后记入的转入下月。' : '',
    waitingTitle: waiting.length === 0 ? '' : `超期未核实的事实 ${count(waiting.length)} 件，超期最久的在前`,
    waiting: waiting.map(row => overdueView(row, units, parts)),
    verb: waiting.length === 0 ? `月结${month}` : `仍然月结${month}`,
    errors,
    reason: field('reason', waiting.length === 0 ? '理由（可不填）' : '理由', typed, errors, {
      required: waiting.length > 0,
      maxlength: 200,
    }),
  }
}

function scheduleWords({ day, dueOn }: Outlook, waiting: number): string {
  const first = addDays(day, 1)
  return waiting === 0
    ? `不办理也会在 ${first} 自动月结；如届时有超期未核实的事实，最迟等到 ${dueOn}。`
    : `有超期未核实的事实时不自动月结；核实完即自动办理，最迟 ${dueOn}，届时仍未核实的注明转入下月。`
}
