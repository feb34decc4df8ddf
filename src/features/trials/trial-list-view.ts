import { count, instantText } from '../../web/format.ts'
import { againstWords, stateWords } from './trial-head-view.ts'
import type { TrialHead, TrialPage } from './trial-store.ts'

/** The trials, newest first. */
export function trialListView(page: TrialPage & { readonly count: number }, draftId: string | null) {
  const path = (pairs: Record<string, string>): string =>
    `/trials?${new URLSearchParams({ ...(draftId === null ? {} : { draft: draftId }), ...pairs })}`
  return {
    rows: page.rows.map(trial => ({
      path: `/trials/${trial._id}`,
      note: trial.note,
      version: `第 ${trial.draftVersion} 稿`,
      before: trial.against === 'base' ? againstWords(trial) : trial.before.id,
      basis: trial.basis.label,
      state: stateWords[trial.state],
      found: foundWords(trial),
      by: trial.startedBy.name,
      at: instantText(trial.startedAt),
    })),
    counted: `共 ${count(page.count)} 次`,
    pageSummary: `本页 ${page.rows.length} 次`,
    previous: page.hasPrevious ? path({ before: page.rows[0]?._id ?? '' }) : null,
    next: page.hasNext ? path({ after: page.rows.at(-1)?._id ?? '' }) : null,
    isFiltered: draftId !== null,
  }
}

const foundWords = ({ summary }: TrialHead): string =>
  summary === null ? '—' : `颜色变动 ${count(summary.moved)} 人，只有标注变动 ${count(summary.remarked)} 人`
