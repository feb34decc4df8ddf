import type { RuleSet } from '../rule-set.ts'
import type { RuleChange, RuleSection } from './rule-change.ts'

/** One thing said of an item: what it is called, and how it reads. */
export interface Aspect<T> {
  readonly what: string
  /** What is compared; without `shown` also what is read. */
  say(item: T, ruleSet: RuleSet): string
  shown?(item: T, ruleSet: RuleSet): string
  /** Where the thresholds begin that stand for other numbers once this differs. */
  replaces?(key: string): string
}

/** A list of a rule set whose items are known by a name. */
export interface ListOf<T> {
  readonly section: RuleSection
  /** What an item is called: 条件. */
  readonly noun: string
  of(ruleSet: RuleSet): readonly T[]
  key(item: T): string
  /** What follows the noun: R1. */
  name(item: T, ruleSet: RuleSet): string
  readonly aspects: readonly Aspect<T>[]
  /** Numbers that are thresholds, said only of an item that is new or gone. */
  readonly figures?: readonly Aspect<T>[]
  /** Where the thresholds of an item begin. */
  thresholds?(key: string): string
}

/** What differs, and the beginnings of thresholds that no longer stand for the same number. */
export interface Changes {
  readonly changes: readonly RuleChange[]
  readonly replaced: readonly string[]
}

export const joined = (parts: readonly Changes[]): Changes => ({
  changes: parts.flatMap(({ changes }) => changes),
  replaced: parts.flatMap(({ replaced }) => replaced),
})

/** Items added, removed, put in another order, or said otherwise. */
export function listChanges<T>(list: ListOf<T>, before: RuleSet, after: RuleSet): Changes {
  const [old, present] = [itemsByKey(list, before), itemsByKey(list, after)]
  const { section, noun } = list
  const whole = (what: string, item: T, ruleSet: RuleSet) => ({
    section,
    place: `${noun} ${list.name(item, ruleSet)}`,
    what,
    words: summary(list, item, ruleSet),
  })
  const keysOf = ([key]: readonly [string, T]): string[] =>
    list.thresholds === undefined ? [] : [list.thresholds(key)]
  const added = [...present].filter(([key]) => !old.has(key))
  const removed = [...old].filter(([key]) => !present.has(key))
  return joined([
    { changes: orderChanges(list, before, after), replaced: [] },
    ...[...present].map(([key, item]): Changes => {
      const earlier = old.get(key)
      if (earlier === undefined) return nothing
      const at = { section, place: `${noun} ${list.name(item, after)}`, key }
      return aspectChanges(at, list.aspects, [earlier, before], [item, after])
    }),
    {
      changes: [
        ...added
          .map(([, item]) => whole('新增', item, after))
          .map(({ words, ...at }) => ({ ...at, before: null, after: words })),
        ...removed
          .map(([, item]) => whole('删除', item, before))
          .map(({ words, ...at }) => ({ ...at, before: words, after: null })),
      ],
      replaced: [...added, ...removed].flatMap(keysOf),
    },
  ])
}

const nothing: Changes = { changes: [], replaced: [] }

/** What is said otherwise of one item. */
export function aspectChanges<T>(
  { section, place, key }: { readonly section: RuleSection; readonly place: string; readonly key: string },
  aspects: readonly Aspect<T>[],
  [old, before]: readonly [T, RuleSet],
  [present, after]: readonly [T, RuleSet],
): Changes {
  const differing = aspects.filter(({ say }) => say(old, before) !== say(present, after))
  const changes = differing.map(aspect => {
    const words = [wordsOf(aspect, old, before), wordsOf(aspect, present, after)]
    const isSilent = words[0] === words[1]
    return {
      section,
      place,
      what: aspect.what,
      before: words[0] ?? '',
      after: `${words[1]}${isSilent ? '（细节不同）' : ''}`,
    }
  })
  return { changes, replaced: differing.flatMap(({ replaces }) => replaces?.(key) ?? []) }
}

const wordsOf = <T>({ say, shown = say }: Aspect<T>, item: T, ruleSet: RuleSet): string => shown(item, ruleSet)

const itemsByKey = <T>(list: ListOf<T>, ruleSet: RuleSet): Map<string, T> =>
  new Map(list.of(ruleSet).map(item => [list.key(item), item]))

const summary = <T>({ aspects, figures = [] }: ListOf<T>, item: T, ruleSet: RuleSet): string =>
  [...aspects, ...figures]
    .map(aspect => ({ what: aspect.what, words: wordsOf(aspect, item, ruleSet) }))
    .filter(({ words }) => words !== '')
    .map(({ what, words }) => `${what}：${words}`)
    .join('；')

/** The order of what both have, when it is another one. */
function orderChanges<T>(list: ListOf<T>, before: RuleSet, after: RuleSet): RuleChange[] {
  const [old, present] = [itemsByKey(list, before), itemsByKey(list, after)]
  const common = ([key]: readonly [string, T]): boolean => old.has(key) && present.has(key)
  const [first, second] = [[...old].filter(common), [...present].filter(common)]
  if (first.every(([key], i) => second[i]?.[0] === key)) return []
  const said = (items: readonly (readonly [string, T])[], ruleSet: RuleSet): string =>
    items.map(([, item]) => list.name(item, ruleSet)).join('、')
  return [
    { section: list.section, place: list.noun, what: '次序', before: said(first, before), after: said(second, after) },
  ]
}
