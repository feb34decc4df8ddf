import { can } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { count, monthInWords } from '../../web/format.ts'
import type { CloseSummary } from './close-store.ts'
import { closedWords, countsView, shortHeadingsOf } from './close-words.ts'

interface ListParts {
  readonly actor: Actor
  readonly closes: readonly CloseSummary[]
  readonly versions: readonly RuleVersion[]
}

/** The closes, newest first, in the words of the newest rules. */
export function listView({ actor, closes, versions }: ListParts) {
  const ruleSet = versions.at(-1)?.ruleSet
  if (ruleSet === undefined) throw new Error('no rule set is published')
  const bound = actor.role === 'liaison'
  return {
    lead: `每月月末的评定结果，按当时所知算出，不再改变。${bound ? '人数为本单位。' : ''}`,
    mayClose: can(actor, 'closes.close'),
    columns: shortHeadingsOf(ruleSet),
    showsWaiting: !bound,
    rows: closes.map((close, i) => rowView(close, closes[i - 1], countedKeys(ruleSet))).reverse(),
    counted: `共 ${count(closes.length)} 次`,
  }
}

const none = { people: 0, suggested: {}, placed: {} }

const rowView = (close: CloseSummary, before: CloseSummary | undefined, keys: readonly string[]) => ({
  month: monthInWords(close._id),
  path: `/closes/${close._id}`,
  day: close.day,
  ruleSet: close.ruleSet,
  counts: countsView(keys, close.tally ?? none, before === undefined ? null : (before.tally ?? none)),
  closed: closedWords(close),
  reason: close.reason,
  waiting: close.waiting === 0 ? '—' : count(close.waiting),
})
