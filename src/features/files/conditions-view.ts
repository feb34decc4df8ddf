import type { ConditionResult, Explained, Verdict } from '../../domain/rating/conditions.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { ConditionRule, RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { byRulesOfNow, leafWords, type MarkView, markView, readingWords } from '../ratings/index.ts'

/** 为什么: one rule with the leaves of its tree as rows (see views/_partials/conditions.hbs). */
interface RuleView {
  readonly code: string
  readonly title: string
  readonly mark: MarkView | null
  readonly outcome: string
  readonly conditions: readonly ConditionRow[]
}

interface ConditionRow {
  readonly state: 'met' | 'unmet' | 'unknown'
  readonly sign: string
  readonly word: string
  readonly sentence: string
  readonly values: string
  readonly records: readonly { readonly label: string; readonly path: string | null }[]
}

/** Names a record and where it is shown. */
export type RecordLink = (entryId: number) => { readonly label: string; readonly path: string | null }

const outcomes: Readonly<Record<Verdict, string>> = { true: '符合', false: '不符合', unknown: '无法判断' }
const alertOutcomes: typeof outcomes = { ...outcomes, true: '提示' }
const rows: Readonly<Record<Verdict, Pick<ConditionRow, 'state' | 'sign' | 'word'>>> = {
  true: { state: 'met', sign: '✓', word: '成立' },
  false: { state: 'unmet', sign: '✗', word: '不成立' },
  unknown: { state: 'unknown', sign: '？', word: '缺数据' },
}
const order: readonly Verdict[] = ['true', 'unknown', 'false']

/** Every condition with what was seen: those that speak first, those that do not hold apart. */
export interface ConditionsView {
  /** What put the cadre where they are, what else holds, and what cannot be told. */
  readonly speaking: readonly RuleView[]
  readonly silent: readonly RuleView[]
  readonly silentTitle: string
}

export function conditionsView(
  suggestion: Suggestion,
  version: RuleVersion,
  day: Day,
  linkOf: RecordLink,
): ConditionsView {
  const { ruleSet } = version
  const rowOf = (leaf: ExplainedLeaf) => conditionRow(leaf, version, day, linkOf)
  const reasons = new Set(suggestion.reasons)
  const pairs = ruleSet.conditions.flatMap((rule, i) => {
    const result = suggestion.conditions[i]
    return result === undefined ? [] : [{ rule, result }]
  })
  const rank = ({ rule, result }: (typeof pairs)[number]): number =>
    reasons.has(rule.id) ? -1 : order.indexOf(result.verdict)
  const views = (chosen: typeof pairs): RuleView[] =>
    chosen.map(({ rule, result }) =>
      ruleView(rule, result, reasons.has(rule.id) ? markView(ruleSet, rule.colour) : null, ruleSet, rowOf),
    )
  const silent = pairs.filter(({ result }) => result.verdict === 'false')
  return {
    speaking: views(pairs.filter(({ result }) => result.verdict !== 'false').sort((x, y) => rank(x) - rank(y))),
    silent: views(silent),
    silentTitle: `不符合的条件（${silent.length} 条）`,
  }
}

function ruleView(
  rule: ConditionRule,
  result: ConditionResult,
  mark: MarkView | null,
  ruleSet: RuleSet,
  rowOf: (leaf: ExplainedLeaf) => ConditionRow,
): RuleView {
  // What gave the colour bears its mark; of the others one must see which colour they would speak for.
  const of = mark === null ? `${markView(ruleSet, rule.colour).label.split('·')[0]}条件：` : ''
  return {
    code: rule.id,
    title: `${rule.sentence}${rule.effect === 'alert' ? '' : `（依据：${rule.basis}）`}`,
    mark,
    outcome: rule.effect === 'alert' ? alertOutcomes[result.verdict] : `${of}${outcomes[result.verdict]}`,
    conditions: leavesOf(result.tree).map(rowOf),
  }
}

type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

const leavesOf = (tree: Explained): ExplainedLeaf[] => (tree.node === 'leaf' ? [tree] : tree.of.flatMap(leavesOf))

/** More records than a row can show are counted. */
const SHOWN = 8

function conditionRow(
  { verdict, leaf, reading }: ExplainedLeaf,
  version: RuleVersion,
  day: Day,
  linkOf: RecordLink,
): ConditionRow {
  const ids = [...reading.entryIds, ...reading.settledIds]
  const by = reading.value === null ? '' : byRulesOfNow(leaf, version, day)
  const hidden = ids.length > SHOWN ? `，共 ${ids.length} 条记录` : ''
  return {
    ...rows[verdict],
    sentence: leafWords(leaf, version.ruleSet),
    values: `${readingWords(leaf, reading)}${by === '' ? '' : `（${by}）`}${hidden}`,
    records: ids.slice(0, SHOWN).map(linkOf),
  }
}
