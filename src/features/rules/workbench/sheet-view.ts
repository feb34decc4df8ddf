import { isRevokedByEdit } from '../../../domain/rules/review.ts'
import type { FieldErrors } from '../../../web/form.ts'
import type { RuleDocument } from '../rules-model.ts'
import { located } from './located.ts'
import { draftPath, type Sheet } from './sheet.ts'
import type { Typed } from './spec.ts'

export interface SheetPage {
  readonly draft: RuleDocument
  readonly sheet: Sheet
  readonly typed: Typed
  readonly errors: FieldErrors
  /** Somebody else saved meanwhile. */
  readonly stale: boolean
  /** A button was pressed: what is shown is not saved yet. */
  readonly unsaved: boolean
}

/** A page of the workbench, for the view `rules/part`. */
export function sheetView({ draft, sheet, typed, errors, stale, unsaved }: SheetPage) {
  const { title, lead, path, back, form, part, additionPath } = sheet
  const bare = form.view(typed, '', { errors: {}, action: path })
  const placed = located(errors, bare)
  return {
    title,
    lead,
    trail: trailOf(draft, sheet),
    path,
    back,
    additionPath,
    errors: placed,
    version: String(draft.version),
    stale,
    revokes: isRevokedByEdit(draft.review ?? null),
    unsaved,
    others: stale ? unsavedRows(sheet, typed) : [],
    control: form.view(typed, '', { errors: placed, action: path }),
    notes: part.notes?.(typed) ?? [],
  }
}

export const trailOf = (draft: RuleDocument, { back, part }: Sheet) => [
  { label: '规则草案', path: '/rules/drafts' },
  { label: `第 ${draft.version} 稿`, path: draftPath(draft) },
  ...(back === draftPath(draft) ? [] : [{ label: part.label, path: back }]),
]

/** What is typed and otherwise in the draft as it is stored. */
export const unsavedRows = ({ form, stored }: Sheet, typed: Typed) => form.differences(stored, typed, '').map(rowOf)

const rowOf = ({ place, before, after }: { place: string; before: string | null; after: string | null }) => ({
  place,
  before: before ?? '—',
  after: after ?? '—',
})
