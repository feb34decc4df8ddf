import { NotFound } from '../../domain/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Visit } from '../../web/route.ts'
import type { People } from '../people/index.ts'
import type { BothRules } from '../ratings/index.ts'
import type { Rules, RulesStore } from '../rules/index.ts'
import type { Cases } from './cases.ts'
import type { TrialDocument } from './trial-model.ts'
import type { Asked, Trials } from './trials.ts'

/** What the pages of trials are made from. */
export interface TrialPages {
  readonly trials: Trials
  readonly cases: Cases
  readonly rules: Rules
  readonly people: People
  readonly drafts: Pick<RulesStore, 'document' | 'documents'>
  readonly clock: Clock
  readonly organization: string
  readonly sample: () => boolean
}

export const idOf = ({ params }: Visit): string => params.id ?? ''
export const askedBy = ({ idempotencyKey, requestId, address }: Visit): Asked => ({
  idempotencyKey,
  requestId,
  address,
})

/** The rules on both sides of a trial. */
export async function bothRules({ before, ruleSet }: TrialDocument, rules: Rules): Promise<BothRules> {
  const version = (await rules.published()).find(({ hash }) => hash === before.hash)
  if (version === undefined) throw new Error(`the version ${before.id} of a trial is not published`)
  return { before: version.ruleSet, after: ruleSet }
}

/** A finished trial with its numbers. Throws NotFound while there are none. */
export async function finished(trials: Trials, id: string) {
  const trial = await trials.trial(id)
  if (trial.state !== 'done' || trial.summary === null) throw new NotFound('这次试算没有结果可看。')
  return { trial, summary: trial.summary }
}
