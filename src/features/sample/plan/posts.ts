import type { Day } from '../../../domain/time/days.ts'
import type { PlannedCadre, PlannedPost } from './types.ts'

/** The post held on the day, as far as it was known by then; null before the person came. */
export function postOn({ posts, joinsOn }: PlannedCadre, day: Day): PlannedPost | null {
  if (day < joinsOn) return null
  return posts.findLast(post => post.from <= day) ?? null
}

/** The post in the end. */
export function finalPost({ posts }: PlannedCadre): PlannedPost {
  const last = posts.at(-1)
  if (last === undefined) throw new Error('a cadre without a post')
  return last
}
