import { Conflict, Forbidden, Invalid } from '../errors.ts'
import { addDays, type Day, type Instant } from '../time/days.ts'

/** A trial counts for review and publication while the day of its data is at most so many days ago. */
const TRIAL_DAYS = 7

/** The first day whose data is still fresh enough. */
export const freshSince = (today: Day): Day => addDays(today, -TRIAL_DAYS)

interface Person {
  readonly id: string
  readonly name: string
}

/** What was handed in for review: exactly one state of a draft, with the trial that belongs to it. */
interface Submission {
  readonly version: number
  readonly hash: string
  readonly trialId: string
  readonly note: string
  readonly submittedBy: Person
  readonly submittedAt: Instant
}

/** A saved case that fails under the draft, and why the reviewer lets it pass. */
export interface Acknowledgement {
  readonly caseId: string
  readonly name: string
  /** What it demands of whom, and what the trial found, in words. */
  readonly found: string
  readonly reason: string
}

/** How a draft stands between its author and the second person. None yet: null. */
export type Review = Submission &
  (
    | { readonly state: 'submitted' }
    | {
        readonly state: 'approved'
        readonly reviewedBy: Person
        readonly reviewedAt: Instant
        readonly comment: string
        readonly acknowledged: readonly Acknowledgement[]
      }
    | {
        readonly state: 'returned'
        readonly reviewedBy: Person
        readonly reviewedAt: Instant
        readonly comment: string
      }
    /** Taken back by an edit after it was submitted or approved. */
    | {
        readonly state: 'revoked'
        readonly was: 'submitted' | 'approved'
        readonly revokedBy: Person
        readonly revokedAt: Instant
      }
  )

/** A draft as far as its review goes. */
interface Reviewed {
  readonly hash: string
  readonly editors: readonly Person[]
  readonly review: Review | null
}

/** A review under way or passed: an edit revokes it, since it was of another text. */
export const isRevokedByEdit = (review: Review | null): review is Review & { state: 'submitted' | 'approved' } =>
  review?.state === 'submitted' || review?.state === 'approved'

/** What an edit makes of a review. */
export function afterEdit(review: Review | null, revokedBy: Person, revokedAt: Instant): Review | null {
  if (!isRevokedByEdit(review)) return review
  const { version, hash, trialId, note, submittedBy, submittedAt } = review
  return {
    version,
    hash,
    trialId,
    note,
    submittedBy,
    submittedAt,
    state: 'revoked',
    was: review.state,
    revokedBy,
    revokedAt,
  }
}

/** Throws Conflict unless the draft may be handed in: not twice, and not without a trial of exactly this text. */
export function requireSubmittable({ review }: Pick<Reviewed, 'review'>, hasTrial: boolean): void {
  if (review?.state === 'submitted') throw new Conflict('这一稿已经送审，请等待审核。')
  if (review?.state === 'approved') throw new Conflict('这一稿已经审核通过，可以发布。')
  requireTrial(hasTrial)
}

/** Throws Conflict with what to do where no fresh trial of exactly this text is there. */
export function requireTrial(hasTrial: boolean): void {
  if (hasTrial) return
  throw new Conflict(
    `现在这一稿还没有可用的试算。请先对这一稿试算（用今天的数据，或不早于 ${TRIAL_DAYS} 天前的），再办理；改动以后须重新试算。`,
  )
}

/** Whether a person drafted, edited or handed in the draft: somebody else reviews and publishes it. */
export const isInvolved = ({ editors, review }: Pick<Reviewed, 'editors' | 'review'>, userId: string): boolean =>
  editors.some(({ id }) => id === userId) || review?.submittedBy.id === userId

/** Throws Forbidden when the person has edited the draft or handed it in: somebody else reviews and publishes. */
export function requireOther({ editors, review }: Reviewed, userId: string): void {
  if (editors.some(({ id }) => id === userId))
    throw new Forbidden('您起草或修改过这份草案，须由没有参与起草的另一人审核、发布。')
  if (review?.submittedBy.id === userId) throw new Forbidden('您送审了这份草案，须由另一人审核、发布。')
}

/**
 * What may be reviewed: a submission that waits, or one that was approved and is not published yet. Throws Conflict when
 * there is none of exactly this text.
 */
export function requireReviewable({ review, hash }: Reviewed): Review {
  const isOpen = review?.state === 'submitted' || review?.state === 'approved'
  if (review !== null && isOpen && review.hash === hash) return review
  throw new Conflict(notReviewable(review))
}

/** Names how a review stands: what a reviewer's page showed, and whether it is still so. */
export const reviewMark = (review: Review | null): string => (review === null ? 'none' : lastStepOf(review).join(' '))

function lastStepOf(review: Review): readonly [Review['state'], Instant, string] {
  const { state } = review
  if (state === 'submitted') return [state, review.submittedAt, review.submittedBy.id]
  if (state === 'revoked') return [state, review.revokedAt, review.revokedBy.id]
  return [state, review.reviewedAt, review.reviewedBy.id]
}

/** Throws Conflict when something has become of the review since the page that was `seen`: nobody overturns unknowingly. */
export function requireUnchanged(review: Review, seen: string): void {
  if (reviewMark(review) === seen) return
  const since = review.state === 'approved' ? `已由${review.reviewedBy.name}审核通过` : '又重新送审'
  throw new Conflict(`您打开审核页以后，这一稿${since}，您的意见没有记入。请看过现在的情形，再决定是否提交。`)
}

function notReviewable(review: Review | null): string {
  if (review === null) return '这份草案还没有送审。请起草人先试算，再送审。'
  if (review.state === 'returned') return `这一稿已由${review.reviewedBy.name}退回，须修改后重新送审。`
  return '送审以后草案又有改动，须重新试算、送审。'
}

/** The approval a publication rests on. Throws Conflict with what to do when there is none of exactly this text. */
export function requireApproved({ review, hash }: Reviewed): Review & { readonly state: 'approved' } {
  if (review?.state === 'approved' && review.hash === hash) return review
  if (review?.state === 'submitted') throw new Conflict('这一稿已经送审，还没有审核，不能发布。请先审核。')
  if (review?.state === 'revoked')
    throw new Conflict(`审核已因${review.revokedBy.name}的修改而撤销，不能发布。请重新试算、送审、审核。`)
  throw new Conflict('这一稿还没有审核通过，不能发布。请先试算、送审，由另一人审核。')
}

/** What fails under the draft at this moment. */
type Failing = Omit<Acknowledgement, 'reason'>

/**
 * Every failing case with the reason why it may pass, in their order. Throws Invalid by field `case.ID` for each that is
 * given none.
 */
export function acknowledge(failing: readonly Failing[], reasons: ReadonlyMap<string, string>): Acknowledgement[] {
  const missing = failing.filter(({ caseId }) => (reasons.get(caseId) ?? '') === '')
  if (missing.length > 0) {
    const faults = missing.map(({ caseId, name }) => [`case.${caseId}`, `案例“${name}”不符，请说明为什么可以通过。`])
    throw new Invalid(Object.fromEntries(faults))
  }
  return failing.map(one => ({ ...one, reason: reasons.get(one.caseId) ?? '' }))
}

/** Throws Conflict when a case fails at publication that the reviewer has not seen fail. */
export function requireAcknowledged(failing: readonly Failing[], acknowledged: readonly Acknowledgement[]): void {
  const seen = new Set(acknowledged.map(({ caseId, found }) => `${caseId} ${found}`))
  const unseen = failing.filter(({ caseId, found }) => !seen.has(`${caseId} ${found}`))
  if (unseen.length === 0) return
  const names = unseen.map(({ name }) => `“${name}”`).join('、')
  throw new Conflict(`审核以后又有案例不符：${names}。请由审核人重新审核，逐个说明理由。`)
}
