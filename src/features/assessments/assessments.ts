import type { Actor } from '../../domain/access/roles.ts'
import type { Assessment, EntryIds } from '../../domain/assessments/assessment.ts'
import type { AssessmentContent } from '../../domain/assessments/content.ts'
import type { CheckedAgainst } from '../../domain/assessments/faults.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CycleAssessment } from '../../domain/cycles/progress.ts'
import type { Entry, Finding } from '../../domain/evidence/entries.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { AssessmentFilter, AssessmentPage, AssessmentQuery, SeenFrom } from './assessments-store.ts'

/** What names a submission, for the journal. A web visit is one. */
export interface Keys {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address?: string
}

/** A changed content together with the version its editor saw. */
export interface Saving {
  readonly version: number
  readonly content: AssessmentContent
}

/**
 * 考察 from draft to counted. All commands throw the domain's errors: Invalid by field of the form, Forbidden for the
 * wrong person, Conflict for a wrong state or a stale version, NotFound outside the actor's scope.
 */
export interface Assessments {
  /** Keeps a new draft, which may be unfinished; answers its id. */
  enter(actor: Actor, content: AssessmentContent, keys: Keys): Promise<string>
  /** Keeps a finished one and submits it in the same command; answers its id. */
  enterAndSubmit(actor: Actor, content: AssessmentContent, keys: Keys): Promise<string>
  save(actor: Actor, id: string, saving: Saving, keys: Keys): Promise<void>
  /** Submits it as stored, or saves and submits in one command. */
  submit(actor: Actor, id: string, saving: Saving | { readonly version: number }, keys: Keys): Promise<void>
  /** Counts it: records its entries in the ledger and answers their ids. `version`: what the verifier saw, if known. */
  verify(actor: Actor, id: string, keys: Keys, version?: number): Promise<EntryIds>
  sendBack(actor: Actor, id: string, comment: string, keys: Keys): Promise<void>
  /** Takes a counted one back by reversal entries; answers their ids. */
  reverse(actor: Actor, id: string, reason: string, keys: Keys): Promise<readonly number[]>
  /** Records the verification of its ballots; answers the entry's id. */
  verifyBallots(actor: Actor, id: string, finding: Finding, note: string, keys: Keys): Promise<number>

  /** As it is, or as it is seen from a past day. Throws NotFound. */
  find(actor: Actor, id: string, seen?: SeenFrom | null): Promise<Assessment>
  page(actor: Actor, query: AssessmentQuery): Promise<AssessmentPage>
  count(actor: Actor, filter: AssessmentFilter): Promise<number>
  /** How many wait that this account may verify, at most `limit`; 0 for who verifies none. */
  waitingFor(actor: Actor, limit: number): Promise<number>
  counts(actor: Actor, filter: AssessmentFilter): Promise<ReadonlyMap<string, number>>
  /** How many there were on a past day in a version that was not kept. */
  lost(actor: Actor, seen: SeenFrom | null): Promise<number>
  /**
   * The rule set whose grid an assessment was filled in with; of null, the one in force today. In a cycle with the
   * indicators as they stood when it opened.
   */
  ruleSet(id: string | null, cycleId?: string): Promise<RuleSet>
  /** The cycle of an assessment; null when it has none. */
  cycle(id: string | undefined): Promise<Cycle | null>
  /** Open cycles into which something may be entered today. */
  openCycles(): Promise<readonly Cycle[]>
  /** The assessments entered into a cycle, in any state. */
  inCycle(cycleId: string): Promise<readonly CycleAssessment[]>
  /** What a 考察 of this cadre is checked against now. */
  checkedAgainst(cadreId: string, cycleId?: string): Promise<CheckedAgainst>
  entriesOf(cadreId: string): Promise<readonly Entry[]>
}
