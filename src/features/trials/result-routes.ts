import { can } from '../../domain/access/rights.ts'
import { isOutdated } from '../../domain/rules/publication.ts'
import { fragment, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { lastIdOf } from '../rules/index.ts'
import { choiceOf } from './basis.ts'
import { checkedCasesView } from './case-check-view.ts'
import { moverQuery } from './mover-query.ts'
import { moversView } from './mover-view.ts'
import { trialDownload } from './trial-download.ts'
import { againstWords, staleWords, stateWords, trialFacts } from './trial-head-view.ts'
import type { TrialDocument } from './trial-model.ts'
import { bothRules, finished, idOf, type TrialPages } from './trial-pages.ts'
import { summaryView } from './trial-view.ts'

/** What one trial found: its progress, its numbers, who moves, the workbook. */
export function resultRoutes(pages: TrialPages): Route[] {
  const { trials, cases, rules, people, drafts } = pages
  return [
    {
      method: 'GET',
      path: '/trials/:id',
      right: 'trials.read',
      audit: 'trials.read',
      async handle(visit) {
        const trial = await trials.trial(idOf(visit))
        const model = { ...(await headOf(trial, visit)), tabs: null }
        if (trial.state === 'running')
          return page('trials/running', model.title, { ...model, progress: progressOf(trial) })
        if (trial.summary === null) return page('trials/ended', model.title, { ...model, choice: choiceOf(trial) })
        const [both, units, checked] = await Promise.all([
          bothRules(trial, rules),
          people.units(),
          cases.check(trial._id),
        ])
        const cadres = await people.cadres(checked.map(({ one }) => one.cadreId))
        return page('trials/show', model.title, {
          ...model,
          tabs: tabsOf(trial, 'summary'),
          summary: summaryView({ id: trial._id, summary: trial.summary, rules: both, units }),
          cases: checkedCasesView(checked, { rules: both, cadres }),
        })
      },
    },
    {
      method: 'GET',
      path: '/trials/:id/progress',
      right: 'trials.read',
      audit: 'trials.progress',
      async handle(visit) {
        const trial = await trials.trial(idOf(visit))
        if (trial.state !== 'running') return redirect(`/trials/${trial._id}`)
        return fragment('progress/part', { progress: progressOf(trial) })
      },
    },
    {
      method: 'GET',
      path: '/trials/:id/movers',
      right: 'trials.read',
      audit: 'trials.movers',
      async handle(visit) {
        const { trial } = await finished(trials, idOf(visit))
        const query = moverQuery(visit.query)
        const { movers } = trials
        const [found, count, unitIds, both, units] = await Promise.all([
          movers.page(trial._id, query, query, visit.rows),
          movers.count(trial._id, query),
          movers.unitIds(trial._id),
          bothRules(trial, rules),
          people.units(),
        ])
        const cadres = await people.cadres(found.rows.map(({ cadreId }) => cadreId))
        const parts = { rules: both, cadres, units }
        const model = await headOf(trial, visit)
        return page('trials/movers', `变动的人 · ${model.title}`, {
          ...model,
          tabs: tabsOf(trial, 'movers'),
          ...moversView(trial._id, query, visit.actor, { ...found, count, unitIds }, parts),
        })
      },
    },
    {
      method: 'GET',
      path: '/exports/trials/:file',
      right: 'trials.read',
      also: 'exports.download',
      audit: 'exports.trial',
      logsRead: true,
      handle: visit => trialDownload(pages, visit),
    },
  ]

  async function headOf(trial: TrialDocument, { actor }: Visit) {
    const [draft, published] = await Promise.all([drafts.document(trial.draftId), rules.published()])
    const lastId = lastIdOf(published)
    return {
      title: `试算：${trial.note}`,
      trail: [{ label: '试算', path: '/trials' }],
      lead: `草案第 ${trial.draftVersion} 稿与 ${againstWords(trial)}对照，数据：${trial.basis.label}。试算不改变任何人的建议，也不对外生效。`,
      id: trial._id,
      path: `/trials/${trial._id}`,
      facts: trialFacts(trial),
      stale: staleWords(trial, draft, lastId),
      draftPath: can(actor, 'rules.review') ? `/rules/drafts/${trial.draftId}` : null,
      draftId: trial.draftId,
      state: stateWords[trial.state],
      beforeId: trial.before.id,
      mayRun: can(actor, 'trials.run') && draft?.status === 'draft' && !isOutdated(draft, lastId),
      mayExport: can(actor, 'exports.download'),
      exportPath: `/exports/trials/${trial._id}.xlsx`,
    }
  }

  function progressOf(trial: TrialDocument) {
    const { waiting, percent } = trials.progressOf(trial._id)
    const path = `/trials/${trial._id}`
    const words =
      waiting > 0
        ? `前面还有 ${waiting} 次试算，排队中。`
        : `已完成 ${percent}%：所有干部按 ${trial.before.id}、按草案各评定一遍。`
    const leave = '可以离开本页，试算会继续；结果保存在“试算”里。'
    return { path: `${path}/progress`, title: '正在试算', percent: String(percent), words, leave }
  }
}

const tabsOf = ({ _id, summary }: TrialDocument, current: 'summary' | 'movers') => [
  { label: '汇总', path: `/trials/${_id}`, current: current === 'summary', count: '' },
  {
    label: '变动的人',
    path: `/trials/${_id}/movers`,
    current: current === 'movers',
    count: summary === null ? '' : String(summary.moved + summary.remarked),
  },
]
