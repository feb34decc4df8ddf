import { NotFound } from '../../../domain/errors.ts'
import type { RuleDocument } from '../rules-model.ts'
import { itemsOf } from './collection.ts'
import { anchorsIn, nameOf, nearest } from './located.ts'
import { collectionOf, partAt } from './parts.ts'
import { draftPath, itemSheet, partSheet, type Sheet, treeName } from './sheet.ts'

/** Says of a place of the document on which page of a draft it is mended, and at which field. */
export function fieldAddresses(draft: RuleDocument): (place: string) => string {
  const shown = new Map<string, ReadonlySet<string>>()
  const anchorsOf = ({ path, form, stored }: Sheet): ReadonlySet<string> => {
    const known = shown.get(path) ?? anchorsIn(form.view(stored, '', { errors: {}, action: path }))
    shown.set(path, known)
    return known
  }
  return place => {
    const { sheet, name } = sheetAt(draft, place)
    if (sheet === null) return `${draftPath(draft)}/numbers`
    const field = nearest(name, anchorsOf(sheet))
    return field === '' ? sheet.path : `${sheet.path}#f-${field}`
  }
}

/** The page that holds a place, and the place as its form names it; null for what only is a number. */
function sheetAt(draft: RuleDocument, place: string): { readonly sheet: Sheet | null; readonly name: string } {
  const part = partAt(place)
  if (part === null) return { sheet: null, name: '' }
  const collection = collectionOf(part)
  const [, index, inside = ''] = /^\w+\[(\d+)\]\.?(.*)$/.exec(place) ?? []
  if (collection === null || index === undefined) return { sheet: partSheet(draft, part.code), name: nameOf(place) }
  const item = itemsOf(draft.ruleSet, collection)[Number(index)]
  if (item === undefined) throw new NotFound('草案里没有这一项。')
  return { sheet: itemSheet(draft, part.code, String(item[collection.id]), false), name: treeName(nameOf(inside)) }
}
