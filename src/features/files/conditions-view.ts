import type { ConditionResult, Explained, Verdict } from '../../domain/rating/conditions.ts'
import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { ConditionRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { leafWords, type MarkView, markView, readingWords } from '../ratings/index.ts'

/** 为什么: one rule with the leaves of its tree as rows (see views/_partials/conditions.hbs). */
export interface RuleView {
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
  readonly records: readonly { readonly label: string; readonly path: string }[]
}

/** Names a record and where it is shown. */
export type RecordLink = (entryId: number) => { readonly label: string; readonly path: string }

const outcomes: Readonly<Record<Verdict, string>> = { true: '符合', false: '不符合', unknown: '无法判断' }
const rows: Readonly<Record<Verdict, Pick<ConditionRow, 'state' | 'sign' | 'word'>>> = {
  true: { state: 'met', sign: '✓', word: '成立' },
  false: { state: 'unmet', sign: '✗', word: '不成立' },
  unknown: { state: 'unknown', sign: '？', word: '缺数据' },
}
const order: readonly Verdict[] = ['true', 'unknown', 'false']

/** Every condition of the rule set with what was seen, matched ones first. */
export function conditionsView(suggestion: Suggestion, ruleSet: RuleSet, linkOf: RecordLink): RuleView[] {
  const pairs = ruleSet.conditions.flatMap((rule, i) => {
    const result = suggestion.conditions[i]
    return result === undefined ? [] : [{ rule, result }]
  })
  return pairs
    .sort((a, b) => order.indexOf(a.result.verdict) - order.indexOf(b.result.verdict))
    .map(({ rule, result }) => ruleView(rule, result, ruleSet, linkOf))
}

function ruleView(rule: ConditionRule, result: ConditionResult, ruleSet: RuleSet, linkOf: RecordLink): RuleView {
  const fires = result.verdict === 'true' && rule.effect !== 'alert'
  return {
    code: rule.id,
    title: `${rule.sentence}${rule.effect === 'alert' ? '' : `（依据：${rule.basis}）`}`,
    mark: fires ? markView(ruleSet, rule.colour) : null,
    outcome: rule.effect === 'alert' && result.verdict === 'true' ? '提示' : outcomes[result.verdict],
    conditions: leavesOf(result.tree).map(leaf => conditionRow(leaf, linkOf)),
  }
}

type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

const leavesOf = (tree: Explained): ExplainedLeaf[] => (tree.node === 'leaf' ? [tree] : tree.of.flatMap(leavesOf))

/** More records than a row can show are counted. */
const SHOWN = 8

function conditionRow({ verdict, leaf, reading }: ExplainedLeaf, linkOf: RecordLink): ConditionRow {
  const ids = [...reading.entryIds, ...reading.settledIds]
  const hidden = ids.length > SHOWN ? `，共 ${ids.length} 条记录` : ''
  return {
    ...rows[verdict],
    sentence: leafWords(leaf),
    values: `${readingWords(leaf, reading)}${hidden}`,
    records: ids.slice(0, SHOWN).map(linkOf),
  }
}
