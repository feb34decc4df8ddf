import type { RuleSet } from '../../../domain/rules/rule-set.ts'
import { group } from './group.ts'
import { hidden } from './lines.ts'
import { inOldOrder } from './old-order.ts'
import { rows } from './rows.ts'
import { groupOf, rowsOf, type Spec, textOf } from './spec.ts'

type Item = Readonly<Record<string, unknown>>

/** A part whose items have pages of their own, as they are too many or too large for one form. */
export interface Collection {
  readonly key: 'conditions' | 'evidence'
  /** The field that names an item. */
  readonly id: 'id' | 'code'
  readonly noun: string
  readonly headings: readonly string[]
  readonly blank: Item
  form(ruleSet: RuleSet): Spec
  /** What the list shows of an item, under the headings. */
  cells(item: unknown, ruleSet: RuleSet): readonly object[]
  /** The item as it is kept, after what was there before. */
  finished(item: unknown, previous: unknown, ruleSet: RuleSet): unknown
}

export const itemsOf = (ruleSet: RuleSet, { key }: Collection): readonly Item[] =>
  ruleSet[key] as unknown as readonly Item[]

export const itemOf = (ruleSet: RuleSet, collection: Collection, id: string): Item | null =>
  itemsOf(ruleSet, collection).find(item => item[collection.id] === id) ?? null

/** The rule set with an item in the place of another, or at the end. */
export function withItem(
  ruleSet: RuleSet,
  base: RuleSet,
  collection: Collection,
  place: string | null,
  item: Item,
): RuleSet {
  const items = itemsOf(ruleSet, collection)
  const i = items.findIndex(one => one[collection.id] === place)
  const previous = items[i] ?? itemOf(base, collection, place ?? '')
  const kept = collection.finished(inOldOrder(item, previous), previous, ruleSet) as Item
  return { ...ruleSet, [collection.key]: i < 0 ? [...items, kept] : items.with(i, kept) }
}

/** The list itself as a form: what it holds and in which order. */
export function listForm(ruleSet: RuleSet, collection: Collection, path: string): Spec {
  const { key, id, noun, headings } = collection
  const ids = rows(group({ [id]: hidden() }), { legend: '', noun, headings, blank: {}, most: 0 })
  const listed: Spec = {
    ...ids,
    read: (typed, at, complain) =>
      (ids.read(typed, at, complain) as readonly Item[]).flatMap(
        item => itemOf(ruleSet, collection, String(item[id])) ?? [],
      ),
    view: (typed, at, said) => {
      const made = ids.view(typed, at, said) as { rows: readonly object[] }
      return {
        ...made,
        isRows: false,
        isListed: true,
        rows: made.rows.map((row, i) => {
          const name = textOf(groupOf(rowsOf(typed)[i])[id])
          const item = itemOf(ruleSet, collection, name)
          return {
            ...row,
            name,
            cells: item === null ? [{ text: '已不存在' }] : collection.cells(item, ruleSet),
            path: `${path}/items/${name}`,
            copyPath: `${path}/addition?copy=${name}`,
          }
        }),
      }
    },
  }
  return group({ [key]: listed })
}
