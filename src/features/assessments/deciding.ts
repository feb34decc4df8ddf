import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import { ballotAlarms } from '../../domain/assessments/ballots.ts'
import { ballotGroups } from '../../domain/assessments/content.ts'
import { submissionFaults } from '../../domain/assessments/faults.ts'
import { ledgerEntries } from '../../domain/assessments/ledger-entries.ts'
import {
  barToBallots,
  refuseOwn,
  reverse,
  sendBack,
  verify,
  verifyBallots,
} from '../../domain/assessments/transitions.ts'
import { Conflict } from '../../domain/errors.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { Assessments, Keys } from './assessments.ts'
import { type AssessmentParts, actOf, keysOf, load, put, writtenOf } from './parts.ts'

/** What another person does with a submitted or counted one. */
export function deciding({
  journal,
  store,
  rules,
  cycles,
}: AssessmentParts): Pick<Assessments, 'verify' | 'sendBack' | 'reverse' | 'verifyBallots'> {
  const decide = <T>(
    action: string,
    actor: Actor,
    id: string,
    keys: Keys,
    run: (work: Work, before: Assessment) => Promise<readonly [Assessment, T]>,
    reason?: string,
  ): Promise<T> =>
    journal.submit({
      action,
      actor,
      ...keysOf(keys),
      ...(reason === undefined ? {} : { reason }),
      run: async work => {
        const before = await load(work, store, id, actor, 'assessments.verify')
        const [after, answer] = await run(work, before)
        put(work, store, before, after)
        return answer
      },
    })

  return {
    verify: (actor, id, keys, version) =>
      decide('assessments.verify', actor, id, keys, async (work, before) => {
        if (version !== undefined && version !== before.version) {
          throw new Conflict('您打开之后，这份考察有了变化，请看过新的内容再核实。')
        }
        refuseOwn(before, actOf(work), '核实')
        const { against } = await writtenOf(work, { rules, cycles }, before.content)
        const fault = Object.values(submissionFaults(before.content, against))[0]
        if (fault !== undefined) throw new Conflict(`提交之后情况有变，不能计入（${fault}）请退回改正。`)
        const { assessment, ballot } = ledgerEntries(before.content)
        const entryIds = {
          assessment: work.record(assessment).id,
          ballot: ballot === null ? null : work.record(ballot).id,
        }
        return [verify(before, entryIds, actOf(work)), entryIds]
      }),

    sendBack: (actor, id, comment, keys) =>
      decide('assessments.return', actor, id, keys, async (work, before) => [
        sendBack(before, comment, actOf(work)),
        undefined,
      ]),

    reverse: (actor, id, reason, keys) =>
      decide(
        'assessments.reverse',
        actor,
        id,
        keys,
        async (work, before) => {
          const ids = reversed(work, before, reason)
          return [reverse(before, reason, ids, actOf(work)), ids]
        },
        reason,
      ),

    verifyBallots: (actor, id, finding, note, keys) =>
      decide('assessments.verify-ballots', actor, id, keys, async (work, before) => {
        const bar = barToBallots(before, actor.userId)
        if (bar !== null) throw bar
        const { ruleSet } = await rules.inForce(work.today)
        if (ballotAlarms(ballotGroups(before.content), ruleSet).length === 0) {
          throw new Conflict('这份考察的评价票没有达到须核实的比例，不必核实。')
        }
        const entryId = work.record({
          kind: 'verification',
          subjects: [before.content.cadreId],
          effectiveOn: before.content.to ?? work.today,
          data: { of: ballotIdOf(before), finding, note },
        }).id
        return [verifyBallots(before, { finding, note, entryId }, actOf(work)), entryId]
      }),
  }
}

/** Reversal entries of what counting recorded; none of what was never counted, which the domain then refuses. */
function reversed(work: Work, { stage, content }: Assessment, reason: string): number[] {
  if (stage.state !== 'counted') return []
  const { assessment, ballot } = stage.entryIds
  const ids = ballot === null ? [assessment] : [assessment, ballot]
  const about = { subjects: [content.cadreId], effectiveOn: content.to ?? work.today }
  return ids.map(of => work.record({ kind: 'reversal', ...about, data: { of, reason } }).id)
}

function ballotIdOf({ stage }: Assessment): number {
  if (stage.state !== 'counted' || stage.entryIds.ballot === null) throw new Error('No ballots were counted.')
  return stage.entryIds.ballot
}
