import type { Suggestion } from '../../domain/rating/suggest.ts'
import type { Expression, RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths, signedHundredths } from '../../web/format.ts'

/** The score as a stacked bar (see views/_partials/score-bar.hbs): numbers are per cent of the full width. */
export interface ScoreBarView {
  readonly total: string
  readonly distance: string
  readonly note: string
  readonly spoken: string
  readonly end: string
  readonly parts: readonly {
    readonly code: string
    readonly label: string
    readonly score: string
    readonly x: string
    readonly width: string
  }[]
  readonly thresholds: readonly { readonly x: string; readonly label: string }[]
}

const partCodes = ['r', 'p', 'e'] as const

/** Null when there is no score to draw. */
export function scoreBar(suggestion: Suggestion, ruleSet: RuleSet): ScoreBarView | null {
  const { score } = suggestion
  if (score === null) return null
  const full = ruleSet.score.clip.max
  const at = (value: number): string => ((value * 100) / full).toFixed(2)
  let x = 0
  const parts = suggestion.lines.flatMap(line => {
    if (line.kind !== 'part') return []
    const i = ruleSet.score.parts.findIndex(part => part.code === line.part)
    const drawn = {
      code: partCodes[i] ?? 'e',
      label: ruleSet.score.parts[i]?.label ?? line.part,
      score: hundredths(line.points),
      x: at(x),
      width: at(line.points),
    }
    x += line.points
    return [drawn]
  })
  const events = score - x
  const from = Math.min(x, score)
  const eventPart = {
    code: events < 0 ? 'minus' : 'plus',
    label: '事件 A',
    score: signedHundredths(events),
    x: at(from),
    width: at(Math.abs(events)),
  }
  return {
    total: hundredths(score),
    distance: distanceWords(score, ruleSet, suggestion),
    note: suggestion.provisional
      ? `暂定：依据覆盖率 ${hundredths(suggestion.coverage)}%，不足 ${hundredths(ruleSet.marks.minCoverage)}%`
      : incomplete(suggestion),
    spoken: `得分 ${hundredths(score)}，其中${[...parts, eventPart].map(part => `${part.label} ${part.score}`).join('，')}`,
    end: at(score),
    parts: [...parts, eventPart],
    thresholds: thresholds(ruleSet).map(({ value, label }) => ({ x: at(value), label: `${label} ${value / 100}` })),
  }
}

const incomplete = ({ coverage }: Suggestion): string =>
  coverage < 10_000 ? `不完整：依据覆盖率 ${hundredths(coverage)}%` : ''

interface Threshold {
  readonly colour: string
  readonly label: string
  readonly op: string
  readonly value: number
}

/** The limits of the score that conditions compare with, lowest first. */
function thresholds(ruleSet: RuleSet): Threshold[] {
  const found = ruleSet.conditions.flatMap(rule =>
    scoreLimits(rule.when).map(({ op, value }) => ({
      colour: rule.colour,
      label: ruleSet.colours.find(c => c.code === rule.colour)?.label.slice(0, 1) ?? '',
      op,
      value,
    })),
  )
  return found.sort((a, b) => a.value - b.value)
}

function scoreLimits(expression: Expression): { op: string; value: number }[] {
  if ('all' in expression) return expression.all.flatMap(scoreLimits)
  if ('any' in expression) return expression.any.flatMap(scoreLimits)
  if ('not' in expression) return scoreLimits(expression.not)
  return 'compare' in expression && expression.compare.of === 'score' && typeof expression.value === 'number'
    ? [{ op: expression.op, value: expression.value }]
    : []
}

/**
 * “再扣 1.40 分转黄”: how far the score is from the next limits below and above; who has that colour already falls below its
 * line. Who is on a list for anything but the score is told so: no points would lead them elsewhere.
 */
function distanceWords(score: number, ruleSet: RuleSet, { provisional, colour }: Suggestion): string {
  if (provisional) return ''
  const limits = thresholds(ruleSet)
  const below = limits.findLast(({ op, value }) => op === 'lt' && value <= score)
  const above = limits.find(({ op, value }) => op === 'ge' && value > score)
  const outOf = limits.find(({ op, value }) => op === 'lt' && value > score)
  if (outOf !== undefined) return `再得 ${hundredths(outOf.value - score)} 分离开${outOf.label}线`
  const rankOf = (code: string): number => ruleSet.colours.findIndex(one => one.code === code)
  const fallsTo = ({ colour: to, label }: Threshold): string =>
    rankOf(to) < rankOf(colour) ? `转${label}` : `低于${label}线`
  const own = ruleSet.colours.find(({ code }) => code === colour)
  const isListedOtherwise = (own?.direction ?? 0) < 0
  const words = [
    isListedOtherwise ? `${own?.label.split('·')[0]}不由得分决定` : '',
    below === undefined ? '' : `再扣 ${hundredths(score - below.value + 1)} 分${fallsTo(below)}`,
    above === undefined || isListedOtherwise ? '' : `再得 ${hundredths(above.value - score)} 分到${above.label}线`,
  ]
  return words.filter(word => word !== '').join('，')
}
