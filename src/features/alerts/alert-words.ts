import { type AlertKind, ruledAlerts } from '../../domain/rating/alerts.ts'
import { type Near, nearness, unitOf } from '../../domain/rating/near.ts'
import type { Rating } from '../../domain/rating/rating.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, daysBetween } from '../../domain/time/days.ts'
import { hundredths } from '../../web/format.ts'
import { byRulesOfNow } from '../ratings/index.ts'

/** What the tabs, the home page and the digest call each kind. */
export const kindNames: Readonly<Record<AlertKind, string>> = {
  down: '临近转差',
  up: '临近转好',
  fell: '得分骤降',
  idle: '未见记录',
  term: '名单到期',
  other: '其他提示',
}

/** The day since which somebody stands in a kind without a break, whatever the reason was on the way. */
export const enteredName = '列入本类'

/** How those near a limit are ordered, whose distances are points, facts, placements, months or channels. */
export const nearOrder = '还差得少的在前：为便于排列，1 件、1 次、1 个月、1 个渠道都与 1 分同等看待。'

/** An alert in one sentence: how far, and by which rule. `oneMore`: a kind of fact of which one more would do. */
export function alertWords(
  kind: AlertKind,
  rating: Rating,
  version: RuleVersion,
  { today, oneMore }: { readonly today: Day; readonly oneMore: string | null },
): string {
  const { ruleSet } = version
  switch (kind) {
    case 'down':
    case 'up': {
      const near = nearness(rating, ruleSet)[kind]
      return near === null ? '' : nearWords(near, rating, ruleSet, oneMore)
    }
    case 'term':
      return rating.placed === null ? '' : termWords(rating.placed, ruleSet, today)
    case 'fell':
    case 'idle':
    case 'other':
      return ruledAlerts(rating, ruleSet)
        .filter(alert => alert.kind === kind)
        .map(alert => ruledWords(alert, rating, version, today))
        .join('；')
  }
}

/** `再扣 2.00 分转黄名单（Y1）`, `再得 0.60 分可转出黄名单（Y1）；再有 1 件“重点任务提前完成”（P6）即可`. */
function nearWords(near: Near, rating: Rating, ruleSet: RuleSet, oneMore: string | null): string {
  const example = oneMore === null ? '' : `；再有 1 件${oneMore}即可`
  return `${amountWords(near, ruleSet)}${turnWords(near, rating, ruleSet)}（${near.conditionId}）${example}`
}

function amountWords({ leaf, delta }: Near, ruleSet: RuleSet): string {
  const size = Math.abs(delta)
  if ('streak' in leaf) return streakWords(leaf.streak, size)
  if ('count' in leaf) {
    if (leaf.count.of === 'placements') return `再列入${shortLabel(leaf.count.colour, ruleSet)} ${size} 次`
    return `再有 ${Math.ceil(size / 100)} 件${leaf.count.of === 'facts' ? factNoun(leaf.count.facts) : ''}`
  }
  if (unitOf(leaf) === 'times') return `正面事实再多 ${size} 个渠道`
  return `再${delta < 0 ? '扣' : '得'} ${hundredths(size)} 分`
}

type Streak = Extract<Near['leaf'], { streak: unknown }>['streak']

function streakWords(streak: Streak, size: number): string {
  if (streak.of === 'quarterGrade') return `平时考核再有 ${size} 个季度${streak.grades.join('、')}`
  if (streak.of === 'hotline') return `所负责单位 12345 排名再有 ${size} 个月在末 ${streak.bottom} 位`
  return `再有 ${size} 个月${factNoun(streak.facts)}`
}

function factNoun({ codes, positive }: { readonly codes?: readonly string[]; readonly positive?: boolean }): string {
  if (codes !== undefined) return codes.length > 3 ? ` ${codes[0]}–${codes.at(-1)}` : ` ${codes.join('或 ')}`
  return positive === undefined ? '事实' : positive ? '正面事实' : '扣分事实'
}

/** What it would bring: a list, or the way off one. Ranks and places of blue depend on others. */
function turnWords({ colour }: Near, rating: Rating, ruleSet: RuleSet): string {
  const now = rating.candidate ? ruleSet.quotas.colour : rating.colour
  const isDefault = (code: string): boolean =>
    ruleSet.colours.some(rule => rule.code === code && rule.match === 'default')
  if (colour === ruleSet.quotas.colour) return `，符合${shortLabel(colour, ruleSet)}的条件（名次、名额另看）`
  if (!isDefault(colour)) return `转${shortLabel(colour, ruleSet)}`
  return now === ruleSet.quotas.colour
    ? `，不再符合${shortLabel(now, ruleSet)}的条件`
    : `可转出${shortLabel(now, ruleSet)}`
}

/** `黄名单` of `黄名单·提醒`. */
const shortLabel = (code: string, { colours }: RuleSet): string =>
  colours.find(colour => colour.code === code)?.label.split('·')[0] ?? code

function ruledWords(
  { conditionId, kind, leaf }: ReturnType<typeof ruledAlerts>[number],
  rating: Rating,
  version: RuleVersion,
  today: Day,
): string {
  const value = leaf?.reading.value ?? null
  const now = rating.score
  if (kind === 'fell' && value !== null && now !== null && leaf !== null && 'compare' in leaf.leaf) {
    const months = leaf.leaf.compare.of === 'scoreChange' ? leaf.leaf.compare.months : 0
    const by = byRulesOfNow(leaf.leaf, version, today)
    const scores = `${hundredths(now - value)} → ${hundredths(now)}`
    return `${months} 个月内下降 ${hundredths(-value)} 分（${by === '' ? '' : `${by}：`}${scores}，${conditionId}）`
  }
  if (kind === 'idle' && value !== null)
    return `${value >= 12 ? '12 个月以上' : `已 ${value} 个月`}没有考察、测评和核实的事实（${conditionId}）`
  return `${conditionId} ${version.ruleSet.conditions.find(rule => rule.id === conditionId)?.sentence ?? ''}`
}

function termWords({ colour, lastDay, due }: NonNullable<Rating['placed']>, ruleSet: RuleSet, today: Day): string {
  if (lastDay === null) return ''
  const days = daysBetween(today, lastDay)
  const when = due || days < 0 ? `已过 ${-days} 天，到期待处理` : days === 0 ? '今天到期' : `还有 ${days} 天`
  return `${shortLabel(colour, ruleSet)} ${lastDay} 到期，${when}`
}
