import type { Side } from '../../domain/rules/merge-rule-sets.ts'
import { requireOutdated } from '../../domain/rules/publication.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { choice, integer, parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { askedBy, idOf } from './asked.ts'
import { baseOf, type DraftRoutesDeps } from './draft-routes.ts'
import { draftTitle } from './draft-title.ts'
import { type Outdated, rebasingView } from './rebasing.ts'

const PREFIX = 'keep.'

/** An outdated draft is begun anew from the last version, with its author's own changes only. */
export function rebasingRoutes({ drafts, rules }: Pick<DraftRoutesDeps, 'drafts' | 'rules'>): Route[] {
  const path = '/rules/drafts/:id/rebasing'
  return [
    {
      method: 'GET',
      path,
      right: 'rules.draft',
      audit: 'rules.rebasing-form',
      handle: visit => rebasingPage(visit, {}),
    },
    {
      method: 'POST',
      path,
      right: 'rules.draft',
      audit: 'rules.rebase',
      async handle(visit) {
        const { conflicts } = rebasingView(await outdatedOf(visit))
        const sides = conflicts.map(({ place, name }) => [`${PREFIX}${place}`, choice(name, ['theirs', 'mine'])])
        const fields = {
          version: integer('稿次', 1),
          last: text('新版本', 60),
          note: text('起草理由', 500),
          ...Object.fromEntries(sides),
        }
        const { version, last, note, ...typed } = parseInput(fields, visit.body) as Record<string, string | number>
        const chosen = new Map(
          Object.entries(typed).map(([name, side]) => [name.slice(PREFIX.length), side as Side] as const),
        )
        const asked = { version: Number(version), note: String(note), chosen, last: String(last) }
        const id = await drafts.rebase(visit.actor, idOf(visit), asked, askedBy(visit))
        visit.session.flash('已重新起草，只带上了原草案自己的改动。原草案仍可查看。')
        return redirect(`/rules/drafts/${id}`)
      },
      again: rebasingPage,
    },
  ]

  async function outdatedOf(visit: Visit): Promise<Outdated> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    const last = (await rules.published()).at(-1)?.ruleSet
    if (last === undefined) throw new Error('no rule set is published')
    requireOutdated(draft, last.id)
    return { draft, base: await baseOf(draft, rules), last }
  }

  async function rebasingPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const outdated = await outdatedOf(visit)
    const { draft } = outdated
    const view = rebasingView(outdated)
    const hasConflicts = view.conflicts.length > 0
    const typed = first(visit.body, 'version') === '' ? initially({ note: draft.note }) : visit.body
    const back = `/rules/drafts/${draft._id}`
    const sides = [
      { value: 'theirs', label: `用 ${view.lastId} 的` },
      { value: 'mine', label: '用原草案的' },
    ]
    const model = {
      ...view,
      title: `以 ${view.lastId} 为底重新起草`,
      lead: `起草以后又发布了新版本。新草案从 ${view.lastId} 开始，只带上原草案自己的改动${hasConflicts ? '；两边都改了的地方由您选' : ''}。`,
      nothingCarried: hasConflicts
        ? '除上面列出的以外没有。'
        : `没有：原草案的改动 ${view.lastId} 都已有了，不必重新起草。可以作废原草案。`,
      isNeeded: hasConflicts || view.carried.rows.length > 0,
      trail: [
        { label: '规则草案', path: '/rules/drafts' },
        { label: `第 ${draft.version} 稿`, path: back },
      ],
      errors,
      back,
      action: `${back}/rebasing`,
      version: String(draft.version),
      conflicts: view.conflicts.map(({ place, name, rows }) => ({
        rows,
        choice: select(`${PREFIX}${place}`, `${name}：用哪个`, sides, typed, errors, { required: true }),
      })),
      note: field('note', '起草理由', typed, errors, { required: true, maxlength: 500, lines: 4 }),
    }
    return page('rules/rebasing', `重新起草：${draftTitle(draft)}`, model)
  }
}
