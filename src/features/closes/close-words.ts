import type { Tallies, Tally } from '../../domain/closes/tally.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { count, instantText, signed } from '../../web/format.ts'
import { markText, markView, shortMark } from '../ratings/index.ts'
import type { CloseDocument } from './close-model.ts'

export const headingsOf = (ruleSet: RuleSet): string[] =>
  countedKeys(ruleSet).map(key => markText(markView(ruleSet, key)))

/** The same for narrow columns: `▲蓝名单`, `□依据不足`. */
export const shortHeadingsOf = (ruleSet: RuleSet): string[] =>
  countedKeys(ruleSet).map(key => shortMark(markView(ruleSet, key)))

/** A number with its change since the close before: `12`, `+2`; no change is ''. */
export interface CountView {
  readonly n: string
  readonly change: string
}

const countView = (now: number, before: number | undefined): CountView => ({
  n: count(now),
  change: before === undefined || before === now ? '' : signed(now - before),
})

/** How many are under each key, and all. */
export const countsView = (keys: readonly string[], now: Tally, before: Tally | null | undefined): CountView[] => [
  ...keys.map(key => countView(now.suggested[key] ?? 0, before ? (before.suggested[key] ?? 0) : undefined)),
  countView(now.people, before?.people),
]

/** The tallies by class in the order of the rules, as everywhere else. */
export const inClassOrder = ({ byClass }: Tallies, { classes }: RuleSet): Tallies['byClass'] => {
  const place = new Map(classes.map(({ code }, i) => [code, i]))
  return [...byClass].sort((a, b) => (place.get(a.code) ?? place.size) - (place.get(b.code) ?? place.size))
}

const byWords: Readonly<Record<CloseDocument['by'], string>> = { schedule: '自动', hand: '手动' }

/** `李科员 2022-06-01 09:00（手动）`. */
export const closedWords = ({ by, closedBy, closedAt }: Pick<CloseDocument, 'by' | 'closedBy' | 'closedAt'>): string =>
  `${closedBy.name} ${instantText(closedAt)}（${byWords[by]}）`
