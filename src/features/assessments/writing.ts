import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import type { AssessmentContent } from '../../domain/assessments/content.ts'
import { type CheckedAgainst, draftFaults, type Faults, submissionFaults } from '../../domain/assessments/faults.ts'
import { begin, revise, submit } from '../../domain/assessments/transitions.ts'
import { Conflict, Invalid } from '../../domain/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { Assessments, Keys, Saving } from './assessments.ts'
import { type AssessmentParts, actOf, keysOf, load, put, refuseUnless, writtenOf } from './parts.ts'

type Check = (content: AssessmentContent, against: CheckedAgainst) => Faults

/** Drafts: entering, saving, submitting. */
export function writing({
  journal,
  store,
  rules,
  cycles,
}: AssessmentParts): Pick<Assessments, 'enter' | 'enterAndSubmit' | 'save' | 'submit'> {
  async function begun(work: Work, actor: Actor, content: AssessmentContent, check: Check): Promise<Assessment> {
    const { written, against, cycleFaults } = await writtenOf(work, { rules, cycles }, content)
    refuseUnless(actor, 'assessments.write', { cadreId: content.cadreId, unitId: written.unitId })
    refuse({ ...check(content, against), ...cycleFaults(check === submissionFaults) })
    return begin(newId('kc'), written, actOf(work))
  }

  /** The stored one, or the one that is saved with it; `isSaved` tells which. */
  async function saved(work: Work, before: Assessment, saving: Saving, check: Check): Promise<Assessment> {
    const content = { ...saving.content, cadreId: before.content.cadreId }
    const { written, against, cycleFaults } = await writtenOf(work, { rules, cycles }, content)
    const after = revise(before, saving.version, written, actOf(work))
    refuse({ ...check(content, against), ...cycleFaults(check === submissionFaults) })
    return after
  }

  const enter = (actor: Actor, content: AssessmentContent, keys: Keys, isFinished: boolean): Promise<string> =>
    journal.submit({
      action: isFinished ? 'assessments.submit' : 'assessments.enter',
      actor,
      ...keysOf(keys),
      prefetch: [content.cadreId],
      run: async work => {
        const draft = await begun(work, actor, content, isFinished ? submissionFaults : draftFaults)
        const entered = isFinished ? submit(draft, actOf(work)) : draft
        put(work, store, null, entered)
        return entered.id
      },
    })

  return {
    enter: (actor, content, keys) => enter(actor, content, keys, false),
    enterAndSubmit: (actor, content, keys) => enter(actor, content, keys, true),
    save: (actor, id, saving, keys) =>
      journal.submit({
        action: 'assessments.save',
        actor,
        ...keysOf(keys),
        prefetch: [saving.content.cadreId],
        run: async work => {
          const before = await load(work, store, id, actor, 'assessments.write')
          put(work, store, before, await saved(work, before, saving, draftFaults))
        },
      }),
    submit: (actor, id, saving, keys) =>
      journal.submit({
        action: 'assessments.submit',
        actor,
        ...keysOf(keys),
        run: async work => {
          const before = await load(work, store, id, actor, 'assessments.write')
          const draft =
            'content' in saving
              ? await saved(work, before, saving, submissionFaults)
              : await unchanged(work, before, saving.version)
          put(work, store, before, submit(draft, actOf(work)))
        },
      }),
  }

  async function unchanged(work: Work, before: Assessment, version: number): Promise<Assessment> {
    if (before.version !== version) throw new Conflict('您打开之后，别人改过这份考察，请看过新的内容再提交。')
    const { against, cycleFaults } = await writtenOf(work, { rules, cycles }, before.content)
    refuse({ ...submissionFaults(before.content, against), ...cycleFaults(true) })
    return before
  }
}

function refuse(faults: Faults): void {
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
}
