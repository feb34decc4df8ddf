import { can } from '../../domain/access/rights.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { integer, optionalText, parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { LedgerStore } from '../ledger/index.ts'
import { askedBy, idOf } from './asked.ts'
import { draftRows, lastIdOf, sourceChoices } from './draft-list-view.ts'
import { draftTitle } from './draft-title.ts'
import { draftView } from './draft-view.ts'
import type { RuleDrafts } from './drafts.ts'
import { draftFindings } from './findings-view.ts'
import { heldBy } from './held.ts'
import type { RuleReviews } from './reviews.ts'
import type { Rules } from './rules.ts'
import type { RuleDocument } from './rules-model.ts'
import { stageView } from './stage-view.ts'
import { rulesTabs, sightOf } from './tabs-view.ts'

export interface DraftRoutesDeps {
  readonly drafts: RuleDrafts
  readonly reviews: RuleReviews
  readonly rules: Rules
  readonly ledger: Pick<LedgerStore, 'fieldsInCharge'>
}

/** Starting drafts, what each is about, and discarding them. */
export function draftRoutes({ drafts, reviews, rules, ledger }: DraftRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/drafts',
      right: 'rules.review',
      audit: 'rules.list-drafts',
      handle: visit => listPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts',
      right: 'rules.draft',
      audit: 'rules.draft',
      async handle(visit) {
        const asked = parseInput({ note: text('起草理由', 500), from: optionalText('内容取自', 60) }, visit.body)
        return redirect(`/rules/drafts/${await drafts.create(visit.actor, asked, askedBy(visit))}`)
      },
      again: listPage,
    },
    {
      method: 'GET',
      path: '/rules/drafts/:id',
      right: 'rules.review',
      audit: 'rules.read-draft',
      handle: visit => draftPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts/:id',
      right: 'rules.draft',
      audit: 'rules.edit-draft',
      async handle(visit) {
        const { version, note } = parseInput({ version: integer('稿次', 1), note: text('起草理由', 500) }, visit.body)
        const edit = { version, note, rewrite: (ruleSet: RuleSet) => ruleSet, fieldOf: () => null }
        await drafts.edit(visit.actor, idOf(visit), edit, askedBy(visit))
        visit.session.flash('起草理由已保存。')
        return redirect(`/rules/drafts/${idOf(visit)}`)
      },
      again: draftPage,
    },
    {
      method: 'GET',
      path: '/rules/drafts/:id/discarding',
      right: 'rules.draft',
      audit: 'rules.discarding-form',
      handle: visit => discardingPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts/:id/discarding',
      right: 'rules.draft',
      audit: 'rules.discard-draft',
      async handle(visit) {
        const { version } = parseInput({ version: integer('稿次', 1) }, visit.body)
        await drafts.discard(visit.actor, idOf(visit), version, askedBy(visit))
        visit.session.flash('草案已作废。')
        return redirect('/rules/drafts')
      },
      again: discardingPage,
    },
  ]

  async function listPage({ actor, body, query }: Visit, errors: FieldErrors): Promise<Answer> {
    const [found, published] = await Promise.all([drafts.list(actor), rules.published()])
    const typed = 'note' in body ? body : initially({ from: first(query, 'from') })
    const model = {
      errors,
      tabs: rulesTabs('drafts', sightOf(actor)),
      rows: draftRows(found, lastIdOf(published)),
      counted: `共 ${found.length} 份`,
      mayDraft: can(actor, 'rules.draft'),
      from: select('from', '内容取自', sourceChoices(published, found), typed, errors, {
        help: '只是内容的起点；草案总与最近发布的一版比较。',
      }),
      note: field('note', '起草理由', typed, errors, {
        required: true,
        maxlength: 500,
        lines: 2,
        help: '为什么要改规则。',
      }),
    }
    return page('rules/drafts', '规则草案', model)
  }

  async function draftPage({ actor, body, params }: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(actor, params.id ?? '')
    const [base, trial, published] = await Promise.all([
      baseOf(draft, rules),
      reviews.trials.latest(draft),
      rules.published(),
    ])
    const lastId = lastIdOf(published)
    const typed = first(body, 'version') === '' ? initially({ note: draft.note }) : body
    const findings = await draftFindings(draft, base, ledger)
    const view = draftView({ draft, base, findings, lastId, actor, typed, errors })
    const model = { ...view, stage: stageView({ draft, lastId, trial, actor, held: heldBy(view) }) }
    return page('rules/draft', model.title, model)
  }

  async function discardingPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    const path = `/rules/drafts/${draft._id}`
    const object = `${draft.note}（第 ${draft.version} 稿，${draft.editors.map(({ name }) => name).join('、')}）`
    const model = { errors, object, path, action: `${path}/discarding`, version: String(draft.version) }
    return page('rules/discarding', `作废${draftTitle(draft)}`, model)
  }
}

/** The version a draft is based on. */
export async function baseOf(draft: RuleDocument, rules: Rules): Promise<RuleSet> {
  const base = (await rules.published()).find(({ ruleSet }) => ruleSet.id === draft.basedOn)
  if (base === undefined) throw new Error(`the base of the draft ${draft._id} is not published`)
  return base.ruleSet
}
