import { type DraftLife, isOutdated } from '../../domain/rules/publication.ts'
import { instantText } from '../../web/format.ts'
import type { TrialDocument } from './trial-model.ts'
import type { TrialHead } from './trial-store.ts'

export const stateWords: Readonly<Record<TrialDocument['state'], string>> = {
  running: '进行中',
  done: '已完成',
  cancelled: '已取消',
  failed: '没有完成（系统出错）',
  interrupted: '已中断',
}

/** The version a draft is compared with, and why it is that one: `V2（草案所依据的版本）`. */
export const againstWords = ({ before, against }: Pick<TrialHead, 'before' | 'against'>): string =>
  `${before.id}（${againstLabels[against ?? 'inForce']}）`

export const againstLabels = { inForce: '当时施行的规则', base: '草案所依据的版本' } as const

/** What every page of a trial says of it: what was tried, over what, by whom. */
export function trialFacts(trial: TrialHead) {
  return [
    { label: '草案', value: trial.note },
    { label: '稿次', value: `第 ${trial.draftVersion} 稿，校验值 ${trial.hash.slice(0, 16)}` },
    { label: '对照', value: `${againstWords(trial)}，校验值 ${trial.before.hash.slice(0, 16)}${notForReview(trial)}` },
    {
      label: '数据',
      value: `${trial.basis.label}；截至 ${trial.basis.day}，当时所知到 ${instantText(trial.basis.knownAt)}`,
    },
    { label: '试算', value: `${trial.startedBy.name}，${instantText(trial.startedAt)}` },
    {
      label: '状态',
      value: `${stateWords[trial.state]}${trial.endedAt === null ? '' : `，${instantText(trial.endedAt)}`}`,
    },
  ]
}

/** Publication brings what differs from the rules in force, so that is what a reviewer has to see. */
const notForReview = ({ against }: TrialHead): string =>
  against === 'base' ? '。只看这份草案本身的改动；送审另须有一次与当时施行的规则对照的试算' : ''

/** What became of the draft since, when it is not what was tried any more; '' otherwise. */
export function staleWords(
  trial: TrialHead,
  draft: (DraftLife & { readonly hash: string }) | null,
  lastId: string,
): string {
  if (draft === null) return ''
  if (draft.became !== null) return `这份草案已发布为 ${draft.became}。`
  if (draft.status === 'discarded') return '这份草案已作废。'
  if (isOutdated(draft, lastId)) return `这份草案已过时：起草以后又发布了 ${lastId}。`
  return draft.hash === trial.hash
    ? ''
    : `试算之后草案又改动，现为第 ${draft.version} 稿。这次试算不能用于送审，请对现在的内容重新试算。`
}
