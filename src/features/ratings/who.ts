import type { Cadre } from '../../domain/people/cadre.ts'
import type { Who } from './standing-model.ts'

/** What a list shows of a cadre. */
export const whoOf = (cadre: Cadre): Who => ({
  name: cadre.name,
  pinyin: cadre.pinyin,
  initials: cadre.initials,
  title: cadre.post?.title ?? '',
  level: cadre.level,
})
