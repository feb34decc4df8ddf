import { Invalid, NotFound } from '../../../domain/errors.ts'
import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import { first } from '../../../web/input.ts'
import { integer, parseInput } from '../../../web/parse.ts'
import type { Input } from '../../../web/route.ts'
import type { DraftEdit } from '../edited-draft.ts'
import type { RuleDocument } from '../rules-model.ts'
import { type Collection, itemOf, itemsOf, listForm, withItem } from './collection.ts'
import { nameOf } from './located.ts'
import { inOldOrder } from './old-order.ts'
import type { Part } from './parts/part.ts'
import { collectionOf, parts } from './parts.ts'
import { nested } from './sent.ts'
import type { Spec, Typed } from './spec.ts'

/** One page of the workbench: a form over a piece of a draft, and how the piece is put back. */
export interface Sheet {
  readonly title: string
  readonly lead: string
  readonly path: string
  /** Where to go when it is saved or left. */
  readonly back: string
  readonly form: Spec
  /** The piece as the draft has it now. */
  readonly stored: Typed
  readonly part: Part
  /** Set on the list of a collection: where to add an item. */
  readonly additionPath: string | null
  edit(read: unknown): Pick<DraftEdit, 'rewrite' | 'fieldOf'>
}

export const draftPath = (draft: RuleDocument): string => `/rules/drafts/${draft._id}`
const partPath = (draft: RuleDocument, part: Part): string => `${draftPath(draft)}/parts/${part.code}`

function partOf(code: string): Part {
  const part = parts.find(one => one.code === code)
  if (part === undefined) throw new NotFound('没有这一部分。')
  return part
}

/** The page of a part; of a collection, the page of its list. */
export function partSheet(draft: RuleDocument, code: string): Sheet {
  const part = partOf(code)
  const { sheet } = part
  const { ruleSet } = draft
  const path = partPath(draft, part)
  const collection = collectionOf(part)
  const form = typeof sheet === 'function' ? sheet(ruleSet) : listForm(ruleSet, sheet, path)
  return {
    title: part.label,
    lead: part.lead,
    path,
    back: draftPath(draft),
    form,
    stored: form.write(ruleSet),
    part,
    additionPath: collection === null ? null : `${path}/addition`,
    edit: read => ({
      rewrite: held => withPieces(held, inOldOrder(read, held) as object),
      fieldOf: ({ path: place }) => {
        if (place === '') return ''
        if (collection !== null) return place === collection.key ? place : null
        return isOf(part, place) ? nameOf(place) : null
      },
    }),
  }
}

/** The rule set with other pieces; one that is undefined is left out. */
function withPieces(ruleSet: RuleSet, pieces: object): RuleSet {
  const said = Object.entries({ ...ruleSet, ...pieces }).filter(([, piece]) => piece !== undefined)
  return Object.fromEntries(said) as unknown as RuleSet
}

const isOf = ({ keys }: Part, path: string): boolean => keys.some(key => new RegExp(`^${key}(?![A-Za-z])`).test(path))

/**
 * The page of one item of a collection. Throws NotFound where there is none; one that was typed meanwhile may be gone by
 * now, and is then added again.
 */
export function itemSheet(draft: RuleDocument, code: string, id: string, isTyped: boolean): Sheet {
  const { part, collection } = itemsPart(code)
  const item = itemOf(draft.ruleSet, collection, id)
  if (item === null && !isTyped) throw new NotFound(`草案里没有这一项${collection.noun}。`)
  return { ...sheetOfItem(draft, part, collection, item, id), title: `${collection.noun} ${id}` }
}

/** The page of a new item, blank or a copy of another. */
export function additionSheet(draft: RuleDocument, code: string, copyOf: string): Sheet {
  const { part, collection } = itemsPart(code)
  const original = itemOf(draft.ruleSet, collection, copyOf)
  const copy = original === null ? null : { ...original, [collection.id]: '', sentence: '' }
  const sheet = sheetOfItem(draft, part, collection, copy, null)
  return { ...sheet, title: original === null ? `新${collection.noun}` : `新${collection.noun}（照 ${copyOf}）` }
}

function itemsPart(code: string): { readonly part: Part; readonly collection: Collection } {
  const part = partOf(code)
  const collection = collectionOf(part)
  if (collection === null) throw new NotFound('没有这一页。')
  return { part, collection }
}

function sheetOfItem(
  draft: RuleDocument,
  part: Part,
  collection: Collection,
  item: object | null,
  place: string | null,
): Sheet {
  const { ruleSet } = draft
  const back = partPath(draft, part)
  const form = collection.form(ruleSet)
  return {
    title: '',
    lead: part.lead,
    path: place === null ? `${back}/addition` : `${back}/items/${place}`,
    back,
    form,
    stored: form.write(item ?? collection.blank),
    part,
    additionPath: null,
    edit(read) {
      const items = itemsOf(ruleSet, collection)
      const i = items.findIndex(one => one[collection.id] === place)
      const own = nameOf(`${collection.key}[${i < 0 ? items.length : i}]`)
      return {
        rewrite: (held, base) => withItem(held, base, collection, place, read as Readonly<Record<string, unknown>>),
        fieldOf: ({ path }, isNew) => itemField(nameOf(path), own, collection, isNew),
      }
    },
  }
}

/** The field of an item's page for a fault; one among its neighbours is told of the whole form. */
function itemField(name: string, own: string, { key, id }: Collection, isNew: boolean): string | null {
  if (name === own) return id
  if (name.startsWith(`${own}.`)) return treeName(name.slice(own.length + 1))
  const isNear = name === '' || name === key || name.startsWith(`${key}.`)
  if (!isNear || !isNew) return null
  return name.endsWith(`.${id}`) ? id : ''
}

/** A place inside an item as its form names it, the tree of a condition: `when.all.0.compare.months` is `when.n.0.months`. */
export const treeName = (name: string): string =>
  name
    .replace(/\.(?:all|any)\.(\d+)/g, '.n.$1')
    .replace(/\.not(?=\.|$)/g, '.n.0')
    .replace(/\.(?:compare|count|streak)(?=\.|$)/g, '')

/** What was sent, in the shape of the form. Throws Invalid on a field it does not know. */
export function typedOf({ form }: Sheet, body: Input): Typed {
  const strange: Record<string, string> = {}
  const typed = form.take(nested(body, ['_csrf', '_key', 'version', 'do']), '', name => {
    strange[name] = `未知字段：${name}。`
  })
  if (Object.keys(strange).length > 0) throw new Invalid(strange)
  return typed
}

/** The edit that was sent. Throws Invalid with a sentence for each field to mend. */
export function editOf(sheet: Sheet, body: Input): DraftEdit {
  const { version } = parseInput({ version: integer('稿次', 1) }, { version: first(body, 'version') })
  const errors: Record<string, string> = {}
  const read = sheet.form.read(typedOf(sheet, body), '', (name, sentence) => {
    errors[name] ??= sentence
  })
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return { version, note: null, ...sheet.edit(read) }
}

/** What was sent, after the button that was pressed: `up:colours.1`. */
export function pressed({ form }: Sheet, typed: Typed, button: string): Typed {
  const [verb = '', place = ''] = button.split(':')
  return form.act(typed, place === '' ? [] : place.split('.'), verb)
}

/** What was typed so far, whatever else came with it. */
export const typedAgain = ({ form }: Sheet, body: Input): Typed =>
  form.take(nested(body, ['_csrf', '_key', 'version', 'do']), '', () => undefined)
