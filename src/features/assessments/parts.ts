import { type Action, can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment } from '../../domain/assessments/assessment.ts'
import type { AssessmentContent } from '../../domain/assessments/content.ts'
import type { CheckedAgainst, Faults } from '../../domain/assessments/faults.ts'
import type { Act, Written } from '../../domain/assessments/transitions.ts'
import { withSnapshot } from '../../domain/cycles/cycle.ts'
import { entryFaults } from '../../domain/cycles/entry-faults.ts'
import { Forbidden, NotFound } from '../../domain/errors.ts'
import { heldPosts, mainPostOn } from '../../domain/people/held.ts'
import { classOf } from '../../domain/rating/judge.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import type { CycleStore } from '../cycles/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import type { Keys } from './assessments.ts'
import type { AssessmentsStore } from './assessments-store.ts'

/** What the service is made of. */
export interface AssessmentParts {
  readonly journal: Journal
  readonly store: AssessmentsStore
  readonly ledger: LedgerStore
  readonly rules: Rules
  readonly cycles: CycleStore
  readonly clock: Clock
}

export const actOf = (work: Work): Act => ({ by: { id: work.actor.userId, name: work.actor.name }, at: work.now })

export const keysOf = ({ idempotencyKey, requestId, address }: Keys) => ({
  idempotencyKey,
  requestId,
  ...(address === undefined ? {} : { address }),
})

/** Refuses who may not do this to this cadre's 考察: NotFound out of scope, Forbidden without the right or to oneself. */
export function refuseUnless(
  actor: Actor,
  action: Action,
  about: { readonly cadreId: string; readonly unitId: string },
): void {
  if (scopeOf(actor, action) === null) throw new Forbidden()
  if (!can(actor, action, about)) throw new NotFound()
  const isOwn = action !== 'assessments.read' && actor.cadreId !== null && actor.cadreId === about.cadreId
  if (isOwn) throw new Forbidden('不能办理本人的考察，请由他人办理。')
}

/** Content with what it is checked against. */
interface Weighed {
  readonly written: Written
  readonly against: CheckedAgainst
  /** What its cycle says against entering it now; of none, nothing. */
  cycleFaults(isFinished: boolean): Faults
}

/**
 * What is to be written down of this content, with what it is checked against: in a cycle, the indicators as they stood
 * when it opened. Throws NotFound of an unknown cadre.
 */
export async function writtenOf(
  work: Work,
  { rules, cycles }: Pick<AssessmentParts, 'rules' | 'cycles'>,
  content: AssessmentContent,
): Promise<Weighed> {
  const entries = await work.entriesOf(content.cadreId)
  const posts = heldPosts(entries)
  const post = mainPostOn(posts, content.to ?? work.today) ?? posts.at(-1)?.entry
  if (post === undefined) throw new NotFound('没有找到这名干部，或没有记载任职；请先导入名册。')
  const { ruleSet: current } = await rules.inForce(work.today)
  const cycle = content.cycle === undefined ? null : await cycles.findIn(work, content.cycle)
  const ruleSet = cycle?.snapshot == null ? current : withSnapshot(current, cycle.snapshot)
  const { unitId, unitKind, head } = post.data
  return {
    written: { content, unitId, ruleSetId: ruleSet.id },
    against: { ruleSet, today: work.today, entries },
    cycleFaults: isFinished => {
      if (content.cycle === undefined) return {}
      const { from, to, lateReason = '' } = content
      const member = { classCode: classOf(current.classes, unitKind, head), unitId }
      return entryFaults(cycle, { from, to, lateReason, ...member }, work.today, isFinished)
    },
  }
}

/** What the audit log keeps of an assessment. */
const said = ({ version, stage, content }: Assessment) => ({ version, state: stage.state, content })

/** Puts it as it is now and tells the audit log what it was. */
export function put(work: Work, store: AssessmentsStore, before: Assessment | null, after: Assessment): void {
  store.put(work, before, after)
  const change = before === null ? { after: said(after) } : { before: said(before), after: said(after) }
  work.about({ type: 'assessment', id: after.id }, change)
}

/** The assessment inside a command, for this act; throws NotFound. */
export async function load(
  work: Work,
  store: AssessmentsStore,
  id: string,
  actor: Actor,
  action: Action,
): Promise<Assessment> {
  const found = await store.findIn(work, id)
  if (found === null) throw new NotFound()
  refuseUnless(actor, action, { cadreId: found.content.cadreId, unitId: found.unitId })
  return found
}
