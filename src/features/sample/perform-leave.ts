import type { ActionOf } from './plan/types.ts'
import { keys, type Stage } from './stage.ts'

/** An absence from the day on. */
export async function recordLeave(action: ActionOf<'leave'>, stage: Stage): Promise<void> {
  const { key, by, on, cadre, reason, lastDay } = action
  const cadreId = stage.cadre(cadre)
  const id = await stage.parts.journal.submit({
    action: 'leave.record',
    actor: stage.actor(by),
    ...keys(),
    prefetch: [cadreId],
    run: async work => {
      const entry = work.record({ kind: 'leave', subjects: [cadreId], effectiveOn: on, data: { reason, lastDay } })
      work.about({ type: 'cadre', id: cadreId }, { after: { leave: entry.id, reason, from: on, lastDay } })
      return entry.id
    },
  })
  stage.named(key, id)
}
