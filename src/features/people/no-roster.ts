import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'

/** What a page says that has nothing to show because nobody is registered, and the next step: an `empty`. */
export const noRoster = (actor: Actor): Nothing =>
  can(actor, 'roster.import')
    ? {
        sentence: '名册里还没有干部。先导入名册，再录入考察和事实，颜色随记录而来。',
        path: '/roster/import',
        verb: '导入名册',
      }
    : { sentence: '名册里还没有干部，请等干部科导入名册；录入考察和事实以后，颜色随记录而来。', path: '', verb: '' }

interface Nothing {
  readonly sentence: string
  readonly path: string
  readonly verb: string
}
