import { everInForce, replacementOf } from '../../domain/rules/publication.ts'
import type { Review } from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { digestOf } from '../../platform/digest.ts'
import { instantText } from '../../web/format.ts'
import { coloursView } from './colours-view.ts'
import { conditionsView } from './conditions-view.ts'
import { evidenceView } from './evidence-view.ts'
import { factLines } from './fact-lines.ts'
import { gridView } from './grid-view.ts'
import { limitsView, readingsView } from './notes-view.ts'
import type { RuleDocument } from './rules-model.ts'
import { scoreView } from './score-view.ts'
import { type RulesSight, rulesTabs } from './tabs-view.ts'

export interface VersionPage {
  readonly document: RuleDocument
  /** Published versions, oldest first. */
  readonly published: readonly RuleDocument[]
  readonly today: Day
  readonly sight: RulesSight
}

/** A version of the rules as a clerk reads it. */
export function versionView({ document, published, today, sight }: VersionPage) {
  const { ruleSet } = document
  const previous = everInForce(published).findLast(
    ({ effectiveOn }) => (effectiveOn ?? '') < (document.effectiveOn ?? ''),
  )
  return {
    title: `${ruleSet.title}（${ruleSet.id}）`,
    lead: `${ruleSet.basis}。系统按规则作建议，由人决定；以下每个数都出自这一版规则。`,
    tabs: rulesTabs(stateOf(document, published, today) === '现行' ? 'now' : 'version', sight),
    facts: factLines(factsOf(document, published, today, sight)),
    coming: comingAfter(document, published, today),
    takingBack: takingBack(document, previous, { published, today, sight }),
    exportPath: `/rules/${document._id}/document.json`,
    comparisonPath: previous === undefined ? null : `/rules/${document._id}/comparison?with=${previous._id}`,
    ...ruleSetView(ruleSet),
    versions: [...published].reverse().map(version => ({
      id: version._id,
      path: `/rules/${version._id}`,
      title: version.ruleSet.title,
      state: stateOf(version, published, today),
      effectiveOn: version.effectiveOn ?? '',
      documentNo: version.documentNo ?? '',
      publishedBy: version.publishedBy?.name ?? '',
      isShown: version._id === document._id,
      comparisonPath: `/rules/${document._id}/comparison?with=${version._id}`,
    })),
  }
}

const ruleSetView = (ruleSet: RuleSet) => ({
  colours: coloursView(ruleSet),
  grid: gridView(ruleSet),
  score: scoreView(ruleSet),
  evidence: evidenceView(ruleSet),
  conditions: conditionsView(ruleSet),
  limits: limitsView(ruleSet),
  readings: readingsView(ruleSet),
})

/** Published already and not in force yet: said where the rules in force are read, so that nobody is taken by surprise. */
function comingAfter(document: RuleDocument, published: readonly RuleDocument[], today: Day) {
  if (stateOf(document, published, today) !== '现行') return []
  return everInForce(published)
    .filter(({ effectiveOn }) => (effectiveOn ?? '') > today)
    .map(({ _id, effectiveOn, documentNo }) => ({
      path: `/rules/${_id}`,
      id: _id,
      words: `已发布（${documentNo ?? ''}），${effectiveOn ?? ''} 起施行。`,
    }))
}

/** Of a version to come: how another takes its place, should it be found wrong. */
function takingBack(
  document: RuleDocument,
  previous: RuleDocument | undefined,
  { published, today, sight }: Pick<VersionPage, 'published' | 'today' | 'sight'>,
) {
  if (previous === undefined || stateOf(document, published, today) !== '待施行') return null
  const { _id, effectiveOn } = document
  return {
    words: `已发布的不能改、不能删。发现有误的，在 ${effectiveOn ?? ''} 以前以此前版本（${previous._id}）的内容另起草案，试算、审核后发布，施行日期同选 ${effectiveOn ?? ''}，即整版取代 ${_id}。`,
    path: sight.drafting ? `/rules/drafts?from=${previous._id}` : null,
    verb: `以 ${previous._id} 的内容另起草案`,
  }
}

/** 现行, or when it was or will be; or what took its place before it began. */
function stateOf(document: RuleDocument, published: readonly RuleDocument[], today: Day): string {
  const replacement = replacementOf(document, published)
  if (replacement !== null) return `未施行，由 ${replacement._id} 取代`
  if ((document.effectiveOn ?? '') > today) return '待施行'
  const begun = published.filter(version => (version.effectiveOn ?? '') <= today)
  return begun.at(-1)?._id === document._id ? '现行' : '已停用'
}

function factsOf(document: RuleDocument, published: readonly RuleDocument[], today: Day, sight: RulesSight) {
  const { ruleSet, hash } = document
  return [
    { label: '状态', value: stateOf(document, published, today) },
    { label: '版本', value: ruleSet.id },
    { label: '施行日期', value: document.effectiveOn ?? '—' },
    { label: '文号', value: document.documentNo ?? '—' },
    { label: '起草', value: document.editors.map(({ name }) => name).join('、') },
    ...reviewFacts(document, sight),
    { label: '发布', value: publishedWords(document) },
    { label: '说明', value: document.note },
    {
      label: '校验值',
      value:
        digestOf(ruleSet) === hash ? `${hash}（核对一致）` : `${hash}（核对不一致：内容被改动过，请报告审计管理员）`,
    },
  ]
}

/** Who reviewed it, on which trial; nothing of a version from before reviews. */
function reviewFacts({ review, hash }: RuleDocument, sight: RulesSight) {
  if (review?.state !== 'approved') return []
  const { reviewedBy, reviewedAt, trialId } = review
  const said = sight.drafts || sight.trials ? reviewWords(review) : casesCounted(review)
  return [
    {
      label: '送审',
      value: `${review.submittedBy.name}，${instantText(review.submittedAt)}`,
      path: sight.trials ? `/trials/${trialId}` : undefined,
      link: '看审核所依据的试算',
    },
    { label: '审核', value: `${reviewedBy.name}，${instantText(reviewedAt)}${said === '' ? '' : `：${said}`}` },
    ...(review.hash === hash
      ? []
      : [
          {
            label: '审核的校验值',
            value: `${review.hash}（第 ${review.version} 稿）。发布时写入版本号和“第几版”，所以与这一版的校验值不同，其余内容相同。`,
          },
        ]),
  ]
}

type Approved = Extract<Review, { state: 'approved' }>

/** What the reviewer said, and why failing cases passed: both speak of cadres by name. */
const reviewWords = ({ comment, acknowledged }: Approved): string =>
  [comment, ...acknowledged.map(({ name, reason }) => `案例“${name}”不符，${reason}`)]
    .filter(text => text !== '')
    .join('；')

/** The same for everybody who reads the rules. */
const casesCounted = ({ acknowledged }: Approved): string =>
  acknowledged.length === 0 ? '' : `${acknowledged.length} 个试算案例不符，审核人已逐个说明理由`

const publishedWords = ({ publishedBy, publishedAt }: RuleDocument): string =>
  `${publishedBy?.name ?? '—'}${publishedAt === null ? '' : `，${instantText(publishedAt)}`}`
