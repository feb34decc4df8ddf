import type { draftView } from './draft-view.ts'
import type { Held } from './stage-view.ts'

/** What keeps a draft from being tried and handed in: nothing in it is changed yet, or the checks find errors. */
export function heldBy({ comparison, findings, path }: ReturnType<typeof draftView>): Held | null {
  if (comparison.rows.length === 0)
    return {
      words: `还没有改动，与所依据的版本相同，不能送审。下一步：选一个部分修改，再试算、送审。`,
      next: { label: '修改数值', path: `${path}/numbers` },
    }
  const errors = findings.filter(({ isError }) => isError)
  if (errors[0] === undefined) return null
  return {
    words: `下一步：先改正发布前检查里须改正的 ${errors.length} 处，再试算、送审。改正以前不能送审、不能发布。`,
    next: { label: '去改正', path: errors[0].path },
  }
}
