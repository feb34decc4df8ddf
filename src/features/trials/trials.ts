import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, NotFound } from '../../domain/errors.ts'
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts'
import { requireLatestBase } from '../../domain/rules/publication.ts'
import { freshSince } from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Clock } from '../../platform/clock.ts'
import { digestOf } from '../../platform/digest.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules, RulesStore } from '../rules/index.ts'
import { basisOf, type CloseBasis, type TrialChoice } from './basis.ts'
import type { CarryOut } from './carry-out.ts'
import type { MoverStore } from './mover-store.ts'
import type { Progress, Running } from './running.ts'
import type { Basis, TrialDocument } from './trial-model.ts'
import type { TrialHead, TrialPage, TrialStore } from './trial-store.ts'

/** How a submission names itself. */
export interface Asked {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address: string
}

export interface TrialsDeps {
  readonly store: TrialStore
  readonly movers: MoverStore
  readonly running: Running
  readonly carryOut: CarryOut
  readonly drafts: Pick<RulesStore, 'documentIn' | 'publishedIn'>
  readonly rules: Rules
  readonly ledger: Pick<LedgerStore, 'head'>
  readonly journal: Journal
  readonly clock: Clock
  /** The closes a trial may run over, newest first. */
  readonly closes: () => Promise<readonly CloseBasis[]>
}

/** A trial with where it really stands: one whose process is gone was interrupted. */
export interface Trials {
  readonly movers: MoverStore
  /** Throws NotFound. */
  trial(id: string): Promise<TrialDocument>
  page(
    draftId: string | null,
    place: { readonly after: string | null; readonly before: string | null },
    rows: number,
  ): Promise<TrialPage & { readonly count: number }>
  closes(): Promise<readonly CloseBasis[]>
  /** Starts one, or finds the one that already answers the same question. Answers its id. */
  start(actor: Actor, draftId: string, choice: TrialChoice, asked: Asked): Promise<string>
  cancel(actor: Actor, id: string, asked: Asked): Promise<void>
  progressOf(id: string): Progress
  /** The newest finished trial of exactly this draft, over data that is not too old for a review. */
  latest(draftId: string, hash: string): Promise<TrialDocument | null>
  latestIn(work: Work, draftId: string, hash: string): Promise<TrialDocument | null>
  /** Resolves when none that was started runs any more. */
  settled(): Promise<void>
}

export function createTrials(deps: TrialsDeps): Trials {
  const { store, running, clock } = deps
  const seen = <T extends TrialHead>(trial: T): T =>
    trial.state === 'running' && !running.isLive(trial) ? { ...trial, state: 'interrupted' } : trial
  const trial: Trials['trial'] = async id => {
    const found = await store.trial(id)
    if (found === null) throw new NotFound('没有这次试算。')
    return seen(found)
  }
  return {
    movers: deps.movers,
    trial,
    page: async (draftId, place, rows) => {
      const [page, count] = await Promise.all([store.page(draftId, place, rows), store.count(draftId)])
      return { ...page, rows: page.rows.map(seen), count }
    },
    closes: deps.closes,
    start: async (actor, draftId, choice, asked) => {
      const id = await deps.journal.submit({
        ...commandOf('trials.run', actor, asked),
        run: await starting(deps, draftId, choice),
      })
      const header = await trial(id)
      if (header.state === 'running') running.start(id, watch => deps.carryOut(header, watch))
      return id
    },
    cancel: async (actor, id, asked) => {
      await deps.journal.submit({
        ...commandOf('trials.cancel', actor, asked),
        run: async work => {
          const found = await store.trialIn(work, id)
          if (found === null) throw new NotFound('没有这次试算。')
          if (found.state !== 'running') throw new Conflict('这次试算已经结束，不用取消。')
          const endedBy = { id: work.actor.userId, name: work.actor.name }
          store.put(work, { ...found, state: 'cancelled', endedBy, endedAt: work.now })
          work.about({ type: 'trial', id }, { before: { state: 'running' }, after: { state: 'cancelled' } })
          return null
        },
      })
      running.abort(id)
    },
    progressOf: running.progressOf,
    latest: (draftId, hash) => store.latest(draftId, hash, freshSince(clock.today())),
    latestIn: (work, draftId, hash) => store.latestIn(work, draftId, hash, freshSince(work.today)),
    settled: running.settled,
  }
}

const commandOf = (action: string, actor: Actor, asked: Asked) => ({
  action,
  actor,
  ...asked,
})

/** A draft may be saved while parts of it do not fit together yet; the engine never sees it then. */
function requireSound(ruleSet: RuleSet): void {
  const checked = checkRuleSet(ruleSet)
  if (checked.ok) return
  const [first] = checked.faults
  throw new Conflict(`草案还有 ${checked.faults.length} 处不合规，不能试算，请先改正：${first?.message ?? ''}`)
}

/** A draft that may be tried, and the version it is based on. */
async function triable(work: Work, drafts: TrialsDeps['drafts'], draftId: string) {
  const draft = await drafts.documentIn(work, draftId)
  if (draft === null || draft.status === 'published') throw new NotFound('没有这份草案。')
  if (draft.status !== 'draft') throw new Conflict('这份草案已经发布或作废，不能再试算。')
  const base = (await drafts.publishedIn(work)).at(-1)
  if (base === undefined) throw new Error('no rule set is published')
  requireLatestBase(draft, base._id)
  requireSound(draft.ruleSet)
  return { draft, base }
}

/** The command that starts a trial of what the draft says when it runs. */
async function starting(
  { store, running, drafts, rules, ledger, clock, closes }: TrialsDeps,
  draftId: string,
  choice: TrialChoice,
) {
  const chosen = basisOf(choice, await closes(), { today: clock.today(), now: clock.now() })
  const inForce = await rules.inForce(chosen.day)
  // Past days and closes are known once and for all; today is what the ledger holds by now.
  const position = chosen.kind === 'today' ? await ledger.head() : null
  return async (work: Work): Promise<string> => {
    const { draft, base } = await triable(work, drafts, draftId)
    // What was committed before this command is known by now, and nothing later is: both sides read the same.
    const basis: Basis = chosen.kind === 'today' ? { ...chosen, knownAt: work.now } : chosen
    const { day, knownAt } = chosen
    const { ruleSet, hash } = choice.against === 'base' ? base : inForce
    const key = digestOf([draftId, draft.hash, hash, day, position ?? knownAt])
    const same = await store.ofKeyIn(work, key)
    const found = same.find(trial => trial.state === 'done' || running.isLive(trial))
    if (found !== undefined) {
      work.about({ type: 'trial', id: found._id }, { after: { reused: true } })
      return found._id
    }
    const header: TrialDocument = {
      _id: newId('trial'),
      draftId,
      draftVersion: draft.version,
      note: draft.note,
      ruleSet: draft.ruleSet,
      hash: draft.hash,
      before: { id: ruleSet.id, hash },
      against: hash === inForce.hash ? 'inForce' : 'base',
      basis,
      key,
      state: 'running',
      runner: running.runner,
      startedBy: { id: work.actor.userId, name: work.actor.name },
      startedAt: work.now,
      endedBy: null,
      endedAt: null,
      summary: null,
    }
    store.put(work, header)
    work.about(
      { type: 'trial', id: header._id },
      {
        after: {
          draft: draftId,
          draftVersion: draft.version,
          hash: draft.hash,
          before: ruleSet.id,
          day,
          basis: basis.label,
        },
      },
    )
    return header._id
  }
}
