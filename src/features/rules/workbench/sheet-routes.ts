import { isOutdated, requireLatestBase, requireOpen } from '../../../domain/rules/publication.ts'
import type { FieldErrors } from '../../../web/form.ts'
import { first } from '../../../web/input.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../web/route.ts'
import { askedBy, idOf } from '../asked.ts'
import { lastIdOf } from '../draft-list-view.ts'
import { draftTitle } from '../draft-title.ts'
import type { RuleDrafts } from '../drafts.ts'
import { outdatedPage } from '../outdated-view.ts'
import type { Rules } from '../rules.ts'
import type { RuleDocument } from '../rules-model.ts'
import { additionSheet, editOf, itemSheet, partSheet, pressed, type Sheet, typedAgain, typedOf } from './sheet.ts'
import { sheetView, trailOf, unsavedRows } from './sheet-view.ts'

type SheetOf = (draft: RuleDocument, visit: Visit) => Sheet

/** The pages of the workbench by their addresses under a draft. */
const sheets: Readonly<Record<string, SheetOf>> = {
  '/parts/:part': (draft, { params }) => partSheet(draft, params.part ?? ''),
  '/parts/:part/items/:item': (draft, { params, body }) =>
    itemSheet(draft, params.part ?? '', params.item ?? '', first(body, 'version') !== ''),
  '/parts/:part/addition': (draft, { params, query }) => additionSheet(draft, params.part ?? '', first(query, 'copy')),
}

/** Editing a draft part by part. Buttons that add, delete or move are of the same form; only 保存 saves. */
export function sheetRoutes(deps: SheetRoutesDeps): Route[] {
  return Object.entries(sheets).flatMap(([path, sheetOf]) => routesOf(`/rules/drafts/:id${path}`, sheetOf, deps))
}

interface SheetRoutesDeps {
  readonly drafts: RuleDrafts
  readonly rules: Rules
}

function routesOf(path: string, sheetOf: SheetOf, { drafts, rules }: SheetRoutesDeps): Route[] {
  return [
    { method: 'GET', path, right: 'rules.draft', audit: 'rules.draft-part', handle: visit => sheetPage(visit, {}) },
    { method: 'POST', path, right: 'rules.draft', audit: 'rules.edit-draft', handle: save, again: sheetPage },
  ]

  async function save(visit: Visit): Promise<Answer> {
    const { actor, body, session } = visit
    const draft = await drafts.draft(actor, idOf(visit))
    const sheet = sheetOf(draft, visit)
    if (first(body, 'do') !== '') return pressedPage(visit, draft, sheet)
    await drafts.edit(actor, draft._id, editOf(sheet, body), askedBy(visit))
    session.flash(`${sheet.title}已保存。`)
    return redirect(sheet.back)
  }

  async function pressedPage({ body }: Visit, draft: RuleDocument, sheet: Sheet): Promise<Answer> {
    requireOpen(draft, draft.version)
    requireLatestBase(draft, lastIdOf(await rules.published()))
    const typed = pressed(sheet, typedOf(sheet, body), first(body, 'do'))
    const stale = first(body, 'version') !== String(draft.version)
    return answerOf(draft, sheetView({ draft, sheet, typed, errors: {}, stale, unsaved: true }))
  }

  async function sheetPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const { actor, body } = visit
    const draft = await drafts.draft(actor, idOf(visit))
    requireOpen(draft, draft.version)
    const sheet = sheetOf(draft, visit)
    const isTyped = first(body, 'version') !== ''
    const typed = isTyped ? typedAgain(sheet, body) : sheet.stored
    const stale = isTyped && first(body, 'version') !== String(draft.version)
    const lastId = lastIdOf(await rules.published())
    if (isOutdated(draft, lastId)) {
      const head = { title: sheet.title, trail: trailOf(draft, sheet) }
      return outdatedPage({ draft, lastId, actor, ...head, vain: unsavedRows(sheet, typed) })
    }
    return answerOf(draft, sheetView({ draft, sheet, typed, errors, stale, unsaved: isTyped }))
  }
}

const answerOf = (draft: RuleDocument, model: ReturnType<typeof sheetView>): Answer =>
  page('rules/part', `${model.title} · ${draftTitle(draft)}`, model)
