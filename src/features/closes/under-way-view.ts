import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { endOfMonth } from '../../domain/time/days.ts'
import { instantText, monthInWords } from '../../web/format.ts'
import type { UnderWay } from './ordering.ts'

const trail = [{ label: '月结', path: '/closes' }]

/** How far an ordered close is. */
export const progressView = ({ order: { _id }, percent }: UnderWay) => ({
  path: `/closes/${_id}/progress`,
  title: '正在月结',
  percent: String(percent),
  words: `已完成 ${percent}%：按 ${endOfMonth(_id)} 当时所知计算所有干部，算完一次存下。`,
  leave: '可以离开本页，月结会继续；办好后在“月结”里。程序中断时，重新启动后自动接着办。',
})

/** The page of a close that is not there yet: being carried out, or come to nothing. */
export function underWayView(actor: Actor, underWay: UnderWay) {
  const { _id, orderedBy, orderedAt, reason, fault } = underWay.order
  return {
    title: `${monthInWords(_id)}月结`,
    lead: `截至 ${endOfMonth(_id)}，按当时所知。`,
    trail,
    progress: progressView(underWay),
    fault: fault ?? '',
    facts: [
      { label: '办理人', value: orderedBy.name },
      { label: '办理时间', value: instantText(orderedAt) },
      { label: '理由', value: reason === '' ? '—' : reason },
    ],
    mayClose: can(actor, 'closes.close'),
  }
}

/** One line above the list of closes; null while nothing is under way. */
export const underWayLine = (underWay: UnderWay | null) =>
  underWay === null
    ? null
    : {
        path: `/closes/${underWay.order._id}`,
        words: `${monthInWords(underWay.order._id)}的月结${underWay.order.fault === null ? `正由${underWay.order.orderedBy.name}办理` : '没有办成'}`,
      }
