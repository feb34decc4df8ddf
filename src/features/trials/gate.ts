import type { Work } from '../../platform/journal/index.ts'
import type { People } from '../people/index.ts'
import type { Rules, TrialGate } from '../rules/index.ts'
import { demandWords, outcomeWords } from './case-words.ts'
import type { Cases } from './cases.ts'
import type { TrialDocument } from './trial-model.ts'
import { bothRules } from './trial-pages.ts'
import type { Trials } from './trials.ts'

export interface GateDeps {
  readonly trials: Trials
  readonly cases: Cases
  readonly rules: Rules
  readonly people: People
}

/** What review and publication of rules ask of trials. */
export function createTrialGate({ trials, cases, rules, people }: GateDeps): TrialGate {
  const failing = async (trial: TrialDocument, work?: Work) => {
    const checked = work === undefined ? await cases.check(trial._id) : await cases.checkIn(work, trial._id)
    const failed = checked.filter(({ verdict }) => verdict === 'fails')
    if (failed.length === 0) return []
    const both = await bothRules(trial, rules)
    const cadres = await people.cadres(failed.map(({ one }) => one.cadreId))
    return failed.map(one => ({
      caseId: one.one._id,
      name: one.one.name,
      found: `${cadres.get(one.one.cadreId)?.name ?? one.one.cadreId} ${demandWords(one.one, both)}；${outcomeWords(one, both)}`,
    }))
  }
  return {
    latest: async ({ _id, hash }, work) => {
      const trial = work === undefined ? await trials.latest(_id, hash) : await trials.latestIn(work, _id, hash)
      if (trial === null) return null
      const { basis, endedAt, summary } = trial
      return {
        id: trial._id,
        basis: basis.label,
        day: basis.day,
        endedAt: endedAt ?? '',
        moved: summary?.moved ?? 0,
        remarked: summary?.remarked ?? 0,
      }
    },
    failing: async (trialId, work) => failing(await trials.trial(trialId), work),
  }
}
