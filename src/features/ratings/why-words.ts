import type { PlaceState } from '../../domain/moves/compared-outcome.ts'
import type { LeafChange, LeafSide } from '../../domain/moves/leaf-changes.ts'
import type { Cause, PlaceSide } from '../../domain/moves/why-moved.ts'
import type { Verdict } from '../../domain/rating/conditions.ts'
import { leafSubject } from '../../domain/rules/condition-words.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths } from '../../web/format.ts'
import { markNote } from './mark-view.ts'
import { changeWords, leafWords, readingWords } from './reading-words.ts'

type ConditionCause = Extract<Cause, { kind: 'condition' }>

/** The rules before and after. */
export interface BothRules {
  readonly before: RuleSet
  readonly after: RuleSet
}

/** What both sides are called where they differ: V1 and 草案 of a trial. */
export interface SideNames {
  readonly before: string
  readonly after: string
}

interface Telling {
  readonly rules: BothRules
  readonly names: SideNames
}

/** A cause in one sentence: `Y1 由不成立变为成立：得分 74.20 分，V1“得分低于 70 分”，草案“得分低于 75 分”`. */
export function whyWords(cause: Cause, rules: BothRules, names: SideNames): string {
  switch (cause.kind) {
    case 'condition':
      return conditionWords(cause, { rules, names })
    case 'places':
      return `名额：由${placeWords(cause.before)}变为${placeWords(cause.after)}${divisorWords(cause.before, cause.after)}`
    case 'coverage':
      return `依据覆盖率 ${changed(percent(cause.before.coverage), percent(cause.after.coverage))}；最低要求 ${changed(percent(cause.before.limit), percent(cause.after.limit))}`
    case 'absence':
      return `不在岗占比的限度 ${changed(percent(cause.before.limit), percent(cause.after.limit))}`
    case 'class':
      return `类别由${classLabel(cause.before, rules.before)}变为${classLabel(cause.after, rules.after)}`
    case 'mark':
      return markWords(cause)
    case 'otherwise':
      return '颜色的先后次序或列入方式有改动'
  }
}

const verdicts: Readonly<Record<Verdict, string>> = { true: '成立', false: '不成立', unknown: '缺数据' }

function conditionWords(cause: ConditionCause, telling: Telling): string {
  const leaves = cause.leaves.map(leaf => leafChangeWords(leaf, telling)).join('；')
  return `${cause.id} ${turnWords(cause, telling.names)}${leaves === '' ? '' : `：${leaves}`}`
}

function turnWords({ before, after }: ConditionCause, names: SideNames): string {
  if (before === null) return `为${names.after}新增，${verdicts[after?.verdict ?? 'unknown']}`
  if (after === null) return `在${names.after}中删去，原${verdicts[before.verdict]}`
  if (before.verdict !== after.verdict) return verdictWords(before.verdict, after.verdict)
  return before.effect === 'alert'
    ? '由只提示改为列入名单'
    : after.effect === 'alert'
      ? '由列入名单改为只提示'
      : '的颜色或效力有改动'
}

/** 缺数据 is no state that something turns out of or into: `原缺数据，现成立`. */
const verdictWords = (before: Verdict, after: Verdict): string =>
  before === 'unknown' || after === 'unknown'
    ? `原${verdicts[before]}，现${verdicts[after]}`
    : `由${verdicts[before]}变为${verdicts[after]}`

function leafChangeWords({ before, after }: LeafChange, { rules, names }: Telling): string {
  if (before === null)
    return after === null
      ? ''
      : `${names.after}新增“${limitWords(after, rules.after)}”，${seenWords(after, rules.after)}`
  if (after === null)
    return `${names.after}删去“${limitWords(before, rules.before)}”，${seenWords(before, rules.before)}`
  const seen = bothSeen(before, after, rules)
  // What is upheld or not has no limit to be said beside it.
  if ('compare' in after.leaf && after.leaf.compare.of === 'ballotUpheld') return seen.join('，')
  const [old, now] = [limitWords(before, rules.before), limitWords(after, rules.after)]
  return [...seen, old === now ? `“${now}”` : `${names.before}“${old}”，${names.after}“${now}”`].join('，')
}

/** What was seen, once when both sides saw the same; nothing of a rank that nobody looked up. */
function bothSeen(before: LeafSide, after: LeafSide, rules: BothRules): string[] {
  if ('rank' in after.leaf && before.reading.value === null && after.reading.value === null) return []
  const subject = subjectOf(after, rules.after)
  return [`${subject} ${changeWords([before.leaf, after.leaf], [before.reading, after.reading])}`]
}

const seenWords = (side: LeafSide, ruleSet: RuleSet): string =>
  `${subjectOf(side, ruleSet)} ${readingWords(side.leaf, side.reading)}`

const subjectOf = ({ leaf }: LeafSide, { colours }: RuleSet): string =>
  leafSubject(leaf, code => colours.find(colour => colour.code === code)?.label ?? code)

/** The comparison as the rules say it; by rank also where the share ends. */
function limitWords({ leaf, cut }: LeafSide, ruleSet: RuleSet): string {
  const end = cut === null ? '' : `，至第 ${cut.rank} 名 ${hundredths(cut.score)} 分`
  return `${leafWords(leaf, ruleSet)}${end}`
}

const states: Readonly<Record<PlaceState, string>> = {
  placed: '有名额',
  tied: '并列待研究',
  full: '名额已满',
  none: '不在名额之内',
}

/** How one stands to the places; with the numbers where everybody was placed. */
function placeWords({ state, rank, n, places, unitDivisor }: PlaceSide): string {
  if (n === 0) return `“${states[state]}”`
  const ranked = rank === null ? '' : `，第 ${rank} 名`
  // Places of the class are left down to this rank: it is the unit that has none left.
  const byUnit =
    state === 'full' && rank !== null && rank <= places ? `；本单位每 ${unitDivisor} 人一个名额，已无空额` : ''
  return `${states[state]}（本类计名次 ${n} 人，名额 ${places} 个${ranked}${byUnit}）`
}

const divisorWords = (before: PlaceSide, after: PlaceSide): string =>
  before.unitDivisor === after.unitDivisor
    ? ''
    : `；单位名额由每 ${before.unitDivisor} 人一个改为每 ${after.unitDivisor} 人一个`

/** The mark that came, else the one that went. */
const markWords = ({ before, after }: Extract<Cause, { kind: 'mark' }>): string =>
  after === null ? `不再是“${markNote(before)}”` : markNote(after)

const changed = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`)
const percent = (share: number): string => `${hundredths(share)}%`
const classLabel = (code: string, { classes }: RuleSet): string =>
  classes.find(rule => rule.code === code)?.label ?? code
