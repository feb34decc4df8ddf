import { type Answer, page } from '../../web/route.ts'
import { knownName, type PastDay } from './past-day.ts'
import type { RatingsView } from './ratings-view.ts'
import type { Viewpoints } from './viewpoints.ts'

/**
 * The page as `show` makes it, seen from `past`; while that day is being computed a page that says so and asks again by
 * itself.
 */
export async function shownAt(
  viewpoints: Viewpoints,
  past: PastDay | null,
  show: (view: RatingsView) => Promise<Answer>,
): Promise<Answer> {
  const found = await viewpoints.soon(past)
  if ('version' in found) return show(found)
  const { rated, all } = found
  return page('viewpoints/waiting', '正在计算', {
    title: past === null ? '' : `正在计算 ${past.day} 的评定（${knownName(past.known)}）`,
    progress: all === 0 ? '正在读账本。' : `已算 ${rated} 人，共 ${all} 人。`,
  })
}
