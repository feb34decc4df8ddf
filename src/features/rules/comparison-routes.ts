import { replacementOf } from '../../domain/rules/publication.ts'
import { initially, select } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import { type Answer, page, type Route, type Visit } from '../../web/route.ts'
import { idOf } from './asked.ts'
import { comparisonRows } from './comparison-view.ts'
import type { RuleDrafts } from './drafts.ts'
import { inOrder, publishedDocuments, versionOf } from './published-documents.ts'
import type { RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'

export interface ComparisonRoutesDeps {
  readonly drafts: RuleDrafts
  readonly store: RulesStore
}

/** Two versions side by side; for those who see drafts also a draft beside a version or another draft. */
export function comparisonRoutes({ drafts, store }: ComparisonRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/:id/comparison',
      right: 'rules.read',
      audit: 'rules.compare',
      async handle(visit) {
        const published = await publishedDocuments(store)
        const after = versionOf(published, idOf(visit))
        const others = published.filter(({ _id }) => _id !== after._id)
        return comparisonPage(visit, after, others.length === 0 ? [after] : others, others.at(-1)?._id ?? after._id)
      },
    },
    {
      method: 'GET',
      path: '/rules/drafts/:id/comparison',
      right: 'rules.review',
      audit: 'rules.compare-draft',
      async handle(visit) {
        const after = await drafts.draft(visit.actor, idOf(visit))
        const [published, all] = await Promise.all([publishedDocuments(store), drafts.list(visit.actor)])
        const others = [...published, ...all.filter(({ _id }) => _id !== after._id)]
        return comparisonPage(visit, after, others, after.basedOn ?? published.at(-1)?._id ?? '')
      },
    },
  ]
}

/** `usual`: what stands on the left unless another one was chosen. Throws NotFound when that is none of `others`. */
function comparisonPage({ query }: Visit, after: RuleDocument, others: readonly RuleDocument[], usual: string): Answer {
  const before = versionOf(others, first(query, 'with') || usual)
  const path = pathOf(after)
  const [old, present] = [nameOf(before), nameOf(after)]
  const since = sinceIn([...others, after])
  const title = `${old} 与 ${present} 比较`
  const choices = others.map(one => ({ value: one._id, label: `${nameOf(one)} ${subjectOf(one)}` }))
  return page('rules/comparison', title, {
    title,
    lead: `${old}${since(before)}，${present}${since(after)}。`,
    trail: [{ label: present, path }],
    action: `${path}/comparison`,
    other: select('with', '与哪一版比较', choices, initially({ with: before._id }), {}),
    beforeId: old,
    afterId: present,
    beforePath: pathOf(before),
    afterPath: path,
    ...comparisonRows(before.ruleSet, after.ruleSet),
  })
}

const isDraft = ({ status }: RuleDocument): boolean => status !== 'published'
const pathOf = (document: RuleDocument): string => `/rules/${isDraft(document) ? 'drafts/' : ''}${document._id}`
const nameOf = (document: RuleDocument): string =>
  isDraft(document)
    ? `草案（${document.draftedBy.name} ${instantText(document.draftedAt).slice(0, 10)}）`
    : document._id
const subjectOf = (document: RuleDocument): string => (isDraft(document) ? document.note : document.ruleSet.title)
/** When each holds; of a version that never did, which one took its place. */
const sinceIn = (documents: readonly RuleDocument[]) => {
  const published = inOrder(documents.filter(one => !isDraft(one)))
  return (document: RuleDocument): string => {
    if (isDraft(document)) return `为第 ${document.version} 稿`
    const replacement = replacementOf(document, published)
    return replacement === null ? ` 自 ${document.effectiveOn} 起施行` : ` 未施行，由 ${replacement._id} 取代`
  }
}
