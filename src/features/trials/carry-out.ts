import { Conflict } from '../../domain/errors.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Logger } from '../../platform/logger.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Rules } from '../rules/index.ts'
import { bothSides, type TrialSources } from './both-sides.ts'
import type { MoverStore } from './mover-store.ts'
import type { Watch } from './running.ts'
import { trialFindings } from './trial-findings.ts'
import type { TrialDocument } from './trial-model.ts'
import type { TrialStore } from './trial-store.ts'

export interface CarryOutDeps {
  readonly store: TrialStore
  readonly movers: MoverStore
  readonly sources: TrialSources
  readonly rules: Rules
  readonly journal: Journal
  readonly log: Logger
}

/** Carries a started trial out: rates both sides, writes what it found unseen, then one command makes it visible. */
export type CarryOut = (trial: TrialDocument, watch: Watch) => Promise<void>

/** Of the way, percent: both sides; what is left is writing. */
const SIDES = 0.96

export function createCarryOut(deps: CarryOutDeps): CarryOut {
  const { movers, log } = deps
  return async (trial, watch) => {
    try {
      await end(deps, trial, 'done', await find(deps, trial, watch))
    } catch (error) {
      await movers.drop(trial._id)
      // Cancelled, or cancelled just before it ended: the header already says so.
      if (watch.signal.aborted || error instanceof Conflict) return
      log.error({ err: error, trial: trial._id }, 'a trial failed')
      await end(deps, trial, 'failed', null)
    }
  }
}

async function find({ sources, rules, movers }: CarryOutDeps, trial: TrialDocument, { tell, signal }: Watch) {
  signal.throwIfAborted()
  const [before, inForce] = await Promise.all([versionBefore(rules, trial), rules.inForce(trial.basis.day)])
  const draft: RuleVersion = { ruleSet: trial.ruleSet, hash: trial.hash, effectiveOn: trial.basis.day, publishedAt: '' }
  const onProgress = (percent: number) => tell(Math.floor(SIDES * percent))
  const sides = await bothSides(sources, { before, draft, inForce }, trial.basis, { onProgress, signal })
  const { summary, ...rows } = trialFindings(trial._id, ...sides)
  await movers.fill(trial._id, rows.movers, rows.columns)
  signal.throwIfAborted()
  return summary
}

async function versionBefore(rules: Rules, { before }: TrialDocument): Promise<RuleVersion> {
  const found = (await rules.published()).find(({ hash }) => hash === before.hash)
  if (found === undefined) throw new Error(`the version ${before.id} of a trial is not published`)
  return found
}

const end = (
  { journal, store }: CarryOutDeps,
  { _id }: TrialDocument,
  state: 'done' | 'failed',
  summary: TrialDocument['summary'],
): Promise<null> =>
  journal.submit({
    action: state === 'done' ? 'trials.finish' : 'trials.fail',
    actor: systemActor,
    idempotencyKey: `trial-end-${_id}-${state}`,
    requestId: 'system',
    run: async work => {
      const trial = await store.trialIn(work, _id)
      if (trial?.state !== 'running') throw new Conflict('这次试算已经取消。')
      store.put(work, { ...trial, state, endedAt: work.now, summary })
      const said = summary === null ? {} : { rated: summary.rated, moved: summary.moved, remarked: summary.remarked }
      work.about({ type: 'trial', id: _id }, { after: { state, ...said } })
      return null
    },
  })
