import type { Actor } from '../../domain/access/roles.ts'
import { Invalid, NotFound } from '../../domain/errors.ts'
import { type TalkDraft, talkEntry, talkFaults } from '../../domain/facts/talk.ts'
import { heldPosts } from '../../domain/people/held.ts'
import { ruleOf } from './examine.ts'
import { demand, type FactParts, type Keys } from './fact-parts.ts'
import type { Recorded } from './record-fact.ts'

export interface TalkService {
  /** Records a 提醒谈话 with a cadre. Throws Invalid with a sentence for each field, NotFound for an unknown cadre. */
  talk(actor: Actor, draft: TalkDraft, keys: Keys): Promise<Recorded>
}

export const talkService = ({ journal, rules, people }: FactParts): TalkService => ({
  talk: async (actor, draft, keys) => {
    const cadre = await people.cadre(draft.cadreId)
    if (cadre === null) throw new NotFound()
    demand(actor, 'facts.verify', cadre.post?.unitId ?? '')
    return journal.submit({
      action: 'talks.record',
      actor,
      ...keys,
      prefetch: [cadre.id],
      run: async work => {
        const rule = ruleOf((await rules.inForce(draft.day)).ruleSet, draft.code)
        const posts = heldPosts(await work.entriesOf(cadre.id))
        const early = posts.length > 0 && posts.every(({ entry }) => entry.effectiveOn > draft.day)
        const faults = {
          ...(early ? { day: '谈话日期早于该干部任职。' } : {}),
          ...talkFaults(draft, rule, work.today),
        }
        if (Object.keys(faults).length > 0) throw new Invalid(faults)
        const entry = work.record(talkEntry(draft))
        work.about({ type: 'cadre', id: cadre.id }, { after: { ...entry.data, day: entry.effectiveOn } })
        return { id: entry.id }
      },
    })
  },
})
